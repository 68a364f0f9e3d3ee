// The ledger: a group of 40 of whom half is missing. Fill a range, see who is
// missing, two people at one cell, offline, import, keys only, phone, paper, 400
// clinicians; and the history with undo.
import { check, desktop, equal, folder, journey, look, openPage, phone, sheets, startServer } from '../lib/workbench.mjs';
import { call, npi, signIn } from '../lib/practice.mjs';

const password = 'a long enough word';
const year = 2026;
const portal = 'IA_BE_4';
const telehealth = 'IA_EPA_2';
const families = ['Abbott', 'Baker', 'Castellanos', 'Diaz', 'Evans', 'Fischer', 'Garcia', 'Hughes', 'Ibe', 'Jones'];
const nameOf = (i) => `${families[Math.floor(i / 4) % 10]}, ${'ABCD'[i % 4]}${i >= 40 ? Math.floor(i / 40) : ''}.`;

// Accounts are made on the rehearsed day too: a history cannot go backwards.
async function begin() {
	const data = folder();
	const rehearsal = ['--rehearse-on', '2026-09-15'];
	const first = await startServer(data, rehearsal);
	const alone = await openPage(first.launch);
	for (const [name, displayName, role] of [
		['dana', 'Dana Lee', 'administrator'],
		['eli', 'Eli Stone', 'dataEntry'],
		['vera', 'Vera Watson', 'viewer'],
	])
		await call(alone, 'POST', '/accounts', { name, displayName, password, grants: [{ practiceId: null, role }] });
	await alone.close();
	await first.stop();
	return startServer(data, ['--accounts', ...rehearsal]);
}

async function opened(url, name, options) {
	const page = await openPage(url, options);
	await signIn(page, name, password);
	return page;
}

async function practiceOf(page, name, count, measures) {
	const practice = await call(page, 'POST', '/practices', { name });
	const clinicians = [];
	for (let i = 0; i < count; i++)
		clinicians.push(
			await call(page, 'POST', `/practices/${practice.id}/clinicians`, {
				npi: npi(i),
				name: nameOf(i),
				// Jones, C. and D. have left or come
				periods: i === 38 ? [{ from: null, to: '2026-06-30' }] : i === 39 ? [{ from: '2026-03-01', to: null }] : [],
			}),
		);
	for (const measure of measures)
		await call(page, 'PUT', `/practices/${practice.id}/years/${year}/choices/${measure}`, { state: 'doing', version: 0 });
	return { id: practice.id, clinicians, path: `/p/${practice.id}/${year}`, api: `/practices/${practice.id}/years/${year}` };
}

const counter = (page, name) => page.locator('.record-counter').filter({ has: page.getByRole('heading', { name: new RegExp(name) }) });
const count = (page, name, text) => counter(page, name).getByText(text, { exact: true }).waitFor();
const cell = (page, row, column) => page.locator(`[data-at="${row}:${column}"]`);
const saved = (page) => page.locator('.record-tools__saved p').filter({ hasText: /^(All changes are saved|[\d,]+ cells? saved)/ }).waitFor();
const textOf = async (page, row, column) => (await cell(page, row, column).innerText()).replace(/\s+/g, ' ').trim();
const at = (page) => page.evaluate(() => document.activeElement?.getAttribute('data-at'));

async function openRecord(page, url, group) {
	await page.goto(url + group.path + '/record');
	await page.getByRole('heading', { level: 1, name: 'Record' }).waitFor();
}

// ---------------------------------------------------------------------- parts

async function emptyStates(page, url) {
	const practice = await call(page, 'POST', '/practices', { name: 'Nobody Yet' });
	await page.goto(`${url}/p/${practice.id}/${year}/record`);
	await page.getByRole('heading', { name: 'Nobody is with the practice in 2026 yet' }).waitFor();
	await look(page, 'record-nobody');
	await call(page, 'POST', `/practices/${practice.id}/clinicians`, { npi: npi(900), name: 'First, A.' });
	await page.reload();
	await page.getByRole('heading', { name: 'No activity is chosen yet' }).waitFor();
	await page.getByLabel('ID or words').fill('telehealth');
	await page.getByRole('button', { name: 'Add Telehealth that widens access to care' }).waitFor();
	await look(page, 'record-add');
	await page.getByRole('button', { name: 'Add Telehealth that widens access to care' }).click();
	await page.getByRole('grid').waitFor();
	equal('an activity that was added is a column', await page.getByRole('columnheader').count(), 2);
	check('the clinician alone is enough', await counter(page, 'Telehealth').getByText('0 of 1 needed have 90 days', { exact: true }).isVisible());
}

