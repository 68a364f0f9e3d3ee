// A form that opens within the page, in place of a dialog: it takes the focus at
// its first field, and gives it back when it goes.
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Card } from './Card';

interface Props {
	heading: string;
	level?: 2 | 3 | 4;
	children: ComponentChildren;
}

export function Panel({ heading, level, children }: Props): VNode {
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		const opener = document.activeElement;
		const first = box.current?.querySelector<HTMLElement>('input, select, textarea');
		first?.focus({ preventScroll: true });
		box.current?.scrollIntoView({ block: 'nearest' });
		return () => {
			if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
		};
	}, []);
	return (
		<div class="panel no-print" ref={box}>
			<Card heading={heading} level={level}>
				{children}
			</Card>
		</div>
	);
}
