// Sentences and words that several pages share.
import { date, list, number, plural } from './format';
import type { Schema } from './api/types';

export type Role = Schema<'Role'>;

export const roles: readonly { value: Role; label: string; explain: string }[] = [
	{ value: 'viewer', label: 'Viewer', explain: 'Reads everything of the practice. Changes nothing.' },
	{ value: 'dataEntry', label: 'Data entry', explain: 'Keeps the roster, chooses activities, records who did what, adds evidence.' },
	{ value: 'reviewer', label: 'Reviewer', explain: 'Reads everything, and checks the evidence against the checklists.' },
	{ value: 'attester', label: 'Attester', explain: 'Data entry and review, and signs the attestation.' },
	{ value: 'administrator', label: 'Administrator', explain: 'Everything, and the set-up. Over every practice also accounts and new practices.' },
	{ value: 'auditor', label: 'Auditor', explain: 'Reads everything, history included, until a last day.' },
];

export const roleLabel = (role: Role): string => roles.find(({ value }) => value === role)?.label ?? role;

// May somebody with this role over every practice add practices and accounts?
export const governs = (role: Role | null): boolean => role === 'administrator';

// "today", "1 day left", "over"
export function daysLeft(days: number | null | undefined): string {
	if (days === null || days === undefined) return 'not known';
	if (days < 0) return 'over';
	return days === 0 ? 'today' : `${plural(days, 'day')} left`;
}

type Requirements = Schema<'Requirements'>;

// The order in which the weights are told.
const weights = ['unweighted', 'high', 'medium'];

export interface Need {
	figure: string; // "2"
	words: string; // "activities"
}

// "2 activities"; "2 high-weighted or 4 medium-weighted activities"; null: none is needed.
export function neededActivities(needs: Requirements): Need[] {
	return weights
		.filter((weight) => (needs.activitiesNeeded[weight] ?? 0) > 0)
		.map((weight) => {
			const count = needs.activitiesNeeded[weight] ?? 0;
			const kind = weight === 'unweighted' ? '' : `${weight}-weighted `;
			return { figure: number(count), words: kind + (count === 1 ? 'activity' : 'activities') };
		});
}

export const neededText = (needs: Requirements): string =>
	list(
		neededActivities(needs).map(({ figure, words }) => `${figure} ${words}`),
		'or',
	);

// "with the practice since 1 March 2026"
export function periodWords(periods: readonly Schema<'MemberPeriod'>[]): string {
	if (periods.length === 0 || periods.every(({ from, to }) => !from && !to)) return 'All the time';
	return periods
		.map(({ from, to }, i) => {
			const words = from && to ? `${date(from)} to ${date(to)}` : from ? `since ${date(from)}` : `until ${date(to)}`;
			return i === 0 ? words.charAt(0).toUpperCase() + words.slice(1) : words;
		})
		.join('; ');
}

const categories: Record<string, string> = {
	quality: 'Quality',
	cost: 'Cost',
	ia: 'Improvement Activities',
	pi: 'Promoting Interoperability',
};
export const categoryLabel = (key: string): string => categories[key] ?? key;

// Days within a sentence of the server: "until 2027-03-31" is "until 31 March 2027".
export const withDays = (text: string): string => text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => date(day));

const entities: Record<string, string> = {
	individual: 'individually',
	group: 'as a group',
	virtualGroup: 'as a virtual group',
	subgroup: 'as a subgroup',
	apm: 'as an APM Entity',
};

const programs: Record<string, string> = {
	mips: 'traditional MIPS',
	app1: 'the APM Performance Pathway (APP)',
	appPlus: 'APP Plus',
	webInterface: 'the APM scoring standard',
	other: 'the APM scoring standard',
};

// "as a group under traditional MIPS"
export const reportingWords = (entity: string, program: string): string =>
	`${entities[entity] ?? entity} under ${programs[program] ?? 'the MVP ' + program}`;
