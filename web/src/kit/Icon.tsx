// Line icons on a grid of 24. They are decoration: the words beside them tell.
import type { VNode } from 'preact';
import { classes } from './classes';

const shapes = {
	check: 'M5 12.5l4.5 4.5L19 7.5',
	cross: 'M6 6l12 12M18 6L6 18',
	question: 'M9 9.2a3 3 0 1 1 4.6 2.5c-1 .7-1.6 1.3-1.6 2.6M12 17.6v.1',
	info: 'M12 11v6M12 7.4v.1',
	warning: 'M12 4L2.8 20h18.4zM12 10.5v4M12 17.3v.1',
	clock: 'M12 3.5a8.5 8.5 0 1 0 .01 0M12 7.5v4.8l3.2 1.9',
	menu: 'M4 7h16M4 12h16M4 17h16',
	up: 'M6 14.5l6-6 6 6',
	down: 'M6 9.5l6 6 6-6',
	sort: 'M8 10l4-4.5L16 10M8 14l4 4.5 4-4.5',
	left: 'M14.5 6l-6 6 6 6',
	right: 'M9.5 6l6 6-6 6',
	plus: 'M12 5v14M5 12h14',
	undo: 'M8.5 5L4 9.5 8.5 14M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3',
	upload: 'M12 16V4.5M7 9l5-5 5 5M4.5 15.5v4h15v-4',
	download: 'M12 4v11.5M7 11l5 5 5-5M4.5 16v3.5h15V16',
	file: 'M6.5 3.5h7l4.5 4.5v12.5h-11.5zM13.5 3.5V8H18',
	camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11.5H4zM12 10.4a3.3 3.3 0 1 0 .01 0',
	print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
	search: 'M10.5 4.5a6 6 0 1 0 .01 0M15 15l5.5 5.5',
	home: 'M4 11.5L12 4.5l8 7M6.5 10v9.5h11V10',
	sliders: 'M4 7h9M17 7h3M15 4.8v4.4M4 12h3M11 12h9M9 9.8v4.4M4 17h10M18 17h2M16 14.8v4.4',
	list: 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.1M4.5 12h.1M4.5 17.5h.1',
	columns: 'M4 5h7v14H4zM13 5h7v14h-7z',
	pencil: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5',
	folder: 'M3.5 6h6l2 2.5h9V19h-17z',
	gauge: 'M4 18a8.6 8.6 0 1 1 16 0M12 16.5l4-6',
	seal: 'M12 3.5a6 6 0 1 0 .01 0M8.5 14.5L7 21l5-2.5L17 21l-1.5-6.5',
	bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 20.5h4',
	history: 'M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4.3l3 1.7',
	person: 'M12 4.5a3.7 3.7 0 1 0 .01 0M4.5 20c.8-4 3.7-6 7.5-6s6.7 2 7.5 6',
	lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
	book: 'M5 4.5h6a1.5 1.5 0 0 1 1 .4 1.5 1.5 0 0 1 1-.4h6v14h-6.5l-.5.8-.5-.8H5zM12 5v13.5',
} as const;

export type IconName = keyof typeof shapes;

interface Props {
	name: IconName;
	round?: boolean; // within a circle
	class?: string;
}

export function Icon({ name, round, class: more }: Props): VNode {
	return (
		<svg class={classes('icon', more)} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
			{round && <circle cx="12" cy="12" r="10" />}
			<path d={shapes[name]} transform={round ? 'translate(3.6 3.6) scale(.7)' : undefined} />
		</svg>
	);
}