// 17 of 40 with one form, then three more.
async function fillRange(page) {
	await count(page, 'Telehealth', '0 of 20 needed have 90 days');
	await look(page, 'record-empty');
	await cell(page, 0, 1).click();
	await cell(page, 16, 1).click({ modifiers: ['Shift'] });
	await page.getByRole('heading', { name: '17 clinicians · Telehealth that widens access to care' }).waitFor();
	equal('17 cells are selected', await page.locator('[aria-selected="true"]').count(), 17);
	await page.getByLabel('First day').fill('2026-01-02');
	await page.getByLabel('Last day').fill('2026-04-30');
	check('the form counts the days', await page.getByText('119 days', { exact: true }).isVisible());
	await look(page, 'record-form');
	const [request] = await Promise.all([
		page.waitForRequest((one) => one.method() === 'POST' && one.url().endsWith('/ledger')),
		page.getByRole('button', { name: 'Save 17 cells' }).click(),
	]);
	equal('one request changes all', request.postDataJSON().changes.length, 17);
	await count(page, 'Telehealth', '17 of 20 needed have 90 days');
	await saved(page);
	equal('a cell says its days and how it stands', await textOf(page, 0, 1), '2 Jan – 30 Apr Met · 119 days');
	equal('its label says who and what', await cell(page, 0, 1).getAttribute('aria-label'), 'Abbott, A., Telehealth that widens access to care: 2 Jan – 30 Apr Met · 119 days');
	equal('who left too early cannot any more', await textOf(page, 38, 1), 'No longer possible');
	check('the name says when', /left 30 Jun/.test(await cell(page, 38, -1).innerText()), await cell(page, 38, -1).innerText());

	const telling = counter(page, 'Telehealth');
	check('the nearest names are in sight', /Evans, B\.; Evans, C\.; Evans, D\. and 20 more/.test(await telling.innerText()), await telling.innerText());
	await telling.getByText('Without 90 days yet').click();
	check('by when they must start', await telling.getByText('Must start by 3 October 2026', { exact: false }).first().isVisible() || /must start by 3 October 2026/.test(await telling.innerText()));
	check('who cannot any more is named', /Jones, C\.\s*left on 30 June: 90 days no longer possible/.test(await telling.innerText()), await telling.innerText());
	await look(page, 'record-17-of-20');
	await telling.getByRole('button', { name: 'Select the 22 who still can' }).click();
	await page.getByRole('heading', { name: '22 clinicians · Telehealth' }).waitFor();
	await page.getByRole('button', { name: 'Close', exact: true }).click();
	await telling.getByText('Without 90 days yet').click();

	await cell(page, 17, 1).click();
	await cell(page, 19, 1).click({ modifiers: ['Shift'] });
	await page.getByLabel('First day').fill('2026-02-01');
	await page.getByRole('button', { name: '90 days from the first day' }).click();
	equal('90 days are counted with both ends', await page.getByLabel('Last day').inputValue(), '2026-05-01');
	await page.getByRole('button', { name: 'Save 3 cells' }).click();
	await count(page, 'Telehealth', '20 of 20 needed have 90 days');
	check('it is met', await counter(page, 'Telehealth').getByText('Enough', { exact: true }).isVisible());
	await saved(page);
	await look(page, 'record-met');
}

async function undo(page) {
	check('what was saved is said, with the counter', await page.getByText('3 cells saved. Telehealth that widens access to care: 20 of 20 needed have 90 days.').isVisible());
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await count(page, 'Telehealth', '17 of 20 needed have 90 days');
	check('the button Undo takes back', true);
	await cell(page, 0, 1).focus();
	await page.keyboard.press('Control+z');
	await count(page, 'Telehealth', '0 of 20 needed have 90 days');
	check('Ctrl+Z takes back what was before', true);
	await page.keyboard.press('Control+z');
	await page.getByText('There is nothing to take back.').waitFor();
}

