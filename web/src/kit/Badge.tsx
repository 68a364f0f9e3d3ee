// Short words with an icon. The icon and the words tell; the colour helps.
import type { ComponentChildren, VNode } from 'preact';
import { classes } from './classes';
import { Icon, type IconName } from './Icon';

export type Status = 'met' | 'notMet' | 'unknown';
export type BadgeKind = 'success' | 'warn' | 'alert' | 'info' | 'plain';

interface Props {
	kind?: BadgeKind;
	icon?: IconName;
	children: ComponentChildren;
	class?: string;
}

export function Badge({ kind = 'plain', icon, children, class: more }: Props): VNode {
	return (
		<span class={classes('badge', 'badge--' + kind, more)}>
			{icon && <Icon name={icon} />}
			{children}
		</span>
	);
}

const looks: Record<Status, { kind: BadgeKind; icon: IconName; words: string }> = {
	met: { kind: 'success', icon: 'check', words: 'Met' },
	notMet: { kind: 'alert', icon: 'cross', words: 'Not met' },
	unknown: { kind: 'info', icon: 'question', words: 'Unknown' },
};

// The three answers of the rules: met, not met, unknown (a fact is missing).
export function StatusBadge({ status, children }: { status: Status; children?: ComponentChildren }): VNode {
	const { kind, icon, words } = looks[status];
	return (
		<Badge kind={kind} icon={icon}>
			{children ?? words}
		</Badge>
	);
}
