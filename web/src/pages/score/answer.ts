// The engine's explained answer, as docs/case-format.md defines it, and its lines
// in the order of a reader: points first, then rules, weight and readings.
import type { Schema } from '../../api/types';
import { date } from '../../format';

export type Answer = Schema<'CaseAnswer'>;
export type Line = Answer['explanation'][number];
export type Result = Schema<'Score'>['results'][number];

export interface Credit {
	credit: string;
	points: number;
}

export interface Step {
	measureId: string | null;
	text: string;
}

export interface Reading {
	policy: string;
	reading: string;
	other: string;
}

export interface Rung {
	line: Line;
	points: number;
	sum: number; // after this line
}

// The lines that bring or take points, with the sum as it grows.
export function ladderOf(answer: Answer): Rung[] {
	let sum = 0;
	return answer.explanation.flatMap((line) => {
		const points = line.points ?? 0;
		if (points === 0) return [];
		sum += points;
		return [{ line, points, sum }];
	});
}

export const linesOf = (answer: Answer, ...kinds: string[]): Line[] =>
	answer.explanation.filter(({ kind }) => kinds.includes(kind));

// The lines that speak of one activity.
export const linesAbout = (answer: Answer, measureId: string): Line[] =>
	answer.explanation.filter(({ kind, fact }) => kind === 'activity' && new RegExp(`^${measureId}\\b`).test(fact));

const reasons: Record<string, string> = {
	counted: 'Counts',
	notAttested: 'Not attested',
	duplicate: 'Counts once; this is the second time',
	unknownActivity: 'Not a known activity',
	notInInventory: 'Not in this year’s list',
	notInMvp: 'Not in your MVP',
	onlyInMvp: 'Counts only in an MVP',
	frequencyLimited: 'Not again so soon',
	notPerformed: 'Too few clinicians, or too few days',
	sitesNotMet: 'Too few practice sites are recognized',
	notNeeded: 'Not needed: full credit is given without it',
};
export const reasonText = (reason: string): string => reasons[reason] ?? reason;

const credits: Record<string, string> = {
	assigned: 'Full score, given without activities',
	study: 'Took part in CMS’s study',
	apm: 'Takes part in an APM',
};
export const creditText = (credit: string): string => credits[credit] ?? credit;

// A warning as a sentence. What speaks to the writer of a file is left away.
export function warningText({ code, message }: { code: string; message: string }): string {
	let text = message;
	if (code === 'smallPracticePi')
		text = text.replace(/\.?\s*State reweightedCategories.*$/, '. Say in the set-up whether PI is reported');
	text = text.replace(/\b\d{4}-\d\d-\d\d\b/g, (day) => date(day));
	text = text.charAt(0).toUpperCase() + text.slice(1);
	return /[.!?]$/.test(text) ? text : text + '.';
}
