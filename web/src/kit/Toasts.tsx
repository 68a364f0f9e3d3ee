// Where notices appear. The region is always in the page, so that what comes
// into it is read aloud. A problem stays until it is closed.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { classes } from './classes';
import { Icon } from './Icon';
import { dismiss, useNotices, type Notice } from './notices';

const stay_ms = 8000;

function Toast({ notice }: { notice: Notice }): VNode {
	const [held, setHeld] = useState(false); // under the pointer or with the focus
	useEffect(() => {
		if (held || notice.kind === 'problem') return undefined;
		const timer = setTimeout(() => dismiss(notice.id), stay_ms);
		return () => clearTimeout(timer);
	}, [held, notice.id]);
	return (
		<div
			class={classes('toast', notice.kind === 'problem' && 'toast--problem')}
			onMouseEnter={() => setHeld(true)}
			onMouseLeave={() => setHeld(false)}
			onFocusCapture={() => setHeld(true)}
			onBlurCapture={() => setHeld(false)}
		>
			<Icon name={notice.kind === 'problem' ? 'warning' : 'check'} />
			<span class="toast__text">{notice.text}</span>
			<button type="button" class="icon-button" aria-label="Close this message" onClick={() => dismiss(notice.id)}>
				<Icon name="cross" />
			</button>
		</div>
	);
}

export function Toasts(): VNode {
	const { notices } = useNotices();
	return (
		<div class="toasts" role="status" aria-live="polite">
			{notices.map((notice) => (
				<Toast key={notice.id} notice={notice} />
			))}
		</div>
	);
}
