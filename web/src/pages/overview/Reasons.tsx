// Why the figures are what they are: each fact with its rule.
import type { VNode } from 'preact';
import type { Schema } from '../../api/types';
import { plural } from '../../format';
import { Citation, Disclosure } from '../../kit';
import { withDays } from '../../words';

type Reason = Schema<'Requirements'>['reasons'][number];

function One({ reason }: { reason: Reason }): VNode {
	const { rule, citation, policy } = reason;
	const fact = withDays(reason.fact);
	if (rule)
		return (
			<Citation
				summary={fact}
				statement={rule.statement}
				citation={rule.citation}
				confidence={rule.confidence}
				source={rule.source}
			/>
		);
	return (
		<Disclosure summary={fact} class="citation">
			<p>
				<cite>{citation}</cite>
			</p>
			{policy && <p>The rule can be read in two ways. You can choose the reading in the set-up.</p>}
		</Disclosure>
	);
}

export function Reasons({ reasons }: { reasons: readonly Reason[] }): VNode | null {
	if (reasons.length === 0) return null;
	return (
		<div class="reasons no-print">
			<Disclosure summary={`Why? ${plural(reasons.length, 'reason')}, with the rules`}>
				<ul role="list">
					{reasons.map((reason, i) => (
						<li key={i}>
							<One reason={reason} />
						</li>
					))}
				</ul>
			</Disclosure>
		</div>
	);
}
