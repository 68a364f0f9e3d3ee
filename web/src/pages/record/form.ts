// The form that changes one cell or many.
import { keyOf, type Edit, type Key, type Ledger } from './cells';
import { faultsOf, most_periods, samePeriods, type Fault, type Period } from './periods';
import type { LedgerStore } from './store';

export interface FormPeriod {
	start: string; // "" when not known
	end: string;
}

export interface Form {
	keys: readonly Key[];
	versions: ReadonlyMap<Key, number>; // that were seen when it was opened
	periods: readonly FormPeriod[];
	unknown: boolean; // they took part; the days are not known
	note: string;
	differ: boolean; // the cells had not the same periods
	notesDiffer: boolean;
	touched: { periods: boolean; note: boolean };
	faults: readonly Fault[];
}

const empty: FormPeriod = { start: '', end: '' };

export const isTouched = (form: Form | null): boolean => form !== null && (form.touched.periods || form.touched.note);

export function openForm(store: LedgerStore, keys: readonly Key[]): Form {
	const [first] = keys;
	const periods = first === undefined ? [] : store.periodsOf(first);
	const note = first === undefined ? '' : store.noteOf(first);
	const differ = keys.some((key) => !samePeriods(periods, store.periodsOf(key)));
	const notesDiffer = keys.some((key) => store.noteOf(key) !== note);
	const unknown = !differ && periods.length === 1 && !periods[0]?.start && !periods[0]?.end;
	const rows = differ || unknown ? [] : periods.map(({ start, end }) => ({ start: start ?? '', end: end ?? '' }));
	return {
		keys,
		versions: new Map(keys.map((key) => [key, store.versionOf(key)])),
		periods: rows.length > 0 ? rows : [empty],
		unknown,
		note: notesDiffer ? '' : note,
		differ,
		notesDiffer,
		touched: { periods: false, note: false },
		faults: [],
	};
}

export const withPeriods = (form: Form, periods: readonly FormPeriod[]): Form => ({
	...form,
	periods: periods.length > 0 ? periods : [empty],
	unknown: false,
	faults: [],
	touched: { ...form.touched, periods: true },
});

export const withPeriod = (form: Form, index: number, change: Partial<FormPeriod>): Form =>
	withPeriods(
		form,
		form.periods.map((one, i) => (i === index ? { ...one, ...change } : one)),
	);

export const addPeriod = (form: Form): Form =>
	form.periods.length < most_periods ? withPeriods(form, [...form.periods, empty]) : form;

export const removePeriod = (form: Form, index: number): Form =>
	withPeriods(
		form,
		form.periods.filter((_, i) => i !== index),
	);

export const periodsOf = (form: Form): Period[] =>
	form.unknown
		? [{ start: null, end: null }]
		: form.periods
				.filter(({ start, end }) => start !== '' || end !== '')
				.map(({ start, end }) => ({ start: start || null, end: end || null }));

// Faults by the rows of the form: rows without days are left out of what is sent.
export function formFaults(form: Form, year: number): Fault[] {
	if (form.unknown) return [];
	const rows = form.periods.flatMap(({ start, end }, i) => (start || end ? [i] : []));
	return faultsOf(periodsOf(form), year).map((fault) => ({ ...fault, index: rows[fault.index] ?? 0 }));
}

// What is to be saved. Only what was touched changes.
export function editsOf(form: Form, store: LedgerStore, ledger: Ledger): Edit[] {
	const mine = periodsOf(form);
	const wanted = new Set(form.keys);
	return ledger.clinicians.flatMap(({ id }) =>
		ledger.activities.flatMap(({ measureId }) => {
			const key = keyOf(id, measureId);
			if (!wanted.has(key)) return [];
			const periods = form.touched.periods ? mine : store.periodsOf(key);
			return [{ clinicianId: id, measureId, periods, ...(form.touched.note ? { note: form.note } : {}) }];
		}),
	);
}
