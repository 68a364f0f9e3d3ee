import type { ComponentChildren, VNode } from 'preact';
import { classes } from './classes';
import { Icon } from './Icon';

interface Props {
	summary: ComponentChildren;
	children: ComponentChildren;
	open?: boolean; // at first
	class?: string;
}

export function Disclosure({ summary, children, open, class: more }: Props): VNode {
	return (
		<details class={classes('disclosure', more)} open={open}>
			<summary>
				<Icon name="right" class="disclosure__icon" />
				{summary}
			</summary>
			<div class="disclosure__body">{children}</div>
		</details>
	);
}
