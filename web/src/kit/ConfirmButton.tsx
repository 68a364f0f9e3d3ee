// A button that asks before it acts. For what cannot be undone; else act, and
// offer undo (notices.ts).
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from './Button';
import { Dialog } from './Dialog';

interface Props {
	children: ComponentChildren; // the words of the button
	question: string;
	explain?: ComponentChildren; // what will happen
	confirm: string; // what the button of the answer says: "Delete the file"
	onConfirm: () => void | Promise<unknown>;
	danger?: boolean;
	size?: 'small' | 'big';
	variation?: 'solid' | 'ghost';
	disabled?: boolean;
}

export function ConfirmButton(props: Props): VNode {
	const [open, setOpen] = useState(false);
	const [busy, setBusy] = useState(false);
	const act = async () => {
		setBusy(true);
		try {
			await props.onConfirm();
		} finally {
			setBusy(false);
			setOpen(false);
		}
	};
	return (
		<>
			<Button
				size={props.size}
				variation={props.variation}
				danger={props.danger}
				disabled={props.disabled}
				onClick={() => setOpen(true)}
			>
				{props.children}
			</Button>
			{open && (
				<Dialog
					alert
					size="narrow"
					heading={props.question}
					onClose={() => setOpen(false)}
					actions={
						<>
							<Button variation="solid" danger={props.danger} busy={busy} onClick={() => void act()}>
								{props.confirm}
							</Button>
							<Button onClick={() => setOpen(false)}>Cancel</Button>
						</>
					}
				>
					{props.explain}
				</Dialog>
			)}
		</>
	);
}
