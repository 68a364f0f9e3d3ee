// A practice of three that did what it takes, made through the API: half of
// three, so two, are needed. The portal (IA_BE_4) is done by two, the medicines
// (IA_PM_16) by one only.
import { spawnSync } from 'node:child_process';
import { call, npi } from './practice.mjs';
import { program } from './workbench.mjs';

export const year = 2026;
export const png = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
export const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');

// Adds an account to the records of a server that is not running.
export function addAccount(data, name, password, more = ['--role', 'administrator']) {
	const done = spawnSync(program, ['account', 'add', name, '--data', data, ...more], { input: password + '\n', encoding: 'utf8' });
	if (done.status !== 0) throw new Error(`account add ${name}: ${done.stderr}`);
}

export async function makePractice(page, name = 'Alder Family Practice', settings = {}) {
	const practice = await call(page, 'POST', '/practices', { name, tin: '12-3456789' });
	const people = [];
	for (const [i, person] of ['Ada Birch', 'Ben Cedar', 'Cora Dale'].entries())
		people.push(await call(page, 'POST', `/practices/${practice.id}/clinicians`, { name: person, npi: npi(i + 1) }));
	const at = `/practices/${practice.id}/years/${year}`;
	await call(page, 'PUT', `${at}/settings`, {
		entityType: 'group',
		programName: 'mips',
		specialStatuses: ['smallPractice'],
		...settings,
		version: 0,
	});
	await record(page, practice.id, [
		[people[0], 'IA_BE_4', '2026-01-05', '2026-05-29'],
		[people[1], 'IA_BE_4', '2026-02-02', '2026-06-30'],
		[people[0], 'IA_PM_16', '2026-02-02', '2026-05-15'],
	]);
	return { practice, people };
}

export const record = (page, practice, lines) =>
	call(page, 'POST', `/practices/${practice}/years/${year}/ledger`, {
		changes: lines.map(([{ id }, measureId, start, end]) => ({
			clinicianId: id,
			measureId,
			periods: [{ start, end }],
			version: 0,
		})),
	});

// It comes up: waits for it, in place of a look at once.
export const seen = (locator) => locator.waitFor().then(
	() => true,
	() => false,
);

// Drops files onto an element, as from a folder of the desktop.
export async function drop(page, locator, files) {
	const transfer = await page.evaluateHandle(
		(given) => {
			const made = new DataTransfer();
			for (const { name, type, bytes } of given) made.items.add(new File([Uint8Array.from(bytes)], name, { type }));
			return made;
		},
		files.map(({ name, type, buffer }) => ({ name, type, bytes: [...buffer] })),
	);
	for (const event of ['dragenter', 'dragover', 'drop']) await locator.dispatchEvent(event, { dataTransfer: transfer });
}

// Pastes files, as a screenshot from the clipboard.
export const paste = (page, files) =>
	page.evaluate(
		(given) => {
			const made = new DataTransfer();
			for (const { name, type, bytes } of given) made.items.add(new File([Uint8Array.from(bytes)], name, { type }));
			document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: made, bubbles: true, cancelable: true }));
		},
		files.map(({ name, type, buffer }) => ({ name, type, bytes: [...buffer] })),
	);

// A status of the API, without a page in between.
export const statusOf = (page, method, path, body) =>
	page.evaluate(
		async ([verb, where, what]) =>
			(
				await fetch('/api/v1' + where, {
					method: verb,
					headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': localStorage.getItem('mipsia.token') ?? '' },
					body: what === undefined ? undefined : JSON.stringify(what),
				})
			).status,
		[method, path, body],
	);
