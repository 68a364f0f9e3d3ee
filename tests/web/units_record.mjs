// The ledger's page without a browser: days and periods as people type them,
// what is selected, and the store that loses nothing.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { clean, folder } from './browser.mjs';

const web = fileURLToPath(new URL('../../web/', import.meta.url));
const esbuild = createRequire(join(web, 'package.json'))('esbuild');

// One bundle: the classes of errors must be the same for all.
const outfile = join(folder(), 'record.mjs');
await esbuild.build({
	stdin: {
		contents: ['dates', 'periods', 'store', 'selection', 'clipboard', 'model']
			.map((name) => `export * from './pages/record/${name}';`)
			.concat("export * from './api/problem';")
			.join('\n'),
		resolveDir: join(web, 'src'),
	},
	bundle: true,
	format: 'esm',
	outfile,
	logLevel: 'error',
});
const record = await import(pathToFileURL(outfile).href);
after(clean);

const day = (text) => record.readDay(text, 2026).day;
const period = (start, end) => ({ start, end });
const periods = (text) => record.readPeriods(text, 2026).periods;
const wrong = (text) => record.readPeriods(text, 2026).error;

test('a day as people write it', () => {
	for (const text of ['2 jan', '2 January', 'Jan 2', 'january 2nd', '2-Jan', '2-Jan-26', '2. Jan 2026', '2026-01-02', '2026-1-2'])
		assert.equal(day(text), '2026-01-02', text);
	assert.equal(day('30 sept'), '2026-09-30');
	assert.equal(day('13/2'), '2026-02-13');
	assert.equal(day('2/13/2026'), '2026-02-13');
	assert.equal(day('5/5'), '2026-05-05');
	assert.equal(day('15 nov 2025'), '2025-11-15');
	assert.match(record.readDay('3/10', 2026).error, /two ways.*10 Mar or 3 Oct/);
	assert.match(record.readDay('30 feb', 2026).error, /There is no day/);
	assert.match(record.readDay('ma', 2026).error, /is no day/);
});

test('periods as people write them', () => {
	const expected = [period('2026-01-02', '2026-04-30')];
	for (const text of ['2 jan - 30 apr', '2 Jan – 30 Apr', '2-Jan - 30-Apr', 'jan 2 to apr 30', '2026-01-02 to 2026-04-30', 'from 2 jan to 30 apr', '2 jan–30 apr'])
		assert.deepEqual(periods(text), expected, text);
	assert.deepEqual(periods('1 feb + 90'), [period('2026-02-01', '2026-05-01')]);
	assert.deepEqual(periods('1 feb +'), [period('2026-02-01', '2026-05-01')]);
	assert.deepEqual(periods('from 7 mar'), [period('2026-03-07', null)]);
	assert.deepEqual(periods('7 mar -'), [period('2026-03-07', null)]);
	assert.deepEqual(periods('until 7 mar'), [period(null, '2026-03-07')]);
	assert.deepEqual(periods('?'), [period(null, null)]);
	assert.deepEqual(periods('year'), [period('2026-01-01', '2026-12-31')]);
	assert.deepEqual(periods(''), []);
	assert.deepEqual(periods('2 jan - 3 feb; 1 mar - 4 apr'), [period('2026-01-02', '2026-02-03'), period('2026-03-01', '2026-04-04')]);
	assert.match(wrong('5 may - 1 may'), /before the first/);
	assert.match(wrong('10/3 - 12/31'), /two ways/);
	assert.match(wrong('2 jan'), /is one day/);
	assert.match(wrong('yes'), /is no day.*Write it like/);
	assert.match(wrong('1 jan 2025 - 3 mar 2025'), /No day of this period is in 2026/);
	assert.match(wrong('1 jan 1926 - 3 mar 2026'), /far from 2026/);
});

test('what a cell shows is read back as the same', () => {
	const all = [
		[period('2026-01-02', '2026-04-30')],
		[period('2025-11-15', '2026-04-30')],
		[period('2026-05-05', '2026-05-05')],
		[period('2026-03-07', null)],
		[period(null, '2026-03-07')],
		[period(null, null)],
		[period('2026-01-02', '2026-02-03'), period('2026-03-01', null)],
		[],
	];
	for (const one of all) {
		assert.deepEqual(periods(record.editText(one, 2026)), one);
		assert.deepEqual(periods(record.copyText(one)), one);
	}
});

test('days are counted with both ends; what touches is one run', () => {
	assert.equal(record.daysOf(period('2026-10-03', '2026-12-31')), 90);
	assert.equal(record.longest([period('2026-01-01', '2026-01-31'), period('2026-02-01', '2026-02-28')]), 59);
	assert.equal(record.longest([period('2026-01-01', '2026-01-31'), period('2026-02-02', '2026-02-28')]), 31);
	assert.equal(record.longest([period('2026-01-01', null)]), 0);
	assert.equal(record.endOf('2026-10-03', '90 days'), '2026-12-31');
	assert.equal(record.endOf('2026-01-01', '6 months'), '2026-06-30');
	assert.equal(record.endOf('2026-08-31', '6 months'), '2027-02-28');
});

