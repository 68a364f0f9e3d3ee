// One plan below the table: what is left out, which activities would do, and why.
import type { VNode } from 'preact';
import { Button, Citation, Disclosure, Icon } from '../../kit';
import { list } from '../../format';
import type { Choices } from '../choose/choices';
import type { Item } from '../choose/filter';
import { planId, type Shown } from './PlanTable';
import { SuggestedSet } from './Suggestions';

interface Props {
	shown: Shown;
	items: ReadonlyMap<string, Item>;
	choices: Choices;
	over: boolean; // nothing can be started any more
	onRemove?: () => void;
}

function Why({ shown }: { shown: Shown }): VNode | null {
	const reasons = shown.plan.requirements?.reasons ?? [];
	if (reasons.length === 0) return null;
	const seen = new Set<string>();
	return (
		<Disclosure summary="Why? The rules">
			{reasons.map((reason) => {
				if (seen.has(reason.fact)) return null;
				seen.add(reason.fact);
				return reason.rule ? (
					<Citation
						key={reason.fact}
						summary={reason.fact}
						statement={reason.rule.statement}
						citation={reason.rule.citation}
						source={reason.rule.source}
						confidence={reason.rule.confidence}
					/>
				) : (
					<p key={reason.fact}>
						{reason.fact} <cite>{reason.citation}</cite>
					</p>
				);
			})}
		</Disclosure>
	);
}

function Body({ shown, items, choices, over }: Props): VNode {
	const { plan } = shown;
	if (plan.error) return <p>{plan.error}</p>;
	const left = plan.left.map((id) => (items.has(id) ? `${items.get(id)?.plainName} (${id})` : id));
	return (
		<>
			{left.length > 0 && (
				<p class="plan__left">
					<Icon name="warning" />{' '}
					<span>
						{list(left)} would not count if you reported so.
					</span>
				</p>
			)}
			{plan.requirements?.neededPoints === 0 ? (
				<p>Full credit comes without any activity. There is nothing to choose.</p>
			) : plan.suggestions.length > 0 ? (
				<ol role="list" class="sets">
					{plan.suggestions.map((suggestion, i) => (
						<SuggestedSet
							key={suggestion.activities.map(({ measureId }) => measureId).join()}
							suggestion={suggestion}
							place={i + 1}
							plan={plan.name}
							items={items}
							choices={choices}
						/>
					))}
				</ol>
			) : (
				<p>
					{over
						? 'Nothing new can reach full credit: the last day to start is over.'
						: 'No set of activities reaches full credit from this day on.'}
				</p>
			)}
			<Why shown={shown} />
		</>
	);
}

export function PlanDetail(props: Props): VNode {
	const { shown, onRemove } = props;
	const id = planId(shown.key);
	return (
		<section class="card plan" aria-labelledby={id}>
			<div class="card__top">
				<h2 class="card__heading" id={id} tabIndex={-1}>
					{shown.plan.name}
				</h2>
				{onRemove && (
					<Button size="small" icon="cross" onClick={onRemove}>
						Remove<span class="ds-u-visibility--screen-reader"> {shown.plan.name}</span>
					</Button>
				)}
			</div>
			<Body {...props} />
		</section>
	);
}
