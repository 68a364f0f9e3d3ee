// A part of a page with a heading of its own.
import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { classes } from './classes';

interface Props {
	heading?: ComponentChildren;
	level?: 2 | 3 | 4;
	aside?: ComponentChildren; // beside the heading: a badge, a button
	children: ComponentChildren;
	class?: string;
}

export function Card({ heading, level = 2, aside, children, class: more }: Props): VNode {
	const id = useId();
	const Heading = `h${level}` as const;
	return (
		<section class={classes('card', more)} aria-labelledby={heading ? id : undefined}>
			{(heading || aside) && (
				<div class="card__top">
					{heading && (
						<Heading class="card__heading" id={id}>
							{heading}
						</Heading>
					)}
					{aside && <div class="card__aside">{aside}</div>}
				</div>
			)}
			{children}
		</section>
	);
}
