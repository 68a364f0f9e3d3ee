// What is around every page: skip link, header, navigation, footer, messages.
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { classes } from '../kit/classes';
import { Toasts } from '../kit/Toasts';
import { UndoBar } from '../kit/UndoBar';
import { Breadcrumb, type Crumb } from './Breadcrumb';
import { Footer } from './Footer';
import { Header } from './Header';
import { PrintHeader } from './PrintHeader';

interface Props {
	path: string; // the menu closes when it changes
	switchers?: ComponentChildren;
	user?: ComponentChildren;
	navigation?: ComponentChildren;
	crumbs?: readonly Crumb[];
	practiceName?: string;
	year?: number | string;
	version?: string;
	digest?: string;
	children: ComponentChildren;
}

export function Shell(props: Props): VNode {
	const [open, setOpen] = useState(false);
	useEffect(() => setOpen(false), [props.path]);
	useEffect(() => {
		if (!open) return undefined;
		const close = (event: KeyboardEvent) => {
			if (event.key !== 'Escape') return;
			setOpen(false);
			document.querySelector<HTMLElement>('.header__menu')?.focus();
		};
		addEventListener('keydown', close);
		return () => removeEventListener('keydown', close);
	}, [open]);
	const skip = (event: MouseEvent) => {
		event.preventDefault();
		document.getElementById('main')?.focus();
	};
	return (
		<div class="shell">
			<a class="ds-c-skip-nav" href="#main" onClick={skip}>
				Skip to the content
			</a>
			<Header
				switchers={props.switchers}
				user={props.user}
				menu={props.navigation ? { open, toggle: () => setOpen(!open) } : undefined}
			/>
			<PrintHeader practice={props.practiceName} year={props.year} />
			<div class={classes('shell__body', !props.navigation && 'shell__body--bare')}>
				{props.navigation && (
					<nav id="side" class={classes('side', open && 'side--open')} aria-label="Sections">
						{props.navigation}
					</nav>
				)}
				<main id="main" class="main" tabIndex={-1}>
					{props.crumbs && <Breadcrumb crumbs={props.crumbs} />}
					{props.children}
				</main>
			</div>
			<Footer version={props.version} digest={props.digest} />
			<UndoBar />
			<Toasts />
		</div>
	);
}