// Everything without a mouse.
async function keysOnly(page) {
	await cell(page, 0, 0).focus();
	equal('one cell is in the order of Tab', await page.locator('[role="grid"] [tabindex="0"]').count(), 1);
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowRight');
	equal('arrow keys move', await at(page), '1:1');
	await page.keyboard.press('Control+End');
	equal('Ctrl+End goes to the last cell', await at(page), '39:1');
	await page.keyboard.press('Control+Home');
	equal('Ctrl+Home goes to the first', await at(page), '0:0');
	await page.keyboard.type('2 jan - 30 apr');
	await page.keyboard.press('Enter');
	await count(page, 'Patient portal', '1 of 20 needed has 90 days');
	await page.waitForFunction(() => document.activeElement?.getAttribute('data-at') === '1:0');
	check('Enter saves and goes down', true);
	await page.keyboard.type('10/3 - 12/31');
	await page.keyboard.press('Enter');
	await page.getByText('"10/3" can be read in two ways', { exact: false }).waitFor();
	equal('what cannot be read stays', await page.locator('.record-type__field').inputValue(), '10/3 - 12/31');
	await look(page, 'record-wrong');
	await page.keyboard.press('Escape');
	await page.waitForFunction(() => document.activeElement?.getAttribute('data-at') === '1:0');
	equal('Esc leaves it as it was', await textOf(page, 1, 0), '–');
	await page.keyboard.type('1 feb + 90');
	await page.keyboard.press('Tab');
	await page.waitForFunction(() => document.activeElement?.getAttribute('data-at') === '1:1');
	await saved(page);
	equal('a start and a number of days', await textOf(page, 1, 0), '1 Feb – 1 May Met · 90 days');
	await page.keyboard.press('ArrowLeft');
	await page.keyboard.press('F2');
	equal('F2 shows what is there', await page.locator('.record-type__field').inputValue(), '1 Feb – 1 May');
	await page.keyboard.press('Control+a');
	await page.keyboard.type('from 1 aug');
	await page.keyboard.press('Enter');
	await saved(page);
	equal('an end that is not known is said', await textOf(page, 1, 0), 'from 1 Aug Dates missing');

	await page.keyboard.press('Shift+ArrowDown');
	await page.keyboard.press('Shift+ArrowDown');
	equal('Shift and arrows select', await page.locator('[aria-selected="true"]').count(), 3);
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.activeElement?.id === 'f-periods-0-start');
	check('Enter leads into the form', true);
	await page.getByLabel('First day').fill('2026-05-05');
	await page.getByLabel('Last day').fill('2026-05-01');
	await page.keyboard.press('Enter');
	await page.getByText('The last day is before the first.').waitFor();
	check('the focus is at what is wrong', (await page.evaluate(() => document.activeElement?.id)) === 'f-periods-0-end');
	await look(page, 'record-form-wrong');
	await page.getByLabel('Last day').fill('2026-08-31');
	await page.getByLabel('Note').fill('Evening sessions');
	await page.keyboard.press('Enter');
	await count(page, 'Patient portal', '4 of 20 needed have 90 days');
	await page.waitForFunction(() => document.activeElement?.getAttribute('data-at') === '4:0');
	check('after saving the focus is in the grid again', true);

	await page.keyboard.press('Delete');
	await count(page, 'Patient portal', '1 of 20 needed has 90 days');
	check('Delete empties what is selected', (await textOf(page, 3, 0)) === '–');
	await page.keyboard.press('Control+z');
	await count(page, 'Patient portal', '4 of 20 needed have 90 days');
	await page.keyboard.press('Control+Home');
	await page.keyboard.press('Control+ ');
	equal('Ctrl+Space selects the activity', await page.locator('[aria-selected="true"]').count(), 40);
	await page.keyboard.press('Escape');
}

