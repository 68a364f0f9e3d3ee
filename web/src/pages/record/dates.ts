// Days as people type them into a cell: "2 Jan", "Jan 2 2026", "2026-01-02".
// A day with two readings (03/10) is not guessed at.
import { addDays, isDate } from '../../format';

export type Read = { day: string } | { error: string };

const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const full = [
	'january',
	'february',
	'march',
	'april',
	'may',
	'june',
	'july',
	'august',
	'september',
	'october',
	'november',
	'december',
];
const shown = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// From 1; 0 when the word is no month.
function month(word: string): number {
	const low = word.toLowerCase().replace(/\.$/, '');
	if (low.length < 3) return 0;
	return full.findIndex((name, i) => name.startsWith(low) || low === names[i] || (low === 'sept' && i === 8)) + 1;
}

const two = (n: number): string => String(n).padStart(2, '0');
const century = (year: number): number => (year < 100 ? 2000 + year : year);

function made(year: number, m: number, d: number, text: string): Read {
	const day = `${year}-${two(m)}-${two(d)}`;
	return isDate(day) ? { day } : { error: `There is no day "${text}".` };
}

function slashed(a: number, b: number, year: number, text: string): Read {
	if (a <= 12 && b <= 12 && a !== b)
		return { error: `"${text}" can be read in two ways. Write the month as a word: ${b} ${shown[a - 1]} or ${a} ${shown[b - 1]}.` };
	return a > 12 ? made(year, b, a, text) : made(year, a, b, text);
}

// Without a year it is a day of `year`.
export function readDay(given: string, year: number): Read {
	const text = given.trim();
	const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
	if (iso) return made(Number(iso[1]), Number(iso[2]), Number(iso[3]), text);
	const first = /^(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]*([A-Za-z]{3,9}\.?)(?:[\s,-]+(\d{2}|\d{4}))?$/.exec(text);
	if (first && month(first[2] ?? ''))
		return made(first[3] ? century(Number(first[3])) : year, month(first[2] ?? ''), Number(first[1]), text);
	const later = /^([A-Za-z]{3,9}\.?)\s*(\d{1,2})(?:st|nd|rd|th)?(?:[\s,]+(\d{4}))?$/.exec(text);
	if (later && month(later[1] ?? ''))
		return made(later[3] ? Number(later[3]) : year, month(later[1] ?? ''), Number(later[2]), text);
	const numbers = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?\.?$/.exec(text);
	if (numbers)
		return slashed(Number(numbers[1]), Number(numbers[2]), numbers[3] ? century(Number(numbers[3])) : year, text);
	return { error: `"${text}" is no day.` };
}

// "2 Jan", with the year when it is another.
export function dayShort(iso: string, year: number): string {
	if (!isDate(iso)) return iso;
	const [y, m, d] = iso.split('-').map(Number) as [number, number, number];
	return `${d} ${shown[m - 1]}${y === year ? '' : ' ' + y}`;
}

// The last day of a time that begins on `start`: "90 days" counts the first day
// too; "6 months" ends the day before the same day six months on.
export function endOf(start: string, duration: string): string | null {
	const found = /^(\d+)\s+(day|month|week|year)/.exec(duration);
	if (!found || !isDate(start)) return null;
	const count = Number(found[1]);
	if (found[2] === 'day') return addDays(start, count - 1);
	if (found[2] === 'week') return addDays(start, 7 * count - 1);
	const [y, m, d] = start.split('-').map(Number) as [number, number, number];
	const months = y * 12 + m - 1 + count * (found[2] === 'year' ? 12 : 1);
	const to = `${Math.floor(months / 12)}-${two((months % 12) + 1)}-`;
	// the same day may not exist there: then the month's last day is whole
	return isDate(to + two(d)) ? addDays(to + two(d), -1) : addDays(addDays(to + '01', 31).slice(0, 8) + '01', -1);
}
