// The periods of a cell: as text, from text, and what is wrong with them.
import type { Schema } from '../../api/types';
import { addDays, daysBetween, isDate } from '../../format';
import { dayShort, endOf, readDay } from './dates';

export type Period = Schema<'Period'>;

export const most_periods = 20; // of a cell
const years_around = 10; // a day may lie so many years away

export const samePeriods = (a: readonly Period[], b: readonly Period[]): boolean =>
	a.length === b.length &&
	a.every((one, i) => (one.start ?? null) === (b[i]?.start ?? null) && (one.end ?? null) === (b[i]?.end ?? null));

// Both days count. 0 when one of them is not known.
export const daysOf = ({ start, end }: Period): number =>
	start && end && isDate(start) && isDate(end) ? Math.max(0, daysBetween(start, end) + 1) : 0;

// "2 Jan – 30 Apr"
export function periodText({ start, end }: Period, year: number): string {
	if (!start && !end) return 'days not known';
	if (!end) return `from ${dayShort(start ?? '', year)}`;
	if (!start) return `until ${dayShort(end, year)}`;
	return start === end ? dayShort(start, year) : `${dayShort(start, year)} – ${dayShort(end, year)}`;
}

export const periodsText = (periods: readonly Period[], year: number): string =>
	periods.map((one) => periodText(one, year)).join('; ');

// What the field of a cell holds, and reads back as the same.
export function editText(periods: readonly Period[], year: number): string {
	return periods
		.map(({ start, end }) => {
			if (!start && !end) return '?';
			if (!end) return `from ${dayShort(start ?? '', year)}`;
			if (!start) return `until ${dayShort(end, year)}`;
			return `${dayShort(start, year)} – ${dayShort(end, year)}`;
		})
		.join('; ');
}

// For the clipboard: a spreadsheet does not turn it into something else.
export function copyText(periods: readonly Period[]): string {
	return periods
		.map(({ start, end }) => (!start && !end ? '?' : !end ? `from ${start}` : !start ? `until ${end}` : `${start} to ${end}`))
		.join('; ');
}

export interface Fault {
	index: number;
	field: 'start' | 'end';
	message: string;
}

function dayFault(value: string | null | undefined, year: number): string | null {
	if (!value) return null;
	if (!isDate(value)) return 'There is no such day.';
	const far = Math.abs(Number(value.slice(0, 4)) - year) > years_around;
	return far ? `This day is far from ${year}. Look at its year.` : null;
}

// What the server would refuse of each period.
export function faultsOf(periods: readonly Period[], year: number): Fault[] {
	const found: Fault[] = [];
	periods.forEach(({ start, end }, index) => {
		const bad_start = dayFault(start, year);
		const bad_end = dayFault(end, year);
		if (bad_start) found.push({ index, field: 'start', message: bad_start });
		if (bad_end) found.push({ index, field: 'end', message: bad_end });
		if (bad_start || bad_end) return;
		if (start && end && start > end)
			found.push({ index, field: 'end', message: 'The last day is before the first.' });
		else if ((start && start > `${year}-12-31`) || (end && end < `${year}-01-01`))
			found.push({ index, field: start && start > `${year}-12-31` ? 'start' : 'end', message: `No day of this period is in ${year}.` });
		else if (!start && !end && periods.length > 1)
			found.push({ index, field: 'start', message: 'Enter the days, or remove this period: there is another one.' });
	});
	return found;
}

export const joinDays = (periods: readonly Period[]): Period[] => {
	const known = periods.filter(({ start, end }) => start && end).sort((a, b) => (a.start ?? '').localeCompare(b.start ?? ''));
	const joined: Period[] = [];
	for (const one of known) {
		const last = joined[joined.length - 1];
		if (last?.end && one.start && one.start <= addDays(last.end, 1)) {
			if ((one.end ?? '') > last.end) last.end = one.end;
		} else joined.push({ ...one });
	}
	return [...periods.filter(({ start, end }) => !start || !end), ...joined];
};

// The longest run of days without a gap.
export const longest = (periods: readonly Period[]): number => Math.max(0, ...joinDays(periods).map(daysOf));

// ------------------------------------------------------------------ from text

export type ReadPeriods = { periods: Period[] } | { error: string };

const between = /\s*(?:–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b|\.\.|-)\s*/gi;
const example = 'Write it like "2 Jan - 30 Apr".';

function readSplit(text: string, year: number): { period: Period } | { error: string } {
	let told = '';
	for (const found of text.matchAll(between)) {
		const left = text.slice(0, found.index).trim();
		const right = text.slice(found.index + found[0].length).trim();
		if (left === '' && right === '') continue;
		const start = left === '' ? { day: null } : readDay(left, year);
		const end = right === '' ? { day: null } : readDay(right, year);
		if ('day' in start && 'day' in end) return { period: { start: start.day, end: end.day } };
		for (const side of [start, end])
			if ('error' in side && (/two ways|There is no day/.test(side.error) || told === '')) told = side.error;
	}
	return { error: told };
}

function readPeriod(text: string, year: number, duration: string): { period: Period } | { error: string } {
	if (text === '?') return { period: { start: null, end: null } };
	if (/^(whole |all |full )?year$/i.test(text)) return { period: { start: `${year}-01-01`, end: `${year}-12-31` } };
	const from = /^(?:from|since)\s+(.*)$/i.exec(text);
	const until = /^(?:until|till|to)\s+(.*)$/i.exec(text);
	const plus = /^(?:from\s+)?(.*?)\s*\+\s*(\d{0,3})\s*(?:d|days?)?$/i.exec(text);
	if (plus) {
		const start = readDay(plus[1] ?? '', year);
		if ('error' in start) return start;
		const end = endOf(start.day, plus[2] ? plus[2] + ' days' : duration);
		return end ? { period: { start: start.day, end } } : { error: example };
	}
	if (from) {
		const start = readDay(from[1] ?? '', year);
		if ('day' in start) return { period: { start: start.day, end: null } };
		const both = readSplit(from[1] ?? '', year);
		return 'period' in both ? both : start;
	}
	if (until) {
		const end = readDay(until[1] ?? '', year);
		return 'day' in end ? { period: { start: null, end: end.day } } : end;
	}
	const alone = readDay(text, year);
	if ('day' in alone) return { error: `"${text}" is one day. Write the first and the last day, or "from ${text}".` };
	const both = readSplit(text, year);
	if ('period' in both) return both;
	const why = both.error || alone.error;
	return { error: /two ways/.test(why) ? why : `${why} ${example}` };
}

// Several periods stand apart by ";" or a new line. Nothing means no period.
export function readPeriods(given: string, year: number, duration = '90 days'): ReadPeriods {
	const periods: Period[] = [];
	for (const part of given.split(/[;\n]/).map((one) => one.trim())) {
		if (part === '') continue;
		const read = readPeriod(part, year, duration);
		if ('error' in read) return read;
		periods.push(read.period);
	}
	if (periods.length > most_periods) return { error: `A cell has room for ${most_periods} periods.` };
	const fault = faultsOf(periods, year)[0];
	return fault ? { error: fault.message } : { periods };
}
