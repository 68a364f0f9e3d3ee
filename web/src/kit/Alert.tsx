import type { ComponentChildren, VNode } from 'preact';
import { classes } from './classes';
import { Icon, type IconName } from './Icon';

export type AlertKind = 'info' | 'success' | 'warn' | 'error';

interface Props {
	kind?: AlertKind;
	heading?: string;
	level?: 2 | 3 | 4;
	live?: boolean; // it came up by what the user did, and is read aloud
	children?: ComponentChildren;
	class?: string;
}

const icons: Record<AlertKind, IconName> = { info: 'info', success: 'check', warn: 'warning', error: 'cross' };
const words: Record<AlertKind, string> = { info: 'Note', success: 'Done', warn: 'Warning', error: 'Error' };
const looks: Record<AlertKind, string> = {
	info: '',
	success: 'ds-c-alert--success',
	warn: 'ds-c-alert--warn',
	error: 'ds-c-alert--error',
};

export function Alert({ kind = 'info', heading, level = 2, live, children, class: more }: Props): VNode {
	const Heading = `h${level}` as const;
	const spoken = <span class="ds-u-visibility--screen-reader">{words[kind]}: </span>;
	return (
		<div
			class={classes('ds-c-alert', looks[kind], more)}
			role={live ? (kind === 'error' || kind === 'warn' ? 'alert' : 'status') : undefined}
		>
			<Icon name={icons[kind]} round={kind !== 'warn'} class="alert__icon" />
			<div class="ds-c-alert__body">
				{heading ? (
					<Heading class="ds-c-alert__heading">
						{spoken}
						{heading}
					</Heading>
				) : (
					spoken
				)}
				{children}
			</div>
		</div>
	);
}
