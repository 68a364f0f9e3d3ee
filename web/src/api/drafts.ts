// What was entered and is not saved yet, kept in this tab of the browser until
// it is: a reload or a lost connection loses nothing. Named by who entered it,
// so that nobody sends what another typed. Never a TIN.
const beginning = 'mipsia.draft.';

export function readDraft(place: string): unknown {
	try {
		const text = sessionStorage.getItem(beginning + place);
		return text ? (JSON.parse(text) as unknown) : undefined;
	} catch {
		return undefined; // storage is switched off, or holds something else
	}
}

// Nothing (undefined) takes it away. False: it is kept in the page only.
export function keepDraft(place: string, value: unknown): boolean {
	try {
		if (value === undefined) sessionStorage.removeItem(beginning + place);
		else sessionStorage.setItem(beginning + place, JSON.stringify(value));
		return true;
	} catch {
		return false;
	}
}
