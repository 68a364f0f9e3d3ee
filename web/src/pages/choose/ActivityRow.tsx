// One activity in the list.
import type { VNode } from 'preact';
import { Badge, Icon } from '../../kit';
import { shortDate } from '../../format';
import { sectionPath } from '../../layout/sections';
import { Link } from '../../router';
import { useWorkspace } from '../../workspace';
import type { Schema } from '../../api/types';
import { ChoiceButtons } from './ChoiceButtons';
import type { Choices } from './choices';
import { isUsualLength, type Item } from './filter';
import { durationText, effortText, firstSentence, pointsOf, whyNothing } from './words';

interface Props {
	item: Item;
	needs: Schema<'Requirements'> | undefined;
	choices: Choices;
}

export function Flags({ item, needs }: { item: Item; needs: Schema<'Requirements'> | undefined }): VNode | null {
	const nothing = whyNothing(item, needs);
	const flags = [
		item.doneLastYear && (
			<Badge key="done" kind="info" icon="history">
				Done last year
			</Badge>
		),
		item.barred && (
			<Badge key="barred" kind="alert" icon="cross">
				Not again so soon
			</Badge>
		),
		!item.barred && item.onceInYears && (
			<Badge key="once" icon="clock">
				Once in {item.onceInYears} years
			</Badge>
		),
		item.suspendedOn && (
			<Badge key="suspended" kind="warn" icon="warning">
				Suspended on {shortDate(item.suspendedOn)}
			</Badge>
		),
		item.mvpOnly && (
			<Badge key="mvp" icon="info">
				MVP only
			</Badge>
		),
		nothing && !item.mvpOnly && (
			<Badge key="nothing" kind="warn" icon="warning">
				Not in your MVP
			</Badge>
		),
		item.weight && <Badge key="weight">{item.weight === 'high' ? 'High weight' : 'Medium weight'}</Badge>,
		item.cehrtEligible && (
			<Badge key="cehrt" icon="check">
				CEHRT bonus
			</Badge>
		),
	].filter(Boolean);
	return flags.length > 0 ? <div class="row activity__flags">{flags}</div> : null;
}

export function ActivityRow({ item, needs, choices }: Props): VNode {
	const { practice, year } = useWorkspace();
	const points = pointsOf(item, needs);
	const to = sectionPath(practice.id, year, 'choose/' + encodeURIComponent(item.measureId));
	return (
		<li class="activity">
			<div class="activity__words">
				<h3 class="activity__name">
					<Link to={to}>{item.plainName}</Link> <span class="activity__id">{item.measureId}</span>
				</h3>
				<p class="activity__summary">{firstSentence(item.summary)}</p>
				<Flags item={item} needs={needs} />
				<p class="activity__facts">
					<span>
						<Icon name="sliders" /> {effortText(item.effort)}
					</span>
					{!isUsualLength(item) && item.measureId !== 'IA_PCMH' && (
						<span>
							<Icon name="clock" /> {durationText(item.duration)} instead of 90 days
						</span>
					)}
				</p>
			</div>
			<div class="activity__side">
				{needs && needs.neededPoints > 0 && (
					<p class="activity__points">
						<strong>{points}</strong> {points === 1 ? 'point' : 'points'}
					</p>
				)}
				<ChoiceButtons measureId={item.measureId} name={item.plainName} choices={choices} />
			</div>
		</li>
	);
}
