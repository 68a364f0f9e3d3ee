// A bar with its meaning in words. Drawn as SVG: a printer leaves backgrounds
// away, but not this.
import type { ComponentChildren, VNode } from 'preact';
import { classes } from './classes';

interface Props {
	label: string;
	hideLabel?: boolean;
	value: number;
	max: number;
	text: ComponentChildren; // "3 of 5 clinicians": always shown
	mark?: number; // where enough is reached
	state?: 'met' | 'notMet' | 'unknown';
}

export function Meter({ label, hideLabel, value, max, text, mark, state }: Props): VNode {
	const part = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
	const at = mark !== undefined && max > 0 ? Math.min(1, mark / max) * 200 : null;
	return (
		<div class={classes('meter', state && 'meter--' + state)}>
			<span class={hideLabel ? 'ds-u-visibility--screen-reader' : 'meter__label'}>
				{label}
			</span>
			<svg class="meter__bar" viewBox="0 0 200 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
				<rect class="meter__rest" width="200" height="8" />
				<rect class="meter__part" width={part * 200} height="8" />
				{at !== null && <rect class="meter__mark" x={Math.min(at, 199)} width="1" height="8" />}
			</svg>
			<span class="meter__text">{text}</span>
		</div>
	);
}
