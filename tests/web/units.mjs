// format.ts and the router's matching, by themselves.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { clean, folder } from './browser.mjs';

const web = fileURLToPath(new URL('../../web/', import.meta.url));
const esbuild = createRequire(join(web, 'package.json'))('esbuild');

async function load(source) {
	const outfile = join(folder(), 'module.mjs');
	await esbuild.build({ entryPoints: [join(web, 'src', source)], bundle: true, format: 'esm', outfile, logLevel: 'error' });
	return import(pathToFileURL(outfile).href);
}

const format = await load('format.ts');
after(clean);

test('a day is the same day in every time zone', () => {
	const zone = process.env.TZ;
	for (const there of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York', 'UTC']) {
		process.env.TZ = there;
		assert.equal(format.date('2026-10-03'), '3 October 2026');
		assert.equal(format.addDays('2026-10-31', 1), '2026-11-01');
		assert.equal(format.addDays('2026-03-08', 1), '2026-03-09'); // an hour is missing in New York
		assert.equal(format.daysBetween('2026-10-03', '2026-12-31'), 89);
	}
	process.env.TZ = 'America/New_York';
	assert.equal(format.time('2026-11-21T03:05:00Z'), '20 November 2026, 22:05');
	if (zone === undefined) delete process.env.TZ;
	else process.env.TZ = zone;
});

test('what is no day stays as it is; nothing is not known', () => {
	assert.equal(format.date('2026-02-29'), '2026-02-29');
	assert.equal(format.date('2028-02-29'), '29 February 2028');
	assert.equal(format.date('soon'), 'soon');
	assert.equal(format.date(null), 'not known');
	assert.equal(format.date(''), 'not known');
	assert.equal(format.isDate('2026-13-01'), false);
	assert.equal(format.isDate('2026-1-1'), false);
	assert.equal(format.time('never'), 'never');
});

test('ranges say no more than needed', () => {
	assert.equal(format.dateRange('2026-01-01', '2026-03-31'), '1 January to 31 March 2026');
	assert.equal(format.dateRange('2026-01-01', '2026-01-31'), '1 to 31 January 2026');
	assert.equal(format.dateRange('2025-12-01', '2026-01-31'), '1 December 2025 to 31 January 2026');
	assert.equal(format.dateRange('2026-01-01', null), '1 January 2026 to not known');
	assert.equal(format.shortDate('2026-09-05'), '5 Sep 2026');
});

test('numbers and words', () => {
	assert.equal(format.number(503917), '503,917');
	assert.equal(format.plural(1, 'day'), '1 day');
	assert.equal(format.plural(0, 'day'), '0 days');
	assert.equal(format.plural(1200, 'activity', 'activities'), '1,200 activities');
	assert.equal(format.list(['A']), 'A');
	assert.equal(format.list(['A', 'B', 'C']), 'A, B and C');
	assert.equal(format.hundredths(1234), '12.34');
	assert.equal(format.hundredths(1500), '15');
	assert.equal(format.bytes(1), '1 byte');
	assert.equal(format.bytes(2_400_000), '2.4 MB');
	assert.equal(format.bytes(999_900), '1.0 MB');
	assert.equal(format.bytes(50_000_000), '50 MB');
});

test('an NPI has a check digit', () => {
	for (const good of ['1234567893', '1993999998', '1558598797']) assert.equal(format.isNpi(good), true, good);
	for (const bad of ['1234567890', '9876543210', '0123456789', '123456789', '12345678933', ''])
		assert.equal(format.isNpi(bad), false, bad);
});

test('a TIN is never shown whole', () => {
	assert.equal(format.maskedTin('123456789'), 'XX-XXX6789');
	assert.equal(format.maskedTin('12-3456789'), 'XX-XXX6789');
	assert.equal(format.maskedTin('XX-XXX6789'), 'XX-XXX6789');
	assert.equal(format.maskedTin(null), 'not given');
	assert.equal(format.maskedTin('12'), 'not given');
});
