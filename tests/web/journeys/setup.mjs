// A small practice from nothing: name and TIN, a damaged roster, how it reports;
// then the overview says what is needed. The clock says 15 September 2026.
import { readFileSync } from 'node:fs';
import { check, equal, folder, heading, journey, look, openPage, phone, sheets, startServer } from '../lib/workbench.mjs';

const tin = '123456789';

// As a spreadsheet leaves it: an NPI that lost a digit, one in scientific notation,
// a day that does not exist, a wrong check digit.
const damaged = [
	'npi,last_name,first_name,specialty,from_date,to_date',
	'1234567893,Okafor,Amara,Family medicine,,',
	'1558598797,Castellanos,Ben,Internal medicine,2026-03-02,',
	'199399999,Ibe,Chidi,,,',
	'1.99E+09,Diaz,Dora,,,',
	'1993999998,Eng,Eve,,2026-02-30,',
	'1234567890,Fox,Finn,,,',
].join('\r\n');

const mended = [
	'npi,last_name,first_name,specialty,from_date,to_date',
	'1234567893,Okafor,Amara,Family medicine,,',
	'1993999998,Eng,Eve,Pediatrics,2026-02-28,',
].join('\r\n');

const csv = (text) => ({ name: 'our roster.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
const rows = (page, caption) => page.getByRole('table', { name: caption }).locator('tbody tr');

async function firstRun(page) {
	await heading(page, 'Welcome to mipsia');
	await look(page, 'setup-1-welcome');
	await page.getByRole('button', { name: 'Add the practice' }).click();
	await page.locator('.error-summary').waitFor();
	check('a practice without a name is refused at the name', (await page.getByLabel('Name of the practice').getAttribute('aria-invalid')) === 'true');
	await page.getByLabel('Name of the practice').fill('Elm Street Family Practice');
	await page.getByLabel('TIN').fill('12-34567');
	await page.getByRole('button', { name: 'Add the practice' }).click();
	await page.locator('#f-tin[aria-invalid="true"]').waitFor();
	equal('what was entered stays', await page.getByLabel('Name of the practice').inputValue(), 'Elm Street Family Practice');
	await page.getByLabel('TIN').fill('12-3456789');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/2026\/setup\?part=roster$/);
	await page.getByRole('heading', { name: 'No clinicians yet' }).waitFor();
	check('the set-up goes on with what is missing first: the clinicians', true);
}

async function readRoster(page) {
	await page.getByRole('button', { name: 'Read a spreadsheet' }).click();
	const drop = page.getByLabel('The file');
	check('the panel begins at the file', await drop.evaluate((field) => field === document.activeElement));
	const [template] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
	check('the template has the columns', /npi/.test(readFileSync(await template.path(), 'utf8')));
	await drop.setInputFiles(csv(damaged));
	await page.getByText('6 rows: 2 new, 0 changed, 0 as they are, 4 refused.').waitFor();
	const told = await rows(page, 'What was found in the file').allTextContents();
	const refused = told.filter((row) => row.includes('Refused'));
	equal('four rows are refused', refused.length, 4);
	for (const [line, why] of [
		[4, /nine digits/],
		[5, /scientific/],
		[6, /2026-02-30/],
		[7, /check digit/],
	])
		check(`row ${line} says why`, refused.some((row) => row.includes(`Row ${line},`) && why.test(row)), refused);
	await look(page, 'setup-2-import');
	await page.getByRole('button', { name: 'Cancel' }).click();
	await page.getByRole('heading', { name: 'No clinicians yet' }).waitFor();
	check('looking changed nothing', true);

	await page.getByRole('button', { name: 'Read a spreadsheet' }).click();
	await page.getByLabel('The file').setInputFiles(csv(damaged));
	await page.getByRole('button', { name: 'Add 2 clinicians' }).click();
	await rows(page, '2 clinicians').nth(1).waitFor();
	await page.getByRole('button', { name: 'Read a spreadsheet' }).click();
	await page.getByLabel('The file').setInputFiles(csv(mended));
	await page.getByText('2 rows: 1 new, 0 changed, 1 as they are.').waitFor();
	await page.getByRole('button', { name: 'Add 1 clinician', exact: true }).click();
	await rows(page, '3 clinicians').nth(2).waitFor();
	const all = (await rows(page, '3 clinicians').allTextContents()).join(' | ');
	check('the mended row came in with its day', /Eng, Eve.*Since 28 February 2026/.test(all), all);
}

async function changeRoster(page) {
	await page.getByRole('button', { name: 'Add a clinician' }).click();
	await page.getByLabel('NPI').fill('1234567890');
	await page.getByLabel('Name', { exact: true }).fill('Gray, Gil');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await page.locator('#f-npi[aria-invalid="true"]').waitFor();
	check('a wrong NPI is told at its field', true);
	await page.getByLabel('NPI').fill('2999001102');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await rows(page, '4 clinicians').nth(3).waitFor();

	const change = page.getByRole('button', { name: 'Change Gray, Gil' });
	await change.click();
	await look(page, 'setup-3-clinician');
	await page.getByLabel('Left').fill('2026-06-30');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByRole('cell', { name: 'Until 30 June 2026' }).waitFor();
	check('after saving the focus is where it was', await change.evaluate((button) => button === document.activeElement));
	await change.click();
	await page.getByRole('button', { name: 'Entered by mistake' }).click();
	await rows(page, '3 clinicians').nth(2).waitFor();
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await rows(page, '4 clinicians').nth(3).waitFor();
	check('one entered by mistake can be taken back', true);
	await look(page, 'setup-4-roster');
}

// The same request from elsewhere: another person, another window.
const putElsewhere = (page, change) =>
	page.evaluate(async (change) => {
		const at = location.pathname.match(/^\/p\/([^/]+)\/(\d+)/);
		const url = `/api/v1/practices/${at[1]}/years/${at[2]}/settings`;
		const headers = { 'X-CSRF-Token': localStorage.getItem('mipsia.token'), 'Content-Type': 'application/json' };
		const { version } = await (await fetch(url, { headers })).json();
		const body = JSON.stringify({ entityType: 'group', programName: 'mips', ...change, version });
		return (await fetch(url, { method: 'PUT', headers, body })).status;
	}, change);

async function howItReports(page) {
	await page.getByRole('link', { name: 'Next: how you report' }).click();
	await page.getByRole('heading', { name: 'Nothing is set for 2026 yet' }).waitFor();
	await page.getByLabel('An MVP (MIPS Value Pathway)').check();
	await page.getByLabel('Find your MVP').fill('kidney');
	await page.getByText('1 of 27 MVPs').waitFor();
	await page.getByLabel(/M0002: Optimal Care for Kidney Health/).check();
	await look(page, 'setup-5-report');
	await page.getByLabel('Traditional MIPS').check();
	const apm = page.getByRole('radiogroup', { name: 'Does the practice take part in an APM?' });
	await apm.getByLabel('No', { exact: true }).check();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByRole('heading', { name: 'Nothing is set for 2026 yet' }).waitFor({ state: 'detached' });
	const small = page.locator('.status').filter({ has: page.getByRole('heading', { name: 'Small practice' }) });
	check('a small practice follows from the roster', /Yes/.test(await small.innerText()), await small.innerText());
	await small.getByText('Why? The rule').click();
	check('with the rule', /CFR/.test(await small.innerText()));

	await page.getByLabel('Note').fill('Decided by Dana');
	equal('somebody else changes it meanwhile', await putElsewhere(page, { apmParticipant: false, note: 'Decided by Lee' }), 200);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	const conflict = page.locator('.conflict');
	await conflict.waitFor();
	const told = await conflict.innerText();
	check('both are shown', told.includes('Decided by Lee') && told.includes('Decided by Dana'), told);
	check('and only what differs', (await conflict.locator('tbody tr').count()) === 1, told);
	await look(page, 'setup-6-conflict');
	await conflict.getByRole('button', { name: 'Save mine' }).click();
	await conflict.waitFor({ state: 'detached' });
	equal('mine was saved over it', await page.getByLabel('Note').inputValue(), 'Decided by Dana');
	await page.getByRole('link', { name: 'See what you need' }).click();
}

async function whatIsNeeded(page) {
	await heading(page, 'What do we need?');
	await page.getByRole('heading', { name: 'What to do next' }).waitFor();
	const figure = (name) => page.getByRole('region', { name }).innerText();
	const need = await figure('You need');
	check('a small practice needs 1 activity in 2026', /\b1 activity\b/.test(need), need);
	check('by 2 of its 4 clinicians', /2 of your 4 clinicians/.test(need), need);
	const start = await figure('Last day to start');
	check('the last day to start is 3 October 2026, in 18 days', /18 days left/.test(start) && /3 October 2026/.test(start), start);
	const worth = await figure('Worth');
	check('the category is worth 15 points', /15 points of the final score/.test(worth), worth);
	await page.getByText(/^Why\? \d+ reasons/).click();
	const reasons = await page.locator('.reasons').innerText();
	check('the reasons are told', /small practice/i.test(reasons) && /90 continuous days/.test(reasons), reasons);
	await look(page, 'setup-7-overview');
	await page.reload();
	await page.getByRole('heading', { name: 'What to do next' }).waitFor();
	equal('it is printed on one sheet', await sheets(page, 'setup-7-overview'), 1);
	await page.emulateMedia({ media: 'screen' });
	await page.getByRole('link', { name: 'Choose activities' }).click();
	await page.waitForURL(/\/2026\/choose/);
	await page.goBack();
	await heading(page, 'What do we need?');
	const whole = await page.evaluate(() => document.documentElement.outerHTML);
	check('the TIN is never shown whole', !whole.includes(tin) && !whole.includes('12-3456789'));
}

async function practiceAndSites(page) {
	await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Set-up' }).click();
	await page.getByRole('link', { name: 'Practice and sites' }).click();
	await page.getByText('XX-XXX6789', { exact: true }).waitFor();
	await page.getByRole('button', { name: 'Add a site' }).click();
	await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Elm Street 1');
	await page.getByLabel('ZIP code').fill('123');
	await page.getByLabel('Recognized as a medical home?').selectOption('yes');
	await page.getByLabel('Valid until').fill('2027-05-31');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.locator('#f-sites-0-zip[aria-invalid="true"]').waitFor();
	check('a wrong ZIP code is told at its field', true);
	await page.getByLabel('ZIP code').fill('12345');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByText('1 site', { exact: true }).waitFor();
	await look(page, 'setup-8-practice');
	await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Overview' }).click();
	await page.getByText('Or half of your sites are recognized as a medical home.').waitFor();
	check('the overview offers the medical home', true);
}

async function reminders(page, url) {
	await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Reminders' }).click();
	const first = page.getByRole('table').locator('tbody tr').first();
	await first.waitFor();
	const told = await first.innerText();
	check('the soonest day is 3 October', /3 October 2026/.test(told) && /18 days left/.test(told), told);
	const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Calendar file' }).click()]);
	const calendar = readFileSync(await file.path(), 'utf8');
	check('the file is a calendar with that day', calendar.startsWith('BEGIN:VCALENDAR') && calendar.includes('20261003'), calendar.slice(0, 400));
	await page.getByRole('button', { name: 'Make an address' }).click();
	const address = await page.getByLabel('The address').inputValue();
	check('the address is of this server', address.startsWith(url + '/calendar/'), address);
	equal('a calendar can read it', (await fetch(address)).status, 200);
	await look(page, 'setup-9-remind');
	await page.reload();
	await page.getByText('There is a feed.').waitFor();
	equal('it is not shown again', await page.getByLabel('The address').count(), 0);
	await page.getByRole('button', { name: 'End the feed' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'End the feed' }).click();
	await page.getByRole('button', { name: 'Make an address' }).waitFor();
	equal('after the end nobody can read it', (await fetch(address)).status, 404);
}

async function demonstration(page) {
	await page.getByRole('link', { name: 'mipsia, start page' }).click();
	await heading(page, 'Practices');
	await page.getByRole('button', { name: 'Add the demonstration practice' }).click();
	await heading(page, 'What do we need?');
	await page.getByText('Demonstration', { exact: true }).first().waitFor();
	await page.getByRole('link', { name: 'mipsia, start page' }).click();
	await page.getByRole('table').locator('tbody tr').nth(1).waitFor();
	await look(page, 'setup-10-practices');
	await page.getByRole('button', { name: 'Remove the demonstration' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Remove the demonstration' }).click();
	await page.getByRole('button', { name: 'Add the demonstration practice' }).waitFor();
	equal('the own practice stays', await page.getByRole('table').locator('tbody tr').count(), 1);
}

await journey(async () => {
	const server = await startServer(folder(), ['--rehearse-on', '2026-09-15']);
	const page = await openPage(server.launch);
	check('the rehearsal is told', await page.getByText('For this server today is 15 September 2026.').isVisible());
	await firstRun(page);
	await readRoster(page);
	await changeRoster(page);
	await howItReports(page);
	await whatIsNeeded(page);
	await practiceAndSites(page);
	await reminders(page, server.url);
	await demonstration(page);

	// who comes in with one practice is led on to it
	await page.goto(server.url + '/');
	await page.waitForURL(/\/p\/[^/]+\/2026$/);
	check('with one practice the first visit leads on to its overview', true);
	await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Practices' }).click();
	await heading(page, 'Practices');
	check('and the list can be reached all the same', true);
	await page.setViewportSize(phone.viewport);
	await look(page, 'setup-11-practices-phone');
	await page.getByRole('link', { name: 'Elm Street Family Practice' }).click();
	await page.getByRole('heading', { name: 'What to do next' }).waitFor();
	await look(page, 'setup-12-overview-phone');
	for (const part of ['practice', 'roster', 'report']) {
		await page.goto(page.url().replace(/\/2026.*/, '/2026/setup?part=' + part));
		await page.locator('.steps__item--current').waitFor();
		await page.locator('main :is(form, table)').first().waitFor();
		await look(page, `setup-13-${part}-phone`);
	}
});
