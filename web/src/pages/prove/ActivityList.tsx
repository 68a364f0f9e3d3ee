// The activities, each with what it still lacks. One of them is shown beside.
import type { VNode } from 'preact';
import { Badge, classes } from '../../kit';
import { sectionPath } from '../../layout/sections';
import { Link } from '../../router';
import { useWorkspace } from '../../workspace';
import type { Activity } from './model';

export const MissingBadge = ({ activity }: { activity: Activity }): VNode =>
	activity.complete ? (
		<Badge kind="success" icon="check">
			Complete
		</Badge>
	) : (
		<Badge kind="warn" icon="warning">
			{activity.missing} open
		</Badge>
	);

export function ActivityList({ activities, shown }: { activities: readonly Activity[]; shown: string }): VNode {
	const { practice, year } = useWorkspace();
	const to = sectionPath(practice.id, year, 'prove');
	return (
		<nav class="prove__list" aria-label="Activities">
			<ul role="list">
				{activities.map((activity) => {
					const here = activity.measureId === shown;
					return (
						<li key={activity.measureId}>
							<Link
								to={`${to}?activity=${encodeURIComponent(activity.measureId)}`}
								class={classes('prove__activity', here && 'prove__activity--here')}
								aria-current={here ? 'true' : undefined}
							>
								<span class="prove__name">{activity.plainName}</span>
								<span class="prove__under">
									<span class="muted">{activity.measureId}</span> <MissingBadge activity={activity} />
								</span>
							</Link>
						</li>
					);
				})}
			</ul>
		</nav>
	);
}
