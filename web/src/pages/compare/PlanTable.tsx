// The plans side by side: a table, and cards on a phone.
import type { VNode } from 'preact';
import { Badge, Icon, StatusBadge, Table, type Column } from '../../kit';
import { shortDate } from '../../format';
import { activitiesText, eachText } from '../choose/words';
import { assumptions, whoText, worthText, type Plan, type PlanInput } from './plans';

export interface Shown {
	plan: Plan;
	own: PlanInput | null; // added by the user
	key: string;
}

interface Props {
	plans: readonly Shown[];
}

export const planId = (key: string): string => 'plan-' + key.replace(/[^A-Za-z0-9]+/g, '-');

function Name({ shown }: { shown: Shown }): VNode {
	const { plan, own, key } = shown;
	const more = own ? assumptions(own) : '';
	return (
		<div class="plans__name">
			<a href={'#' + planId(key)}>{plan.name}</a>
			{more && <span class="muted plans__more">{more}</span>}
			{plan.current && (
				<Badge kind="success" icon="check">
					As you report now
				</Badge>
			)}
		</div>
	);
}

function Needed({ plan }: { plan: Plan }): VNode {
	if (plan.error)
		return (
			<span class="plans__error">
				<Icon name="cross" /> Not possible. {plan.error}
			</span>
		);
	const needs = plan.requirements;
	if (!needs) return <>not known</>;
	const each = eachText(needs);
	return (
		<>
			<strong>{activitiesText(needs)}</strong>
			{each && <span class="plans__more muted">{each} points each, {needs.neededPoints} needed</span>}
			{needs.creditPoints !== undefined && needs.creditPoints > 0 && (
				<span class="plans__more muted">
					{needs.creditPoints} of {needs.maxPoints} points come as a credit
				</span>
			)}
		</>
	);
}

function Stand({ plan }: { plan: Plan }): VNode | null {
	const { standing } = plan;
	if (!standing) return null;
	return (
		<>
			<StatusBadge status={standing.answer}>
				{standing.points} of {standing.maxPoints}
			</StatusBadge>
			<span class="plans__more">{standing.text}</span>
		</>
	);
}

export function PlanTable({ plans }: Props): VNode {
	const columns: Column<Shown>[] = [
		{ key: 'name', header: 'Way to report', rowHeader: true, cell: (shown) => <Name shown={shown} />, class: 'plans__first' },
		{ key: 'needed', header: 'You need', cell: ({ plan }) => <Needed plan={plan} /> },
		{ key: 'who', header: 'Who takes part', cell: ({ plan }) => (plan.error ? '–' : whoText(plan)) },
		{
			key: 'start',
			header: 'Last start',
			cell: ({ plan }) =>
				plan.error ? '–' : plan.requirements?.neededPoints === 0 ? 'None' : shortDate(plan.requirements?.lastStart),
		},
		{ key: 'worth', header: 'Worth', cell: ({ plan }) => (plan.error ? '–' : worthText(plan)) },
		{ key: 'stand', header: 'If reported so', cell: ({ plan }) => <Stand plan={plan} /> },
		{
			key: 'left',
			header: 'Left out',
			cell: ({ plan }) => (plan.error ? '–' : plan.left.length === 0 ? 'Nothing' : plan.left.join(', ')),
		},
	];
	return (
		<Table
			caption="Ways to report, side by side"
			hideCaption
			columns={columns}
			rows={plans}
			rowKey={({ key }) => key}
			rowClass={({ plan }) => (plan.current ? 'plans__current' : undefined)}
		/>
	);
}
