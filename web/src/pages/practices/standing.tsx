// Where a practice stands, in cells of a table.
import type { VNode } from 'preact';
import type { Schema } from '../../api/types';
import { number, shortDate } from '../../format';
import { Badge, StatusBadge } from '../../kit';
import { daysLeft } from '../../words';

export type Summary = Schema<'PracticeSummary'>;
export type State = Schema<'Answer'> | 'notSetUp';

export const stateOf = (practice: Summary): State => practice.standing?.answer ?? 'notSetUp';

export function StandingBadge({ practice }: { practice: Summary }): VNode {
	if (!practice.standing) return <Badge icon="sliders">Not set up</Badge>;
	return <StatusBadge status={practice.standing.answer} />;
}

export function Points({ practice: { standing } }: { practice: Summary }): VNode {
	if (!standing) return <span class="muted">-</span>;
	return (
		<>
			{number(standing.points)} of {number(standing.maxPoints)}
		</>
	);
}

// What the category brings, in points of the final score.
export function Worth({ practice: { standing } }: { practice: Summary }): VNode {
	if (!standing) return <span class="muted">-</span>;
	return (
		<>
			{number(standing.contribution ?? 0)} of {number(standing.weight)}
		</>
	);
}

export function Days({ practice: { standing } }: { practice: Summary }): VNode {
	if (!standing || standing.daysToStart === null) return <span class="muted">-</span>;
	return (
		<>
			{daysLeft(standing.daysToStart)}
			<span class="practices__small">{shortDate(standing.lastStart)}</span>
		</>
	);
}
