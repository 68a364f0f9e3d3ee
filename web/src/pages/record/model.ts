// What the grid shows: rows of clinicians, columns of activities, and each cell
// in words.
import { number, plural } from '../../format';
import type { IconName } from '../../kit/Icon';
import { keyOf, type Activity, type Cell, type Clinician, type Draft, type Key, type Ledger, type Missing } from './cells';
import { dayShort } from './dates';
import { longest, periodsText, periodText } from './periods';

export type Look = 'met' | 'short' | 'dates' | 'late' | 'none' | 'saving' | 'unsaved' | 'refused' | 'conflict';

export const looks: Record<Look, { icon?: IconName; words: string }> = {
	met: { icon: 'check', words: 'Met' },
	short: { icon: 'clock', words: 'Not yet' },
	dates: { icon: 'question', words: 'Dates missing' },
	late: { icon: 'cross', words: 'No longer possible' },
	none: { words: '' },
	saving: { icon: 'upload', words: 'Saving' },
	unsaved: { icon: 'warning', words: 'Not saved' },
	refused: { icon: 'warning', words: 'Not accepted' },
	conflict: { icon: 'warning', words: 'Changed by others too' },
};

export interface CellView {
	key: Key;
	text: string; // "2 Jan – 30 Apr"
	days: number;
	look: Look;
	note: boolean;
	label: string; // what a screen reader says
}

export interface Row {
	clinician: Clinician;
	here: string; // "joined 1 Mar"; "" for the whole year
	cells: CellView[];
	sign: string; // changes when something that is shown does
}

export interface Column {
	activity: Activity;
	missing: ReadonlyMap<string, Missing>; // by clinician
}

export interface Model {
	rows: Row[];
	columns: Column[];
}

// "joined 1 Mar, left 30 Jun", within the year.
export function whenHere(periods: Clinician['periods'], year: number): string {
	const within = periods.filter(
		({ from, to }) => (from ?? '') <= `${year}-12-31` && (to ?? '9999') >= `${year}-01-01`,
	);
	if (periods.length > 0 && within.length === 0) return `not here in ${year}`;
	if (within.length > 1) return within.map(({ from, to }) => periodText({ start: from, end: to }, year)).join(', ');
	const [only] = within;
	const words = [];
	if (only?.from && only.from > `${year}-01-01`) words.push('joined ' + dayShort(only.from, year));
	if (only?.to && only.to < `${year}-12-31`) words.push('left ' + dayShort(only.to, year));
	return words.join(', ');
}

function lookOf(cell: Cell | undefined, missing: Missing | undefined): Look {
	const some = (cell?.periods.length ?? 0) > 0;
	if (some && cell?.answer === 'met') return 'met';
	if (some && cell?.answer === 'unknown') return 'dates';
	// without a day to start by, and certainly too short
	if (missing && missing.answer === 'notMet' && !missing.startBy) return 'late';
	return some ? 'short' : 'none';
}

function viewOf(column: Column, clinician: Clinician, cell: Cell | undefined, draft: Draft | undefined, year: number): CellView {
	const { activity } = column;
	const missing = column.missing.get(clinician.id);
	const periods = draft?.periods ?? cell?.periods ?? [];
	const note = draft?.note ?? cell?.note ?? '';
	const look = draft?.state ?? lookOf(cell, missing);
	const text = periodsText(periods, year);
	const days = periods.length === 0 ? 0 : draft ? longest(draft.periods) : (cell?.days ?? 0);
	const words = looks[look].words + (days > 0 ? ` · ${plural(days, 'day')}` : '');
	return {
		key: keyOf(clinician.id, activity.measureId),
		text,
		days,
		look,
		note: note !== '',
		// begins with what is seen, in the same words
		label: [
			`${clinician.name}, ${activity.plainName}: ${[text, words].filter(Boolean).join(' ') || 'nothing recorded'}`,
			draft?.why,
			note && `Note: ${note}`,
		]
			.filter(Boolean)
			.join('. '),
	};
}

export function columnsOf(ledger: Ledger): Column[] {
	return ledger.activities.map((activity) => ({
		activity,
		missing: new Map(activity.missing.map((one) => [one.clinicianId, one])),
	}));
}

export function modelOf(
	ledger: Ledger,
	columns: Column[],
	cells: ReadonlyMap<Key, Cell>,
	drafts: ReadonlyMap<Key, Draft>,
	sought: string,
): Model {
	const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
	const fits = ({ name, npi, specialty }: Clinician) => {
		const text = `${name} ${npi} ${specialty ?? ''}`.toLowerCase();
		return words.every((word) => text.includes(word));
	};
	const rows = ledger.clinicians.filter(fits).map((clinician) => {
		const views = columns.map((column) => {
			const key = keyOf(clinician.id, column.activity.measureId);
			return viewOf(column, clinician, cells.get(key), drafts.get(key), ledger.year);
		});
		const here = whenHere(clinician.periods, ledger.year);
		const sign = [clinician.name, here, ...views.map(({ label, look, text, days }) => `${label}${look}${text}${days}`)].join('|');
		return { clinician, here, cells: views, sign };
	});
	return { rows, columns };
}

// "17 of 20 needed have 90 days"
export function counterText({ certain, needed, duration }: Activity): string {
	const time = duration || 'the time';
	const have = certain === 1 ? 'has' : 'have';
	if (needed === null) return `${plural(certain, 'clinician')} ${have} ${time}`;
	if (certain > needed) return `${number(certain)} ${have} ${time}, ${number(needed)} needed`;
	return `${number(certain)} of ${number(needed)} needed ${have} ${time}`;
}
