import type { ButtonHTMLAttributes, ComponentChildren, Ref, VNode } from 'preact';
import { Link } from '../router';
import { classes } from './classes';
import { Icon, type IconName } from './Icon';

interface Look {
	variation?: 'solid' | 'ghost'; // one solid button a page: what the page is for
	size?: 'small' | 'big';
	danger?: boolean; // what it does cannot be taken back
	icon?: IconName;
	class?: string;
	children: ComponentChildren;
}

const look = ({ variation, size, danger, class: more }: Look): string =>
	classes(
		'ds-c-button',
		variation === 'solid' && 'ds-c-button--solid',
		variation === 'ghost' && 'ds-c-button--ghost',
		size === 'small' && 'ds-c-button--small',
		size === 'big' && 'ds-c-button--big',
		danger && 'button--danger',
		more,
	);

type ButtonProps = Look & {
	busy?: boolean; // shown as working; a click does nothing
	buttonRef?: Ref<HTMLButtonElement>;
	type?: 'button' | 'submit';
} & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'size' | 'class' | 'icon'>;

export function Button(props: ButtonProps): VNode {
	const { variation, size, danger, icon, class: more, busy, buttonRef, children, onClick, ...rest } = props;
	return (
		<button
			type="button"
			{...rest}
			ref={buttonRef}
			class={look({ variation, size, danger, class: more, children })}
			aria-disabled={busy || rest['aria-disabled'] ? 'true' : undefined}
			onClick={(event) => {
				if (busy) event.preventDefault();
				else onClick?.(event);
			}}
		>
			{busy ? <span class="ds-c-spinner ds-c-spinner--small" aria-hidden="true" /> : icon && <Icon name={icon} />}
			{children}
		</button>
	);
}

type LinkButtonProps = Look & { to: string };

// A link that looks like a button: it leads to a page. For files: DownloadButton.
export function LinkButton({ to, icon, children, ...rest }: LinkButtonProps): VNode {
	return (
		<Link class={look({ ...rest, children })} to={to}>
			{icon && <Icon name={icon} />}
			{children}
		</Link>
	);
}
