// The last thing that can be taken back (notices.ts).
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { problemOf } from '../api/problem';
import { Button } from './Button';
import { Icon } from './Icon';
import { dropUndo, notify, useNotices } from './notices';

export function UndoBar(): VNode {
	const { undo } = useNotices();
	const [busy, setBusy] = useState(false);
	const act = async () => {
		if (!undo) return;
		setBusy(true);
		try {
			await undo.undo();
			dropUndo();
			notify('Taken back');
		} catch (error) {
			const problem = problemOf(error);
			notify(`Could not be taken back. ${problem.detail ?? problem.title}`, 'problem');
		} finally {
			setBusy(false);
		}
	};
	return (
		<div class="undo" role="status">
			{undo && (
				<div class="undo__bar">
					<span class="undo__text">{undo.text}</span>
					<Button size="small" icon="undo" busy={busy} onClick={() => void act()}>
						Undo
					</Button>
					<button type="button" class="icon-button" aria-label="Close this message" onClick={dropUndo}>
						<Icon name="cross" />
					</button>
				</div>
			)}
		</div>
	);
}
