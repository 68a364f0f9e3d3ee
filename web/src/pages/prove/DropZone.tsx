// A part of the page onto which files may be dropped.
import type { ComponentChildren, VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { classes } from '../../kit';
import type { Target } from './model';
import { useWork } from './work';

interface Props {
	to: Target;
	class: string;
	label?: string;
	children: ComponentChildren;
}

const hasFiles = (event: DragEvent): boolean => [...(event.dataTransfer?.types ?? [])].includes('Files');

export function DropZone({ to, class: look, label, children }: Props): VNode {
	const { mayAdd, send } = useWork();
	const [over, setOver] = useState(false);
	const depth = useRef(0);
	const drag = (event: DragEvent) => {
		if (!mayAdd || !hasFiles(event)) return;
		const taken = event.defaultPrevented; // by a drop area within
		event.preventDefault();
		if (event.type === 'dragenter') depth.current++;
		if (event.type === 'dragleave') depth.current--;
		if (event.type === 'drop') {
			depth.current = 0;
			const files = [...(event.dataTransfer?.files ?? [])];
			if (!taken && files.length > 0) send(files, to);
		}
		setOver(depth.current > 0);
	};
	return (
		<section
			class={classes(look, over && 'drop-zone--over')}
			aria-label={label}
			onDragEnter={drag}
			onDragOver={drag}
			onDragLeave={drag}
			onDrop={drag}
		>
			{children}
			{over && (
				<p class="drop-zone__words" aria-hidden="true">
					Drop to add it here
				</p>
			)}
		</section>
	);
}
