// checks.mjs - counts what passed and failed; says what failed.
let passed = 0;
const failures = [];

export function check(good, what) {
	if (good) passed++;
	else {
		failures.push(what);
		console.error(`FAILED: ${what}`);
	}
}

export const same = (found, wanted, what) =>
	check(JSON.stringify(found) === JSON.stringify(wanted),
		`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);

// Every fault that the clients' answers had against the contract is a failure.
export function contract(...clients) {
	for (const client of clients)
		for (const fault of new Set(client.faults)) check(false, fault);
	check(true, 'contract');
}

export function finish() {
	console.log(`${passed} passed, ${failures.length} failed`);
	process.exitCode = failures.length ? 1 : 0;
}