// The clipboard as events: a browser without a window has none of its own.
async function clipboard(page) {
	const copied = await page.evaluate(() => {
		const data = new DataTransfer();
		document.activeElement.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
		return data.getData('text/plain');
	});
	equal('a cell is copied as text', copied, '2026-01-02 to 2026-04-30');
	const paste = (text) =>
		page.evaluate((given) => {
			const data = new DataTransfer();
			data.setData('text/plain', given);
			document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
		}, text);
	await cell(page, 5, 0).focus();
	await cell(page, 5, 0).click();
	await page.keyboard.press('Escape');
	await paste('2026-01-02 to 2026-04-30\t2 Feb - 30 Jun\n31 feb - 3 mar\t');
	await page.getByRole('heading', { name: 'Nothing was pasted' }).waitFor();
	equal('what cannot be read changes nothing', await textOf(page, 5, 0), '–');
	await look(page, 'record-paste');
	await paste('2026-01-02 to 2026-04-30\t2 Feb - 30 Jun\n1 Mar - 15 Jul; 1 Sep - 30 Sep\t');
	await count(page, 'Patient portal', '6 of 20 needed have 90 days');
	await saved(page);
	equal('a block of cells is pasted', await textOf(page, 5, 1), '2 Feb – 30 Jun Met · 149 days');
	equal('with two periods', await textOf(page, 6, 0), '1 Mar – 15 Jul; 1 Sep – 30 Sep Met · 137 days');
}

async function conflict(page, other, url, group) {
	await openRecord(other, url, group);
	await cell(other, 10, 0).waitFor();
	await cell(page, 10, 0).focus();
	await page.keyboard.type('1 jan - 30 jun');
	await page.keyboard.press('Enter');
	await saved(page);

	// the other page has not seen it
	await cell(other, 10, 0).click();
	await cell(other, 11, 0).click({ modifiers: ['Shift'] });
	await other.getByLabel('First day').fill('2026-02-01');
	await other.getByLabel('Last day').fill('2026-07-31');
	await other.getByRole('button', { name: 'Save 2 cells' }).click();
	await other.getByRole('heading', { name: '1 cell was changed by somebody else while you worked' }).waitFor();
	await saved(page);
	const both = other.locator('.record-conflict');
	check('the conflict names the cell', /Castellanos, C\.: Patient portal/.test(await both.innerText()), await both.innerText());
	check('it shows what is there now, and by whom', /by Dana Lee[^]*1 Jan – 30 Jun · 181 days/.test(await both.innerText()), await both.innerText());
	check('and mine', /Mine, not saved yet[^]*1 Feb – 31 Jul · 181 days/.test(await both.innerText()), await both.innerText());
	await other.waitForFunction(() => document.querySelector('[data-at="11:0"]')?.textContent.includes('Met'));
	equal('the other cell was saved all the same', await textOf(other, 11, 0), '1 Feb – 31 Jul Met · 181 days');
	await look(other, 'record-conflict');
	await both.getByRole('radio', { name: /Mine/ }).check();
	await other.getByRole('button', { name: 'Save these choices' }).click();
	await saved(other);
	equal('mine is there after I chose it', await textOf(other, 10, 0), '1 Feb – 31 Jul Met · 181 days');

	// the other way round: what is there stays
	await cell(page, 10, 0).focus();
	await page.keyboard.type('3 mar - 3 jul');
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: '1 cell was changed by somebody else' }).waitFor();
	check('the cell shows that it is in question', /Changed by others too/.test(await textOf(page, 10, 0)));
	await page.getByRole('radio', { name: /There now, by Eli Stone/ }).check();
	await page.getByRole('button', { name: 'Save these choices' }).click();
	await saved(page);
	equal('what is there stays when it is chosen', await textOf(page, 10, 0), '1 Feb – 31 Jul Met · 181 days');
}

