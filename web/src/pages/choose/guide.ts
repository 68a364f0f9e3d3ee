// The parts of the activity's page that the contract leaves open: as
// data/guide/README.md and `mipsia activity --json` define them.
import type { Schema } from '../../api/types';

export type Rule = Schema<'Rule'>;

interface OfYears {
	from: number;
	to: number;
}

export interface Proof extends OfYears {
	id: string;
	document: string;
	mustShow: string[];
	need: string; // "all", "any:GROUP"
}

export interface Guide {
	plainName: string;
	summary: ({ text: string } & OfYears)[];
	whoTakesPart: string;
	howLong: string;
	thresholds: ({ what: string; value: string } & OfYears)[];
	proof: Proof[];
	effort: { setUp: string; running: string; why: string; staff: string[]; technology: string[] };
	owner: string;
	specialties: string[];
	alreadyDoing: string | null;
	onlyIf: string | null;
	mistakes: ({ text: string } & OfYears)[];
	related: ({ measureId: string; why: string; kind: string } & OfYears)[];
}

export interface Run extends OfYears {
	title: string;
	subcategoryName: string | null;
	weight: string | null;
	duration: string;
	frequency: string;
	suspendedOn: string | null;
	cehrtEligible: boolean;
	mvpOnly: boolean;
}

export interface ActivityData extends Omit<Schema<'ActivityPage'>, 'guide' | 'lineage' | 'years'> {
	firstPerformanceYear: number;
	lastPerformanceYear: number;
	numberInYear: string | null;
	absence: string | null;
	guide: Guide | null;
	lineage: { kind: string; from: string | null; to: string | null; year: number; note: string | null; sentence: string }[];
	runs: Run[];
	cautions: string[];
	lastStart: string | null;
	daysRule: Rule | null;
	recognition: { sites?: Rule | null; bodies?: Rule | null } | null;
	mvps: { mvpId: string; title: string }[];
}

// What of a list belongs to the year.
export const inYear = <T extends Partial<OfYears>>(parts: readonly T[], year: number): T[] =>
	parts.filter(({ from, to }) => (from ?? 0) <= year && year <= (to ?? 9999));

// Documents by need: those that are all needed, and groups of which one is enough.
export function proofGroups(proof: readonly Proof[]): { key: string; all: boolean; items: Proof[] }[] {
	const groups = new Map<string, Proof[]>();
	for (const item of proof) groups.set(item.need, [...(groups.get(item.need) ?? []), item]);
	return [...groups].map(([key, items]) => ({ key, all: key === 'all' || items.length === 1, items }));
}
