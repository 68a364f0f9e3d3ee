// What the category is worth: the weights of the four, and what IA brings.
import type { VNode } from 'preact';
import { Meter } from '../../kit';
import { number } from '../../format';
import { categoryLabel } from '../../words';
import { linesOf, type Answer } from './answer';
import { Lines } from './Rule';

const order = ['ia', 'quality', 'cost', 'pi'];

export function Weights({ answer }: { answer: Answer }): VNode {
	const weights = (answer.weights ?? {}) as Record<string, number>;
	const final_score = answer.finalScore as { value?: number } | null | undefined;
	return (
		<>
			<p class="score__formula">
				{final_score
					? `The final score is set by a rule${final_score.value === undefined ? '' : ` to ${number(final_score.value)}`}; the categories do not matter.`
					: answer.contribution === null || answer.contribution === undefined || !answer.maxPoints
						? 'What it brings cannot be told.'
						: `${number(answer.points ?? 0)} of ${number(answer.maxPoints)} points × ${number(answer.weight ?? 0)} = ${number(answer.contribution)} points of the final score.`}
			</p>
			<div class="score__weights">
				{order
					.filter((key) => weights[key] !== undefined)
					.map((key) => (
						<Meter
							key={key}
							label={categoryLabel(key)}
							value={weights[key] ?? 0}
							max={100}
							text={`${number(weights[key] ?? 0)}%`}
							state={key === 'ia' ? undefined : 'unknown'}
						/>
					))}
			</div>
			<Lines lines={linesOf(answer, 'reweighting', 'weight', 'contribution')} />
		</>
	);
}