async function offline(page) {
	await page.context().setOffline(true);
	await cell(page, 20, 0).focus();
	await page.keyboard.type('1 jan - 31 may');
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: '1 cell is not saved yet' }).waitFor();
	check('the cell shows what was entered', /1 Jan – 31 May Not saved · 151 days/.test(await textOf(page, 20, 0)), await textOf(page, 20, 0));
	page.faults = page.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault));
	await look(page, 'record-offline');
	let asked = '';
	const refuse = (dialog) => {
		asked = dialog.message();
		void dialog.dismiss();
	};
	page.on('dialog', refuse);
	await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Score' }).click();
	check('leaving asks first', /not saved/.test(asked), asked);
	page.off('dialog', refuse);
	await page.context().setOffline(false);
	await page.waitForFunction(() => document.querySelector('[data-at="20:0"]')?.textContent.includes('Met'));
	await saved(page);
	check('it is saved as soon as it can be', true);

	// a reload while nothing answers: it is still there
	await page.route('**/api/v1/**/ledger', (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()));
	await cell(page, 21, 0).focus();
	await page.keyboard.type('1 jan - 31 may');
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: '1 cell is not saved yet' }).waitFor();
	page.once('dialog', (dialog) => void dialog.accept());
	await page.reload();
	await page.getByRole('heading', { name: '1 cell is not saved yet' }).waitFor();
	check('after a reload it is still there', /Not saved/.test(await textOf(page, 21, 0)), await textOf(page, 21, 0));
	await page.unroute('**/api/v1/**/ledger');
	await page.getByRole('button', { name: 'Save 1 cell now' }).click();
	await saved(page);
	equal('and is saved then', await textOf(page, 21, 0), '1 Jan – 31 May Met · 151 days');
	page.faults = page.faults.filter((fault) => !/ERR_FAILED/.test(fault));
}

const csvOf = (rows) => Buffer.from('\uFEFF' + rows.map((row) => row.join(';')).join('\r\n') + '\r\n');

async function importing(page) {
	await page.getByRole('button', { name: 'Import', exact: true }).click();
	const file = csvOf([
		['performance_year', 'npi', 'activity_id', 'start_date', 'end_date'],
		['2026', npi(30), telehealth, '2026-01-05', '2026-05-05'],
		['2026', '1.00E+09', telehealth, '2026-01-05', '2026-05-05'], // what Excel makes of an NPI
		['2026', npi(31), telehealth, '2026-02-30', '2026-05-05'],
		['2026', npi(32), 'IA_EPA_1', '2026-01-05', '2026-05-05'], // not in the inventory of 2026
		['2026', npi(999), telehealth, '2026-01-05', '2026-05-05'],
		['2025', npi(33), telehealth, '2025-01-05', '2025-05-05'],
	]);
	await page.getByLabel('CSV or Excel file').setInputFiles({ name: 'april.csv', mimeType: 'text/csv', buffer: file });
	await page.getByRole('heading', { name: 'april.csv: 6 rows' }).waitFor();
	const sums = (await page.locator('.record-import__sums').innerText()).replace(/\s+/g, ' ');
	check('the preview says what would be added and what is refused', /1 added 0 changed 0 there already 3 refused 1 not in the roster/.test(sums), sums);
	const told = await page.locator('.record-import__preview table').innerText();
	for (const row of ['3', '4', '5']) check(`row ${row} is named`, new RegExp(`(^|\\n)${row}\\b`).test(told), told);
	equal('nothing is saved by looking', await textOf(page, 30, 1), '–');
	await look(page, 'record-import');
	await page.getByRole('button', { name: 'Apply 1 change' }).click();
	await page.locator('.record-tools__saved').getByText('april.csv: 1 record added, 0 changed.').waitFor();
	await page.waitForFunction(() => document.querySelector('[data-at="30:1"]')?.textContent.includes('Met'));
	equal('then it is there', await textOf(page, 30, 1), '5 Jan – 5 May Met · 121 days');
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await page.waitForFunction(() => !document.querySelector('[data-at="30:1"]')?.textContent.includes('Met'));
	check('an import can be taken back', true);
	await page.getByRole('button', { name: 'Import', exact: true }).click();
	await page.getByLabel('CSV or Excel file').setInputFiles({ name: 'report.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
	await page.locator('.record-import [role="alert"]').waitFor();
	check('what is no spreadsheet is refused with a reason', true);
	await look(page, 'record-import-refused');
	await page.getByRole('button', { name: 'Cancel', exact: true }).or(page.locator('.record-import').getByRole('button', { name: 'Close' })).first().click();
	const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()]);
	check('the export is a CSV file', download.suggestedFilename().endsWith('.csv'), download.suggestedFilename());
	await download.delete();
}