// ------------------------------------------------------------------- the store

const key = (i) => `c${i} IA_BE_4`;

// A server of one activity: versions, and what it was sent.
function server() {
	const cells = new Map();
	const there = { cells, sent: [], undone: [], kept: [], fail: null, event: 0 };
	const ledger = (event = null) => ({
		data: {
			year: 2026,
			today: '2026-09-15',
			event,
			clinicians: [],
			activities: [],
			cells: [...cells.values()],
		},
	});
	there.put = (i, one, by = 'Eli') =>
		cells.set(key(i), { clinicianId: `c${i}`, measureId: 'IA_BE_4', periods: one, note: '', version: (cells.get(key(i))?.version ?? 0) + 1, changedBy: by });
	there.door = {
		read: async () => ledger(),
		change: async (changes) => {
			there.sent.push(changes);
			if (there.fail) throw there.fail(changes);
			const conflicts = changes
				.filter(({ clinicianId, version }) => version !== (cells.get(`${clinicianId} IA_BE_4`)?.version ?? 0))
				.map(({ clinicianId, measureId, periods: yours }) => ({ clinicianId, measureId, yours, current: cells.get(`${clinicianId} ${measureId}`) ?? null }));
			if (conflicts.length > 0)
				throw new record.ApiError({ title: 'Changed', status: 409, code: 'conflict', conflicts });
			for (const { clinicianId, periods: one } of changes) there.put(Number(clinicianId.slice(1)), one, 'me');
			return ledger(++there.event);
		},
		undo: async (event) => void there.undone.push(event),
		keep: (drafts) => (there.kept = drafts),
		kept: () => there.kept,
	};
	return there;
}

const edit = (i, text) => ({ clinicianId: `c${i}`, measureId: 'IA_BE_4', periods: periods(text) });
const idle = async (store) => {
	do await new Promise((done) => setImmediate(done));
	while (store.state.saving || store.state.loading);
};

async function opened(there) {
	const store = new record.LedgerStore(there.door);
	await store.load();
	return store;
}

test('an edit is sent with the version that was seen, and is kept no longer', async () => {
	const there = server();
	there.put(1, periods('year'));
	const store = await opened(there);
	assert.equal(store.edit([edit(1, '2 jan - 30 apr'), edit(2, '2 jan - 30 apr')]), 2);
	assert.equal(there.kept.length, 2);
	await idle(store);
	assert.deepEqual(there.sent[0].map(({ version }) => version), [1, 0]);
	assert.equal(store.state.drafts.size, 0);
	assert.equal(there.kept.length, 0);
	assert.equal(store.edit([edit(1, '2 jan - 30 apr')]), 0, 'what is there already is no change');
	assert.equal(there.sent.length, 1);
});

test('without an answer it stays, also for the next page, and can be sent again', async () => {
	const there = server();
	const store = await opened(there);
	there.fail = () => new record.OfflineError();
	store.edit([edit(1, '2 jan - 30 apr')]);
	await idle(store);
	assert.equal(store.state.drafts.get(key(1)).state, 'unsaved');
	assert.ok(store.state.failure instanceof record.OfflineError);
	const next = await opened(there);
	assert.deepEqual(next.periodsOf(key(1)), periods('2 jan - 30 apr'));
	there.fail = null;
	await next.retry();
	assert.equal(next.state.drafts.size, 0);
	assert.deepEqual(there.cells.get(key(1)).periods, periods('2 jan - 30 apr'));
});

test('a conflict holds what was entered until it is decided; the others are saved', async () => {
	const there = server();
	const store = await opened(there);
	there.put(1, periods('1 mar - 30 jun'));
	there.put(2, periods('1 mar - 30 jun'));
	store.edit([edit(1, '2 jan - 30 apr'), edit(2, '2 jan - 30 apr'), edit(3, '2 jan - 30 apr')]);
	await idle(store);
	assert.deepEqual([...store.state.drafts.values()].map(({ state }) => state), ['conflict', 'conflict']);
	assert.deepEqual(there.cells.get(key(3)).periods, periods('2 jan - 30 apr'));
	assert.deepEqual(there.cells.get(key(1)).periods, periods('1 mar - 30 jun'), 'theirs is untouched');
	await store.resolve(new Map([[key(1), 'mine'], [key(2), 'theirs']]));
	assert.equal(store.state.drafts.size, 0);
	assert.deepEqual(there.cells.get(key(1)).periods, periods('2 jan - 30 apr'));
	assert.deepEqual(there.cells.get(key(2)).periods, periods('1 mar - 30 jun'));
});

test('who enters the same as others has no conflict', async () => {
	const there = server();
	const store = await opened(there);
	there.put(1, periods('1 mar - 30 jun'));
	store.edit([edit(1, '1 mar - 30 jun')]);
	await idle(store);
	assert.equal(store.state.drafts.size, 0);
});

