// Words for dates, times, numbers and identifiers.
//
// A date of the rules is a text "2026-10-03" and never a Date: a Date is a
// moment, and a moment is another day elsewhere. Only times of events (RFC
// 3339, "2026-10-03T14:05:00Z") become Dates, shown in the user's time zone.

const months = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

interface Day {
	year: number;
	month: number;
	day: number;
}

function parts(iso: string): Day | null {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
	if (!match) return null;
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
	const moment = new Date(Date.UTC(year, month - 1, day));
	return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day && year > 0 ? { year, month, day } : null;
}

export const isDate = (text: string): boolean => parts(text) !== null;

// "3 October 2026"; what is no date stays as it is; nothing becomes "not known".
export function date(iso: string | null | undefined): string {
	if (!iso) return 'not known';
	const found = parts(iso);
	return found ? `${found.day} ${months[found.month - 1]} ${found.year}` : iso;
}

// "3 Oct 2026", for tables.
export function shortDate(iso: string | null | undefined): string {
	if (!iso) return 'not known';
	const found = parts(iso);
	return found ? `${found.day} ${(months[found.month - 1] ?? '').slice(0, 3)} ${found.year}` : iso;
}

// "1 January to 31 March 2026"
export function dateRange(from: string | null | undefined, to: string | null | undefined): string {
	const a = from ? parts(from) : null;
	const b = to ? parts(to) : null;
	if (!a || !b) return `${date(from)} to ${date(to)}`;
	if (a.year !== b.year) return `${date(from)} to ${date(to)}`;
	const month = months[a.month - 1];
	return a.month === b.month ? `${a.day} to ${date(to)}` : `${a.day} ${month} to ${date(to)}`;
}

const day_number = (iso: string): number => {
	const found = parts(iso);
	return found ? Date.UTC(found.year, found.month - 1, found.day) / 86_400_000 : NaN;
};

// Days from one date to another; NaN when one is no date.
export const daysBetween = (from: string, to: string): number => day_number(to) - day_number(from);

export function addDays(iso: string, days: number): string {
	const moment = new Date((day_number(iso) + days) * 86_400_000);
	return Number.isNaN(moment.getTime()) ? iso : moment.toISOString().slice(0, 10);
}

const two = (n: number): string => String(n).padStart(2, '0');

// The day on the user's calendar.
export const dayOf = (moment: Date): string =>
	`${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
export const today = (): string => dayOf(new Date());

// "3 October 2026, 14:05", in the user's time zone.
export function time(rfc3339: string | Date | null | undefined): string {
	if (!rfc3339) return 'not known';
	const moment = new Date(rfc3339);
	if (Number.isNaN(moment.getTime())) return String(rfc3339);
	return `${date(dayOf(moment))}, ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

const grouped = new Intl.NumberFormat('en-US');
export const number = (value: number): string => grouped.format(value);

// Hundredths as the API gives them: 1234 is "12.34", 1500 is "15".
export function hundredths(value: number): string {
	return number(value / 100);
}

export const percent = (value: number): string => `${number(value)}%`;

// plural(1, 'day') is "1 day", plural(2, 'activity', 'activities') is "2 activities".
export const plural = (count: number, one: string, many = one + 's'): string =>
	`${number(count)} ${count === 1 ? one : many}`;

// "A", "A and B", "A, B and C"
export function list(items: readonly string[], word = 'and'): string {
	if (items.length < 2) return items.join('');
	return `${items.slice(0, -1).join(', ')} ${word} ${items[items.length - 1]}`;
}

export function bytes(count: number): string {
	if (count < 1000) return plural(count, 'byte');
	const units = ['kB', 'MB', 'GB'];
	let value = count;
	let unit = -1;
	while (value >= 999.5 && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}
	return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

// Ten digits whose last is a Luhn check digit over 80840 and the first nine.
export function isNpi(text: string): boolean {
	if (!/^[12]\d{9}$/.test(text)) return false;
	let sum = 24; // what the prefix 80840 adds
	for (let i = 0; i < 10; i++) {
		const digit = Number(text[i]) * (i % 2 === 0 ? 2 : 1);
		sum += digit > 9 ? digit - 9 : digit;
	}
	return sum % 10 === 0;
}

// A TIN can be somebody's Social Security number: only its end is shown.
// Takes a TIN or what is left of one ("1234", "XX-XXX1234").
export function maskedTin(text: string | null | undefined): string {
	const digits = (text ?? '').replace(/\D/g, '');
	return digits.length < 4 ? 'not given' : `XX-XXX${digits.slice(-4)}`;
}
