// What is looked for in the catalogue, as it stands in the address, and what fits.
import type { Schema } from '../../api/types';

export type Item = Schema<'CatalogueItem'>;
export type ChoiceState = Schema<'Choice'>['state'];

export interface Wanted {
	q: string;
	subcategory: string;
	specialty: string;
	mvp: string;
	weight: string; // high, medium
	effort: string; // low, medium: no part of the work is more than this
	duration: string; // default, other
	chosen: string; // any, planned, doing, dropped
	flags: readonly string[]; // of flag_names
	order: string; // match, id, name, effort
}

export const flag_names = ['done', 'cehrt', 'suspended', 'earns'] as const;
export type FlagName = (typeof flag_names)[number];
export type SelectName = 'subcategory' | 'specialty' | 'mvp' | 'weight' | 'effort' | 'duration' | 'chosen';

export function wantedOf(query: URLSearchParams): Wanted {
	const one = (name: string) => query.get(name) ?? '';
	return {
		q: one('q').slice(0, 200),
		subcategory: one('subcategory'),
		specialty: one('specialty'),
		mvp: one('mvp'),
		weight: one('weight'),
		effort: one('effort'),
		duration: one('duration'),
		chosen: one('chosen'),
		flags: flag_names.filter((name) => query.get(name) === 'yes'),
		order: one('order'),
	};
}

// The names of the query that hold what is looked for, all empty.
export const nothing_wanted: Record<string, null> = Object.fromEntries(
	['q', 'subcategory', 'specialty', 'mvp', 'weight', 'effort', 'duration', 'chosen', ...flag_names].map((name) => [
		name,
		null,
	]),
);

const steps: Record<string, number> = { low: 1, medium: 2, high: 3 };
export const effortStep = (word: string): number => steps[word] ?? 3;

// Both parts of the work as one number: 2 is the least, 6 the most.
export const effortSum = (item: Item): number => effortStep(item.effort.setUp) + effortStep(item.effort.running);

export const isUsualLength = (item: Item): boolean => {
	const { length, unit } = (item.duration ?? {}) as { length?: number; unit?: string };
	return length === 90 && unit === 'days';
};

export interface Known {
	state: (measureId: string) => ChoiceState | null;
	points: (item: Item) => number;
	found: ReadonlySet<string> | null; // what the search found; null: nothing is searched
}

type Test = (item: Item, value: string, known: Known) => boolean;

const tests: Record<SelectName, Test> = {
	subcategory: (item, value) => item.subcategory === value,
	specialty: (item, value) => item.specialties.includes(value) || item.specialties.includes('Any specialty'),
	mvp: (item, value) => item.allowedMvps.includes(value),
	weight: (item, value) => item.weight === value,
	effort: (item, value) => Math.max(effortStep(item.effort.setUp), effortStep(item.effort.running)) <= effortStep(value),
	duration: (item, value) => isUsualLength(item) === (value === 'default'),
	chosen: (item, value, known) => {
		const state = known.state(item.measureId);
		return value === 'any' ? state === 'planned' || state === 'doing' : state === value;
	},
};

const flag_tests: Record<FlagName, (item: Item, known: Known) => boolean> = {
	done: (item) => item.doneLastYear === true,
	cehrt: (item) => item.cehrtEligible === true,
	suspended: (item) => Boolean(item.suspendedOn),
	earns: (item, known) => known.points(item) > 0 && item.barred !== true,
};

const select_names = Object.keys(tests) as SelectName[];

// Does it fit? `without` is left out of the question, to count its values.
export function fits(item: Item, wanted: Wanted, known: Known, without?: SelectName | FlagName): boolean {
	if (known.found && !known.found.has(item.measureId)) return false;
	for (const name of select_names)
		if (name !== without && wanted[name] && !tests[name](item, wanted[name], known)) return false;
	return wanted.flags.every((flag) => flag === without || flag_tests[flag as FlagName](item, known));
}

// How many would be shown if this value were chosen.
export function countOf(items: readonly Item[], wanted: Wanted, known: Known, name: SelectName, value: string): number {
	return items.filter((item) => tests[name](item, value, known) && fits(item, wanted, known, name)).length;
}

export function countOfFlag(items: readonly Item[], wanted: Wanted, known: Known, flag: FlagName): number {
	return items.filter((item) => flag_tests[flag](item, known) && fits(item, wanted, known, flag)).length;
}

export const anyHas = (items: readonly Item[], flag: FlagName, known: Known): boolean =>
	items.some((item) => flag_tests[flag](item, known));

const byId = (a: Item, b: Item) => a.measureId.localeCompare(b.measureId, 'en', { numeric: true });

// `rank`: the place that the search gave.
export function ordered(items: readonly Item[], order: string, rank: ReadonlyMap<string, number> | null): Item[] {
	const copy = [...items];
	if (order === 'name') return copy.sort((a, b) => a.plainName.localeCompare(b.plainName, 'en'));
	if (order === 'effort') return copy.sort((a, b) => effortSum(a) - effortSum(b) || byId(a, b));
	if (rank && order !== 'id') return copy.sort((a, b) => (rank.get(a.measureId) ?? 0) - (rank.get(b.measureId) ?? 0));
	return copy.sort(byId);
}
