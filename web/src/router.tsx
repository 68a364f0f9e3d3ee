// A small router over the browser's history.
//
// A page shows <PageTitle>, which sets document.title and takes the focus after
// a navigation. Links are ordinary links: middle click, "open in new tab" and
// "copy address" work. The place on the page is restored on the way back.
import type { AnchorHTMLAttributes, ComponentChildren, ComponentType, TargetedMouseEvent, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export type Params = Record<string, string>;
export interface PageProps {
	params: Params;
}
export interface Route {
	path: string; // "/p/:practice/:year/record"
	page: ComponentType<PageProps>;
	section?: string; // the entry of the navigation that is marked
	bare?: boolean; // without the navigation: sign-in, first start
	open?: boolean; // also for who is not signed in
}

export interface Match {
	route: Route;
	params: Params;
}

export function match(routes: readonly Route[], path: string): Match | null {
	const words = path.replace(/\/+$/, '').split('/');
	for (const route of routes) {
		const pattern = route.path.replace(/\/+$/, '').split('/');
		if (pattern.length !== words.length) continue;
		const params: Params = {};
		const fits = pattern.every((want, i) => {
			const word = words[i] ?? '';
			if (!want.startsWith(':')) return want === word;
			try {
				params[want.slice(1)] = decodeURIComponent(word);
			} catch {
				return false;
			}
			return word !== '';
		});
		if (fits) return { route, params };
	}
	return null;
}

interface Place {
	key: number;
	scroll?: number;
}

const listeners = new Set<() => void>();
let key = 0; // of the entry of the history that is shown
let awaited: { focus: boolean; scroll: number } | null = null;
let guard: (() => boolean) | null = null;

const place = (): Place => (history.state as Place | null) ?? { key: 0 };
const rememberScroll = () => history.replaceState({ ...place(), scroll: window.scrollY }, '');
const tell = () => listeners.forEach((listener) => listener());

// A page with unsaved changes gives a function that says whether it may be left.
function mayLeave(): boolean {
	return guard === null || guard();
}

export function navigate(to: string, options: { replace?: boolean } = {}): void {
	if (!mayLeave()) return;
	guard = null;
	const same_page = new URL(to, location.href).pathname === location.pathname;
	rememberScroll();
	key = options.replace ? place().key : key + 1;
	if (options.replace) history.replaceState({ key }, '', to);
	else history.pushState({ key }, '', to);
	if (!same_page) awaited = { focus: true, scroll: 0 };
	tell();
}

// Changes the query of the address without a navigation: filters, tabs, pages of a table.
export function setQuery(values: Record<string, string | number | null | undefined>): void {
	const url = new URL(location.href);
	for (const [name, value] of Object.entries(values)) {
		if (value === null || value === undefined || value === '') url.searchParams.delete(name);
		else url.searchParams.set(name, String(value));
	}
	history.replaceState(history.state, '', url.pathname + url.search + url.hash);
	tell();
}

function start(): void {
	history.scrollRestoration = 'manual';
	key = place().key;
	awaited = { focus: false, scroll: place().scroll ?? 0 };
	let shown = location.pathname;
	let refusing = false;
	addEventListener('popstate', () => {
		if (refusing) {
			refusing = false;
			return;
		}
		const next = place();
		if (shown !== location.pathname && !mayLeave()) {
			refusing = true;
			history.go(key - next.key || 1);
			return;
		}
		if (shown !== location.pathname) {
			guard = null;
			awaited = { focus: true, scroll: next.scroll ?? 0 };
		}
		key = next.key;
		tell();
	});
	listeners.add(() => {
		shown = location.pathname;
	});
	addEventListener('pagehide', rememberScroll);
	let waiting = 0;
	addEventListener('scroll', () => {
		clearTimeout(waiting);
		waiting = window.setTimeout(rememberScroll, 150);
	});
}

start();

export interface Location {
	path: string;
	query: URLSearchParams;
}

const read = (): Location => ({ path: location.pathname, query: new URLSearchParams(location.search) });

export function useLocation(): Location {
	const [where, setWhere] = useState(read);
	useEffect(() => {
		const listener = () => setWhere(read());
		listeners.add(listener);
		listener();
		return () => void listeners.delete(listener);
	}, []);
	return where;
}

// Asks before the page is left while `dirty`.
export function useLeaveGuard(dirty: boolean): void {
	useEffect(() => {
		if (!dirty) return undefined;
		const ask = () => window.confirm('You have changes that are not saved. Leave this page without them?');
		const unload = (event: BeforeUnloadEvent) => event.preventDefault();
		guard = ask;
		addEventListener('beforeunload', unload);
		return () => {
			if (guard === ask) guard = null;
			removeEventListener('beforeunload', unload);
		};
	}, [dirty]);
}

// The page may grow while it loads: tries for a moment, until the user scrolls.
function scrollTo(target: number): void {
	window.scrollTo(0, target);
	if (target === 0) return;
	const stop = () => {
		observer.disconnect();
		clearTimeout(limit);
		removeEventListener('wheel', stop);
		removeEventListener('keydown', stop);
		removeEventListener('touchstart', stop);
	};
	const observer = new ResizeObserver(() => {
		window.scrollTo(0, target);
		if (Math.abs(window.scrollY - target) < 2) stop();
	});
	const limit = setTimeout(stop, 2000);
	observer.observe(document.body);
	addEventListener('wheel', stop);
	addEventListener('keydown', stop);
	addEventListener('touchstart', stop);
}

// Called by PageTitle when a page has come up.
export function arrive(heading: HTMLElement): void {
	if (!awaited) return;
	const { focus, scroll } = awaited;
	awaited = null;
	if (focus) heading.focus({ preventScroll: true });
	scrollTo(scroll);
}

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
	to: string;
	children: ComponentChildren;
};

export function Link({ to, onClick, ...rest }: LinkProps): VNode {
	const follow = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
		onClick?.(event);
		const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
		if (event.defaultPrevented || elsewhere || rest.target) return;
		event.preventDefault();
		navigate(to);
	};
	const attributes = { ...rest, href: to, onClick: follow } as AnchorHTMLAttributes<HTMLAnchorElement>;
	return <a {...attributes} />;
}
