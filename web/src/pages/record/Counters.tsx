// Of each activity: how many have the time, how many are needed, who is missing
// and what each can still do.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Badge, Button, Citation, Disclosure, Meter, StatusBadge } from '../../kit';
import { isHome, type Activity, type Missing } from './cells';
import { counterText } from './model';

const most_names = 12; // of a group, until all are asked for
const named_at_once = 3; // the nearest
const always_open = 6; // so many missing clinicians are shown at once

interface Props {
	activities: readonly Activity[];
	onSelect?: (activity: Activity, clinicians: readonly string[]) => void; // in the grid
}

interface Group {
	text: string;
	of: Missing[];
}

// Those of whom the same is said, in the order of the first.
function groupsOf(missing: readonly Missing[]): Group[] {
	const groups = new Map<string, Group>();
	for (const one of missing) {
		const group = groups.get(one.text) ?? { text: one.text, of: [] };
		group.of.push(one);
		groups.set(one.text, group);
	}
	return [...groups.values()];
}

function Names({ group }: { group: Group }): VNode {
	const [all, setAll] = useState(false);
	const shown = all ? group.of : group.of.slice(0, most_names);
	const rest = group.of.length - shown.length;
	return (
		<li>
			<strong>{shown.map(({ name }) => name).join('; ')}</strong>
			{rest > 0 && (
				<>
					{' '}
					<button type="button" class="record-missing__all" onClick={() => setAll(true)}>
						and {rest} more
					</button>
				</>
			)}
			<span class="record-missing__what">{group.text}</span>
		</li>
	);
}

function WhoIsMissing({ activity, onSelect }: { activity: Activity; onSelect?: Props['onSelect'] }): VNode | null {
	const { missing, duration } = activity;
	if (missing.length === 0) return null;
	const possible = missing.filter(({ answer, startBy }) => answer !== 'notMet' || startBy !== null);
	const first = missing.slice(0, named_at_once).map(({ name }) => name);
	const rest = missing.length - first.length;
	return (
		<Disclosure
			summary={
				<>
					<span class="record-missing__summary">Without {duration || 'the time'} yet:</span> {first.join('; ')}
					{rest > 0 && ` and ${rest} more`}
				</>
			}
			open={activity.answer !== 'met' && missing.length <= always_open}
		>
			<ul class="record-missing" role="list">
				{groupsOf(missing).map((group) => (
					<Names key={group.text} group={group} />
				))}
			</ul>
			{onSelect && possible.length > 0 && (
				<Button size="small" onClick={() => onSelect(activity, possible.map(({ clinicianId }) => clinicianId))}>
					Select {possible.length === missing.length ? (missing.length === 1 ? 'this one' : 'these') : `the ${possible.length} who still can`} in the
					grid
				</Button>
			)}
		</Disclosure>
	);
}

const stateWords = { met: 'Enough', notMet: 'Not yet enough', unknown: 'Not certain' } as const;

function Counter({ activity, onSelect }: { activity: Activity; onSelect?: Props['onSelect'] }): VNode {
	const { answer, certain, needed, clinicians, choice } = activity;
	const full = clinicians ?? needed;
	return (
		<li class="record-counter">
			<div class="record-counter__top">
				<h3 class="record-counter__name">
					{activity.plainName} <span class="record-counter__id">{activity.measureId}</span>
				</h3>
				{choice === 'dropped' ? (
					<Badge icon="cross">Dropped</Badge>
				) : (
					<StatusBadge status={answer}>{stateWords[answer]}</StatusBadge>
				)}
			</div>
			{full !== null && !isHome(activity.measureId) && (
				<Meter
					label={activity.plainName}
					hideLabel
					value={certain}
					max={full}
					mark={needed ?? undefined}
					state={answer === 'met' ? 'met' : undefined}
					text={<strong class="record-counter__count">{counterText(activity)}</strong>}
				/>
			)}
			<p class="record-counter__text">{activity.text}</p>
			<WhoIsMissing activity={activity} onSelect={onSelect} />
			{activity.shareRule && (
				<Citation
					summary={needed === null ? 'Why? The rule' : `Why ${needed}? The rule`}
					statement={activity.shareRule.statement}
					citation={activity.shareRule.citation}
					confidence={activity.shareRule.confidence}
					source={activity.shareRule.source}
				/>
			)}
		</li>
	);
}

export function Counters({ activities, onSelect }: Props): VNode {
	return (
		<ul class="record-counters" role="list">
			{activities.map((activity) => (
				<Counter key={activity.measureId} activity={activity} onSelect={onSelect} />
			))}
		</ul>
	);
}
