// Where one is in a task of several steps.
import type { VNode } from 'preact';
import { Link } from '../router';
import { classes } from './classes';
import { Icon } from './Icon';

export interface Step {
	key: string;
	label: string;
	done?: boolean;
	to?: string; // an address, when one may go there
}

interface Props {
	label: string;
	steps: readonly Step[];
	current: string;
}

export function Steps({ label, steps, current }: Props): VNode {
	return (
		<nav aria-label={label}>
			<ol class="steps" role="list">
				{steps.map((step, i) => {
					const here = step.key === current;
					const inside = (
						<>
							<span class="steps__number">{step.done ? <Icon name="check" /> : i + 1}</span>
							<span class="steps__label">
								{step.label}
								{step.done && <span class="ds-u-visibility--screen-reader"> (done)</span>}
							</span>
						</>
					);
					return (
						<li
							key={step.key}
							class={classes('steps__item', here && 'steps__item--current', step.done && 'steps__item--done')}
							aria-current={here ? 'step' : undefined}
						>
							{step.to && !here ? (
								<Link class="steps__inside" to={step.to}>
									{inside}
								</Link>
							) : (
								<span class="steps__inside">{inside}</span>
							)}
						</li>
					);
				})}
			</ol>
		</nav>
	);
}
