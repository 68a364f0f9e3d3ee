// In place of a list that has nothing yet: why, and what to do.
import type { ComponentChildren, VNode } from 'preact';
import { Icon, type IconName } from './Icon';

interface Props {
	icon?: IconName;
	heading: string;
	level?: 2 | 3;
	children?: ComponentChildren;
	action?: ComponentChildren; // a button
}

export function EmptyState({ icon = 'folder', heading, level = 2, children, action }: Props): VNode {
	const Heading = `h${level}` as const;
	return (
		<div class="empty">
			<Icon name={icon} class="empty__icon" />
			<Heading class="empty__heading">{heading}</Heading>
			{children && <div class="empty__words">{children}</div>}
			{action && <div class="empty__action">{action}</div>}
		</div>
	);
}
