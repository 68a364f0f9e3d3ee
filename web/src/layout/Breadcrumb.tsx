import type { VNode } from 'preact';
import { Link } from '../router';

export interface Crumb {
	label: string;
	to?: string; // the last has none: it is here
}

export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }): VNode | null {
	if (crumbs.length < 2) return null;
	return (
		<nav class="crumbs" aria-label="Breadcrumb">
			<ol role="list">
				{crumbs.map((crumb, i) => (
					<li key={crumb.label}>
						{crumb.to && i < crumbs.length - 1 ? <Link to={crumb.to}>{crumb.label}</Link> : <span aria-current="page">{crumb.label}</span>}
					</li>
				))}
			</ol>
		</nav>
	);
}