async function onPhone(url, group) {
	const page = await opened(url, 'eli', phone);
	await openRecord(page, url, group);
	await page.getByRole('button', { name: /^Abbott, A\./ }).waitFor();
	await look(page, 'record-phone');
	await page.getByLabel('Activity').selectOption({ label: 'Telehealth that widens access to care (IA_EPA_2)' });
	await page.getByRole('button', { name: /^Diaz, A\./ }).click();
	await page.getByRole('button', { name: 'Whole year' }).click();
	await look(page, 'record-phone-form');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByRole('button', { name: /Diaz, A\..*1 Jan – 31 Dec.*Met · 365 days/ }).waitFor();
	check('a phone records too', true);
	await page.getByRole('button', { name: 'Select several' }).click();
	await page.getByRole('checkbox', { name: /^Diaz, B\./ }).check();
	await page.getByRole('checkbox', { name: /^Diaz, C\./ }).check();
	await page.getByRole('button', { name: 'Fill in 2' }).click();
	await page.getByLabel('First day').fill('2026-01-01');
	await page.getByLabel('Last day').fill('2026-12-31');
	await look(page, 'record-phone-several');
	await page.getByRole('button', { name: 'Save 2 cells' }).click();
	await page.getByRole('checkbox', { name: /Diaz, C\..*Met · 365 days/ }).waitFor();
	check('several at once', true);
	await page.close();
}

async function readOnly(url, group) {
	const page = await opened(url, 'vera', desktop);
	await openRecord(page, url, group);
	await page.getByText('You may look at the records, but not change them.').waitFor();
	await cell(page, 0, 0).click();
	await page.keyboard.type('1 jan');
	await page.keyboard.press('Delete');
	check('who may only look finds no form', (await page.getByLabel('First day').count()) === 0 && (await page.locator('.record-type__field').count()) === 0);
	check('nor an import', (await page.getByRole('button', { name: 'Import' }).count()) === 0);
	check('the cell is as it was', /Met/.test(await textOf(page, 0, 0)));
	equal('the grid says so', await page.getByRole('grid').getAttribute('aria-readonly'), 'true');
	await look(page, 'record-read-only');
	await page.goto(url + group.path + '/history');
	await page.getByRole('table').waitFor();
	check('nor an undo that works', (await page.getByRole('button', { name: /^Undo change/ }).first().isDisabled()));
	await page.close();
}

async function onPaper(page) {
	await page.locator('.record-print table').first().waitFor({ state: 'attached' });
	await page.emulateMedia({ media: 'print' });
	const paper = page.locator('.record-print');
	check('on paper: the counter', await paper.getByText(/of 20 needed have 90 days\./).first().isVisible());
	check('the grid is not', !(await page.getByRole('grid').isVisible()));
	check('a clinician with period and NPI', /Abbott, A\.\s+1000000004\s+2 Jan – 30 Apr\s+119\s+Met/.test(await paper.innerText()), (await paper.innerText()).slice(0, 400));
	equal('headers repeat on each sheet', await page.locator('.record-print thead').first().evaluate((head) => getComputedStyle(head).display), 'table-header-group');
	await page.emulateMedia({ media: null });
	check('it is printed on few sheets', (await sheets(page, 'record-paper')) <= 6);
}

