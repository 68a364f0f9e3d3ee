// The h1 of a page. Sets document.title and takes the focus after a navigation,
// so that a screen reader reads where one is.
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { arrive } from '../router';

interface Props {
	children: string;
	title?: string; // for the browser's tab, when the heading alone does not say it
	lead?: ComponentChildren; // one or two sentences below
	actions?: ComponentChildren; // buttons beside
}

export function PageTitle({ children, title, lead, actions }: Props): VNode {
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		document.title = `${title ?? children} - mipsia`;
	}, [title, children]);
	useEffect(() => {
		if (heading.current) arrive(heading.current);
	}, []);
	return (
		<div class="page-title">
			<div class="page-title__words">
				<h1 class="ds-text-heading--2xl page-title__heading" tabIndex={-1} ref={heading}>
					{children}
				</h1>
				{lead && <div class="page-title__lead">{lead}</div>}
			</div>
			{actions && <div class="page-title__actions">{actions}</div>}
		</div>
	);
}
