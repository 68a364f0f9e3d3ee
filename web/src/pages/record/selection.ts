// Which cells are chosen. Rows and columns count from 0; -1 is the header.
import type { Key } from './cells';
import type { Model } from './model';

export interface Place {
	row: number;
	column: number;
}

export interface Selection {
	at: Place; // has the focus
	from: Place; // where a range began
	keys: ReadonlySet<Key>;
}

const within = (n: number, low: number, high: number): number => Math.min(Math.max(n, low), high);

// Where the arrow keys may lead.
export function held(place: Place, model: Model): Place {
	return {
		row: within(place.row, -1, model.rows.length - 1),
		column: within(place.column, -1, model.columns.length - 1),
	};
}

// From one corner to the other. A header stands for all of its row or column.
export function keysBetween(a: Place, b: Place, model: Model): Set<Key> {
	const keys = new Set<Key>();
	const all_rows = a.row < 0 || b.row < 0;
	const all_columns = a.column < 0 || b.column < 0;
	const top = all_rows ? 0 : Math.min(a.row, b.row);
	const bottom = all_rows ? model.rows.length - 1 : Math.max(a.row, b.row);
	const left = all_columns ? 0 : Math.min(a.column, b.column);
	const right = all_columns ? model.columns.length - 1 : Math.max(a.column, b.column);
	for (let row = top; row <= bottom; row++)
		for (let column = left; column <= right; column++) {
			const key = model.rows[row]?.cells[column]?.key;
			if (key !== undefined) keys.add(key);
		}
	return keys;
}

export const selectAt = (at: Place, model: Model): Selection => {
	const there = model.rows[at.row]?.cells[at.column];
	return { at, from: at, keys: new Set(there ? [there.key] : []) };
};

export const selectRange = (from: Place, at: Place, model: Model): Selection => ({
	at,
	from,
	keys: keysBetween(from, at, model),
});

// Adds the cell, or takes it away.
export function toggle(selection: Selection, at: Place, model: Model): Selection {
	const keys = new Set(selection.keys);
	for (const key of keysBetween(at, at, model))
		if (!keys.delete(key)) keys.add(key);
	return { at, from: at, keys };
}