async function history(page, url, group) {
	await page.goto(url + group.path + '/history');
	await page.getByRole('heading', { level: 1, name: 'History' }).waitFor();
	await page.getByRole('table').waitFor();
	await look(page, 'history');
	const rows = page.locator('tbody tr');
	equal('a page has 50 lines', await rows.count(), 50);
	const newest = await rows.first().innerText();
	check('the newest is first, with who', /Eli Stone/.test(newest), newest);
	await page.getByRole('button', { name: 'Older' }).click();
	await page.waitForURL(/before=/);
	await page.getByText('Added', { exact: false }).first().waitFor();
	await page.getByRole('button', { name: 'Newer' }).click();
	await page.waitForURL((address) => !address.search.includes('before'));
	await page.getByLabel('About').selectOption('choice');
	await page.getByText('Shown: Chosen activities').waitFor();
	await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 2);
	check('a kind alone is shown', (await rows.allInnerTexts()).every((row) => /Chosen activities/.test(row)));
	await page.getByLabel('Performance year').selectOption('2025');
	await page.getByRole('heading', { name: 'Nothing of this kind was changed' }).waitFor();
	await look(page, 'history-nothing');
	await page.getByLabel('Performance year').selectOption('');
	await page.getByLabel('About').selectOption('ledger');
	const last = page.getByRole('row', { name: /Eli Stone/ }).first();
	const what = await last.innerText();
	await last.getByRole('button', { name: /^Undo change/ }).click();
	const question = page.getByRole('alertdialog', { name: 'Undo this change?' });
	await question.getByText('The cells get back the periods and notes', { exact: false }).waitFor();
	await look(page, 'history-undo');
	await question.getByRole('button', { name: 'Undo it' }).click();
	await page.getByText(/Change \d+ was undone\./).waitFor();
	await rows.first().getByRole('button', { name: /^of change/ }).waitFor();
	check('the undoing is a line of its own', /Undid:/.test(await rows.first().innerText()), what);
	await rows.first().getByRole('button', { name: /^of change/ }).click();
	const undone = page.getByRole('row').filter({ has: page.locator(':focus') });
	await undone.getByRole('button', { name: /^by change/ }).waitFor();
	check('it leads to what was undone', /Undone\s*by change/.test(await undone.innerText()), await undone.innerText());
	await look(page, 'history-undone');
	check('it prints', (await sheets(page, 'history-paper')) >= 1);
	const small = await opened(url, 'dana', phone);
	await small.goto(url + group.path + '/history');
	await small.getByRole('table').waitFor();
	await look(small, 'history-phone');
	await small.close();
}

// 400 clinicians, 6 activities: all are there, and a change reaches the counter.
async function large(page, url) {
	const measures = [portal, telehealth, 'IA_BMH_4', 'IA_CC_8', 'IA_PM_2', 'IA_EPA_3'];
	const group = await practiceOf(page, 'Large Group', 400, measures);
	await openRecord(page, url, group);
	await page.getByRole('grid').waitFor();
	equal('all rows are there', await page.getByRole('grid').getAttribute('aria-rowcount'), '401');
	await cell(page, 0, 0).focus();
	await page.keyboard.press('Control+a');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Whole year' }).click();
	await page.getByRole('button', { name: 'Save 2,400 cells' }).click();
	await saved(page);
	await count(page, 'Telehealth', '400 have 90 days, 200 needed');
	check('2,400 cells at once', true);
	await look(page, 'record-large');
	const took = await page.evaluate(async () => {
		const begin = performance.now();
		const target = document.querySelector('[data-at="0:0"]');
		target.focus();
		for (let i = 0; i < 50; i++) {
			document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
			await new Promise((done) => requestAnimationFrame(done));
		}
		return Math.round((performance.now() - begin) / 50);
	});
	if (process.env.MIPSIA_TIMES) console.log(`an arrow key among 2,400 cells: ${took} ms`);
	await page.getByLabel('Find a clinician').fill('abbott a1');
	await page.waitForFunction(() => document.querySelectorAll('[role="grid"] tbody tr').length === 1);
	check('one is found by name', true);
}

await journey(async () => {
	const { url } = await begin();
	const page = await opened(url, 'dana', desktop);
	const other = await opened(url, 'eli', desktop);
	await emptyStates(page, url);
	const group = await practiceOf(page, 'Riverside Group', 40, [portal, telehealth]);
	await openRecord(page, url, group);
	await fillRange(page);
	await undo(page);
	await keysOnly(page);
	await cell(page, 0, 0).focus();
	await clipboard(page);
	await conflict(page, other, url, group);
	await offline(page);
	await importing(page);
	await readOnly(url, group);
	await onPaper(page);
	await onPhone(url, group);
	await history(page, url, group);
	await large(page, url);
});
