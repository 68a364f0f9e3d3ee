// Whether the first page of this visit was the start page. Part of the first
// script, so that the address is the one with which the browser came.
const at_start = location.pathname === '/' || location.pathname === '/sign-in';
let told = false;

// True once: when somebody has just come in by the start page.
export function justArrived(): boolean {
	const first = at_start && !told;
	told = true;
	return first;
}
