// What stands beside the form: of which cells, where they stand, what fits them.
import type { VNode } from 'preact';
import { plural, time } from '../../format';
import { StatusBadge } from '../../kit';
import { Link } from '../../router';
import { keyOf, type Activity, type Clinician, type Key, type Ledger } from './cells';
import { endOf } from './dates';
import { looks } from './model';
import type { CopySource } from './Panel';
import { periodsText } from './periods';
import type { LedgerStore } from './store';

export interface Chosen {
	clinicians: Clinician[];
	activities: Activity[];
	cells: number;
}

export function chosenOf(ledger: Ledger, keys: Iterable<Key>): Chosen {
	const people = new Set<string>();
	const measures = new Set<string>();
	let cells = 0;
	for (const key of keys) {
		const [clinician = '', measure = ''] = key.split(' ');
		people.add(clinician);
		measures.add(measure);
		cells++;
	}
	return {
		clinicians: ledger.clinicians.filter(({ id }) => people.has(id)),
		activities: ledger.activities.filter(({ measureId }) => measures.has(measureId)),
		cells,
	};
}

// "Adams, Jane · Telehealth that widens access", "17 clinicians · ..."
export function headingOf({ clinicians, activities, cells }: Chosen): string {
	if (cells === 0) return 'No cell is selected';
	const who = clinicians.length === 1 ? (clinicians[0]?.name ?? '') : plural(clinicians.length, 'clinician');
	const what = activities.length === 1 ? (activities[0]?.plainName ?? '') : plural(activities.length, 'activity', 'activities');
	const whole = clinicians.length * activities.length === cells;
	return `${who} · ${what}` + (whole ? '' : ` · ${plural(cells, 'cell')}`);
}

// The longest that one of the activities needs.
export function durationOf({ activities }: Chosen, year: number): string {
	const start = `${year}-01-01`;
	return activities
		.map(({ duration }) => duration ?? '')
		.reduce((a, b) => ((endOf(start, a) ?? '') >= (endOf(start, b) ?? '') ? a : b), '');
}

// All of the year; of one clinician, the time with the practice.
export function wholeOf({ clinicians }: Chosen, year: number): { start: string; end: string } {
	const whole = { start: `${year}-01-01`, end: `${year}-12-31` };
	const periods = clinicians.length === 1 ? (clinicians[0]?.periods ?? []) : [];
	const [only] = periods.filter(({ from, to }) => (from ?? '') <= whole.end && (to ?? '9999') >= whole.start);
	if (!only) return whole;
	return {
		start: only.from && only.from > whole.start ? only.from : whole.start,
		end: only.to && only.to < whole.end ? only.to : whole.end,
	};
}

// Whose days can be copied: of the one activity, with something recorded.
export function sourcesOf(store: LedgerStore, ledger: Ledger, keys: ReadonlySet<Key>, { activities }: Chosen): CopySource[] {
	const [only] = activities;
	if (!only || activities.length > 1) return [];
	return ledger.clinicians.flatMap(({ id, name }) => {
		const key = keyOf(id, only.measureId);
		const periods = store.periodsOf(key);
		if ((keys.size === 1 && keys.has(key)) || periods.length === 0) return [];
		return [
			{
				id,
				label: `${name}: ${periodsText(periods, ledger.year)}`,
				periods: periods.map(({ start, end }) => ({ start: start ?? '', end: end ?? '' })),
			},
		];
	});
}

interface Props {
	store: LedgerStore;
	chosen: Chosen;
	prove: string; // address
}

// Of one cell: where it stands, what is missing, who changed it last.
export function CellFacts({ store, chosen, prove }: Props): VNode | null {
	const [clinician] = chosen.clinicians;
	const [activity] = chosen.activities;
	if (chosen.cells !== 1 || !clinician || !activity) return null;
	const key = keyOf(clinician.id, activity.measureId);
	const cell = store.state.cells.get(key);
	const draft = store.state.drafts.get(key);
	const missing = activity.missing.find(({ clinicianId }) => clinicianId === clinician.id);
	const some = (cell?.periods.length ?? 0) > 0;
	return (
		<p class="record-panel__facts">
			{some && cell && (
				<StatusBadge status={cell.answer}>
					{cell.answer === 'met' ? looks.met.words : cell.answer === 'unknown' ? looks.dates.words : looks.short.words}
				</StatusBadge>
			)}{' '}
			{draft?.why && <strong>{draft.why} </strong>}
			{missing && <span>{missing.text.charAt(0).toUpperCase() + missing.text.slice(1)}. </span>}
			{cell && (
				<span class="muted">
					Last changed by {cell.changedBy}, {time(cell.changedAt)}.{' '}
				</span>
			)}
			{(cell?.evidence ?? 0) > 0 && (
				<Link to={prove}>{plural(cell?.evidence ?? 0, 'piece')} of evidence</Link>
			)}
		</p>
	);
}
