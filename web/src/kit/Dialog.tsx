// A modal dialog of the browser's own: the focus stays inside, Escape closes,
// and the focus goes back to where it was.
import type { ComponentChildren, VNode } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { classes } from './classes';
import { Icon } from './Icon';

interface Props {
	heading: string;
	onClose: () => void;
	children: ComponentChildren;
	actions?: ComponentChildren; // buttons at the foot
	size?: 'narrow' | 'wide';
	alert?: boolean; // a question that must be answered
}

// Shown as long as it is in the page: {open && <Dialog ...>}
export function Dialog({ heading, onClose, children, actions, size, alert }: Props): VNode {
	const box = useRef<HTMLDialogElement>(null);
	const id = useId();
	// before anything is painted: nothing else can take the focus in between
	useLayoutEffect(() => {
		const dialog = box.current;
		const opener = document.activeElement;
		dialog?.showModal();
		// at the first field; a question begins at its last answer, which changes nothing
		const first = alert ? '.dialog__actions > :last-child' : '.dialog__body :is(input, select, textarea)';
		(dialog?.querySelector<HTMLElement>(first) ?? dialog?.querySelector<HTMLElement>('h2'))?.focus();
		return () => {
			dialog?.close();
			if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
		};
	}, []);
	return (
		<dialog
			ref={box}
			class={classes('dialog', size && 'dialog--' + size)}
			role={alert ? 'alertdialog' : undefined}
			aria-labelledby={id}
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
		>
			<div class="dialog__header">
				<h2 class="dialog__heading" id={id} tabIndex={-1}>
					{heading}
				</h2>
				<button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
					<Icon name="cross" />
				</button>
			</div>
			<div class="dialog__body">{children}</div>
			{actions && <div class="dialog__actions">{actions}</div>}
		</dialog>
	);
}
