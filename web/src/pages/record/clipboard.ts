// Cells to and from a spreadsheet: tabs between columns, lines between rows.
import { keyOf, type Edit, type Key, type Ledger } from './cells';
import type { Model } from './model';
import { copyText, readPeriods, type Period } from './periods';
import type { Place } from './selection';

// The smallest rectangle that holds what is selected.
function bounds(model: Model, keys: ReadonlySet<Key>): { top: number; bottom: number; left: number; right: number } | null {
	let found: { top: number; bottom: number; left: number; right: number } | null = null;
	model.rows.forEach((row, r) =>
		row.cells.forEach(({ key }, c) => {
			if (!keys.has(key)) return;
			found = found
				? { top: found.top, bottom: r, left: Math.min(found.left, c), right: Math.max(found.right, c) }
				: { top: r, bottom: r, left: c, right: c };
		}),
	);
	return found;
}

export function copyCells(model: Model, keys: ReadonlySet<Key>, periodsOf: (key: Key) => readonly Period[]): string {
	const box = bounds(model, keys);
	if (!box) return '';
	return model.rows
		.slice(box.top, box.bottom + 1)
		.map((row) =>
			row.cells
				.slice(box.left, box.right + 1)
				.map(({ key }) => (keys.has(key) ? copyText(periodsOf(key)) : ''))
				.join('\t'),
		)
		.join('\n');
}

export interface Pasted {
	edits: Edit[];
	errors: string[]; // one for each cell that cannot be read: then nothing is to be changed
	left_out: number; // cells beyond the edge of the grid
}

// One cell goes into all that are selected; more go from the place on.
export function pasteCells(text: string, model: Model, at: Place, keys: ReadonlySet<Key>, ledger: Ledger): Pasted {
	const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').map((line) => line.split('\t'));
	const pasted: Pasted = { edits: [], errors: [], left_out: 0 };
	const take = (row: number, column: number, cell: string) => {
		const clinician = model.rows[row]?.clinician;
		const activity = model.columns[column]?.activity;
		if (!clinician || !activity) return void pasted.left_out++;
		const read = readPeriods(cell.replace(/^"|"$/g, ''), ledger.year, activity.duration || undefined);
		if ('error' in read) pasted.errors.push(`${clinician.name}, ${activity.plainName}: ${read.error}`);
		else pasted.edits.push({ clinicianId: clinician.id, measureId: activity.measureId, periods: read.periods });
	};
	const [only] = lines.length === 1 && lines[0]?.length === 1 ? lines[0] : [];
	if (only !== undefined && keys.size > 0)
		model.rows.forEach((row, r) =>
			row.cells.forEach(({ key }, c) => {
				if (keys.has(key)) take(r, c, only);
			}),
		);
	else lines.forEach((line, r) => line.forEach((cell, c) => take(Math.max(at.row, 0) + r, Math.max(at.column, 0) + c, cell)));
	return pasted;
}

// Without a note each keeps its own.
export const editsFor = (ledger: Ledger, keys: ReadonlySet<Key>, periods: Period[], note?: string): Edit[] =>
	ledger.clinicians.flatMap(({ id }) =>
		ledger.activities.flatMap(({ measureId }) =>
			keys.has(keyOf(id, measureId)) ? [{ clinicianId: id, measureId, periods, ...(note === undefined ? {} : { note }) }] : [],
		),
	);
