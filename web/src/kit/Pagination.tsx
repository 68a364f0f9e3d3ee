import type { VNode } from 'preact';
import { plural } from '../format';
import { Icon } from './Icon';

interface Props {
	label: string; // "Pages of the history"
	page: number; // from 1
	pages: number;
	onPage: (page: number) => void;
	total?: number; // rows in all
}

// First, last, and those around the current one; 0 stands for a gap.
function numbers(page: number, pages: number): number[] {
	const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
	const shown = [...new Set(near)].sort((a, b) => a - b);
	return shown.flatMap((n, i) => (i > 0 && n - (shown[i - 1] ?? 0) > 1 ? [0, n] : [n]));
}

export function Pagination({ label, page, pages, onPage, total }: Props): VNode | null {
	if (pages < 2) return null;
	return (
		<nav class="pages" aria-label={label}>
			<button type="button" class="pages__step" disabled={page <= 1} onClick={() => onPage(page - 1)}>
				<Icon name="left" /> Previous
			</button>
			<ul class="pages__list" role="list">
				{numbers(page, pages).map((n, i) => (
					<li key={n || 'gap' + i}>
						{n === 0 ? (
							<span class="pages__gap">…</span>
						) : (
							<button
								type="button"
								class="pages__number"
								aria-label={'Page ' + n}
								aria-current={n === page ? 'page' : undefined}
								onClick={() => onPage(n)}
							>
								{n}
							</button>
						)}
					</li>
				))}
			</ul>
			<button type="button" class="pages__step" disabled={page >= pages} onClick={() => onPage(page + 1)}>
				Next <Icon name="right" />
			</button>
			<span class="pages__count muted">
				Page {page} of {pages}
				{total !== undefined && `, ${plural(total, 'row')}`}
			</span>
		</nav>
	);
}
