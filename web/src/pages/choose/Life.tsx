// The activity across the years: names, weights, numbers, what it asked for.
import type { VNode } from 'preact';
import { Alert, Card, Table, type Column } from '../../kit';
import { shortDate } from '../../format';
import { sectionPath } from '../../layout/sections';
import { Link } from '../../router';
import { useWorkspace } from '../../workspace';
import type { ActivityData, Run } from './guide';

const years = ({ from, to }: Run): string => (from === to ? String(from) : `${from}–${to}`);

function notes(run: Run): string {
	const found = [
		run.suspendedOn && `suspended on ${shortDate(run.suspendedOn)}`,
		run.frequency !== 'every year' && run.frequency,
		run.cehrtEligible && 'CEHRT bonus',
		run.mvpOnly && 'MVP only',
	].filter(Boolean);
	return found.join(', ');
}

const columns: Column<Run>[] = [
	{ key: 'years', header: 'Years', rowHeader: true, cell: (run) => <span class="life__years">{years(run)}</span> },
	{ key: 'title', header: 'CMS’s title', cell: (run) => run.title },
	{ key: 'weight', header: 'Weight', cell: (run) => run.weight ?? 'none' },
	{ key: 'length', header: 'Length', cell: (run) => run.duration || 'none' },
	{ key: 'notes', header: 'Notes', cell: (run) => notes(run) || 'none' },
];

export function Life({ activity, year }: { activity: ActivityData; year: number }): VNode {
	const { practice } = useWorkspace();
	return (
		<Card heading="Its life">
			<p>
				{activity.firstPerformanceYear === activity.lastPerformanceYear
					? `It existed in ${activity.firstPerformanceYear} only.`
					: `In the lists of ${activity.firstPerformanceYear} to ${activity.lastPerformanceYear}.`}
			</p>
			{activity.lineage.length > 0 && (
				<ul class="life__events">
					{activity.lineage.map((event) => {
						const other = [event.from, event.to].find((id) => id && id !== activity.measureId);
						return (
							<li key={`${event.kind}${event.year}${event.from}${event.to}`}>
								<strong>{event.year}</strong>: {event.sentence} {event.note}{' '}
								{other && <Link to={sectionPath(practice.id, year, 'choose/' + other)}>See {other}</Link>}
							</li>
						);
					})}
				</ul>
			)}
			{activity.runs.length > 0 && (
				<Table
					caption="Year by year"
					hideCaption
					compact
					columns={columns}
					rows={[...activity.runs].reverse()}
					rowKey={(run) => run.from}
				/>
			)}
			{activity.cautions.some((text) => !activity.lineage.some(({ sentence }) => text.startsWith(sentence))) && (
				<Alert kind="warn">
					{activity.cautions
						.filter((text) => !activity.lineage.some(({ sentence }) => text.startsWith(sentence)))
						.map((text) => (
							<p key={text}>{text}</p>
						))}
				</Alert>
			)}
		</Card>
	);
}