test('a refused cell says why; the others are saved', async () => {
	const there = server();
	const store = await opened(there);
	there.fail = (changes) => {
		const at = changes.findIndex(({ clinicianId }) => clinicianId === 'c2');
		if (at < 0) throw new Error('the others were sent again');
		there.fail = null;
		return new record.ApiError({ title: 'Not right', status: 422, code: 'invalid', errors: [{ path: `/changes/${at}/periods/0`, code: 'overlaps', message: 'This overlaps.' }] });
	};
	store.edit([edit(1, '2 jan - 30 apr'), edit(2, '2 jan - 30 apr')]);
	await idle(store);
	assert.equal(store.state.drafts.get(key(2)).why, 'This overlaps.');
	assert.equal(store.state.drafts.size, 1);
	assert.ok(there.cells.has(key(1)));
});

test('what is entered while a request is under way gets the next version', async () => {
	const there = server();
	const store = await opened(there);
	store.edit([edit(1, '2 jan - 30 apr')]);
	await Promise.resolve();
	store.edit([edit(1, '3 jan - 30 apr')]);
	await idle(store);
	assert.equal(store.state.drafts.size, 0);
	assert.deepEqual(there.cells.get(key(1)).periods, periods('3 jan - 30 apr'));
});

test('undo takes back what is not saved first, then events from the last', async () => {
	const there = server();
	const store = await opened(there);
	store.edit([edit(1, '2 jan - 30 apr')]);
	await idle(store);
	store.edit([edit(2, '2 jan - 30 apr')]);
	await idle(store);
	there.fail = () => new record.OfflineError();
	store.edit([edit(3, '2 jan - 30 apr')]);
	await idle(store);
	assert.equal(await store.undo(), true);
	assert.equal(store.state.drafts.size, 0);
	assert.deepEqual(there.undone, []);
	await store.undo();
	await store.undo();
	assert.deepEqual(there.undone, [2, 1]);
	assert.equal(await store.undo(), false);
});

// ------------------------------------------------------- selection and clipboard

const model = {
	rows: [0, 1, 2].map((row) => ({
		clinician: { id: `c${row}`, name: `Person ${row}` },
		cells: ['A', 'B'].map((measure) => ({ key: `c${row} ${measure}` })),
	})),
	columns: ['A', 'B'].map((measureId) => ({ activity: { measureId, plainName: measureId, duration: '90 days' } })),
};

test('a range has all between its corners; a header stands for its line', () => {
	const keys = (a, b) => [...record.keysBetween({ row: a[0], column: a[1] }, { row: b[0], column: b[1] }, model)];
	assert.deepEqual(keys([2, 0], [1, 1]), ['c1 A', 'c1 B', 'c2 A', 'c2 B']);
	assert.deepEqual(keys([-1, 1], [-1, 1]), ['c0 B', 'c1 B', 'c2 B']);
	assert.deepEqual(keys([1, -1], [1, -1]), ['c1 A', 'c1 B']);
	assert.equal(keys([-1, -1], [0, 0]).length, 6);
});

test('cells go to a spreadsheet and come back', () => {
	const held = new Map([['c0 A', periods('2 jan - 30 apr')], ['c1 B', periods('?')]]);
	const text = record.copyCells(model, new Set(['c0 A', 'c0 B', 'c1 A', 'c1 B']), (one) => held.get(one) ?? []);
	assert.equal(text, '2026-01-02 to 2026-04-30\t\n\t?');
	const ledger = { year: 2026 };
	const block = record.pasteCells(text + '\r\n', model, { row: 1, column: 0 }, new Set(), ledger);
	assert.deepEqual(block.edits.map(({ clinicianId, measureId, periods: one }) => [clinicianId, measureId, one.length]), [['c1', 'A', 1], ['c1', 'B', 0], ['c2', 'A', 0], ['c2', 'B', 1]]);
	const beyond = record.pasteCells('year\tyear\tyear', model, { row: 2, column: 0 }, new Set(), ledger);
	assert.equal(beyond.left_out, 1);
	const one = record.pasteCells('year', model, { row: 0, column: 0 }, new Set(['c0 A', 'c2 B']), ledger);
	assert.deepEqual(one.edits.map(({ clinicianId }) => clinicianId), ['c0', 'c2']);
	const bad = record.pasteCells('31 feb - 3 mar', model, { row: 0, column: 0 }, new Set(['c0 A']), ledger);
	assert.match(bad.errors[0], /^Person 0, A: There is no day "31 feb"/);
});

test('when somebody is here, in few words', () => {
	const here = (...spans) => record.whenHere(spans.map(([from, to]) => ({ from, to })), 2026);
	assert.equal(here(), '');
	assert.equal(here([null, null]), '');
	assert.equal(here(['2020-01-01', '2026-06-30']), 'left 30 Jun');
	assert.equal(here(['2026-03-01', null]), 'joined 1 Mar');
	assert.equal(here(['2024-03-01', '2025-03-01']), 'not here in 2026');
	assert.equal(here([null, '2026-02-28'], ['2026-06-01', null]), 'until 28 Feb, from 1 Jun');
});
