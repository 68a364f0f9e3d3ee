// Choosing, comparing, the score: on the demonstration practice, with the clock at
// 15 September 2026.
import { check, desktop, equal, folder, heading, journey, look, openPage, phone, sheets, startServer } from '../lib/workbench.mjs';
import { call, signIn } from '../lib/practice.mjs';

const clock = ['--rehearse-on', '2026-09-15'];
const count = (page) => page.locator('#count');
const row = (page, id) => page.locator('.activity', { has: page.getByText(id, { exact: true }) });
const pressed = (page, id, name) => row(page, id).getByRole('button', { name, pressed: true });

async function shows(page, what, text) {
	await page.waitForFunction(([where, wanted]) => document.querySelector(where)?.textContent.trim() === wanted, ['#count', text]);
	check(what, true);
}

const choiceOf = async (page, practice, id) => {
	const { choices } = await call(page, 'GET', `/practices/${practice}/years/2026/choices`);
	return choices.find(({ measureId }) => measureId === id) ?? null;
};

async function search(page) {
	await shows(page, 'all activities of 2026', '95 activities');
	// the inventory of 2026: 16 in Beneficiary Engagement, as CMS lists them
	await page.getByLabel('Subcategory').selectOption({ label: 'Beneficiary Engagement (16)' });
	await shows(page, 'one subcategory', '16 of 95 activities');
	check('the filter stands in the address', page.url().endsWith('?subcategory=beneficiaryEngagement'), page.url());
	await page.getByRole('searchbox').fill('portal');
	await page.waitForURL(/q=portal/);
	await page.waitForFunction(() => /^\d of 95/.test(document.querySelector('#count').textContent));
	check('the search finds what is meant', (await page.locator('.activity').first().innerText()).includes('portal'));
	const shared = page.url();
	const other = await page.context().newPage();
	await other.goto(shared);
	await shows(other, 'who opens the address sees the same', await count(page).innerText());
	await other.close();

	await page.getByRole('link', { name: 'Patient portal for two-way clinical messages' }).click();
	await heading(page, 'Patient portal for two-way clinical messages');
	await page.goBack();
	await heading(page, 'Choose activities');
	equal('the way back keeps search and filters', page.url(), shared);
	equal('and the box', await page.getByRole('searchbox').inputValue(), 'portal');
	await page.getByRole('button', { name: /Take away:.*portal/ }).click();
	await shows(page, 'without the search', '16 of 95 activities');
	await page.goBack();
	await page.waitForURL(/q=portal/);
	check('the way back undoes a filter', true);
	await page.getByRole('button', { name: 'Clear all' }).click();
	await shows(page, 'all again', '95 activities');
	await page.getByLabel('Done last year (1)').check();
	await shows(page, 'what was done last year', '1 of 95 activities');
	await page.getByRole('searchbox').fill('xyzzy nothing');
	await page.getByRole('heading', { name: 'No activity fits' }).waitFor();
	await page.getByRole('button', { name: 'Clear search and filters' }).click();
	await shows(page, 'cleared', '95 activities');
}

async function choose(page, practice) {
	const id = 'IA_BE_12';
	await row(page, id).getByRole('button', { name: 'Plan' }).click();
	await pressed(page, id, 'Planned').waitFor();
	equal('one click plans', (await choiceOf(page, practice, id))?.state, 'planned');
	equal('the focus stays', await page.evaluate(() => document.activeElement?.textContent), 'Planned');
	await row(page, id).getByRole('button', { name: 'Doing' }).click();
	await pressed(page, id, 'Doing').waitFor();
	await page.getByText('3 doing, 1 planned').waitFor({ state: 'detached' });
	await page.getByText('4 doing, 1 planned').waitFor();
	await page.getByRole('button', { name: 'Undo' }).click();
	await pressed(page, id, 'Planned').waitFor();
	check('undo takes the last one back', true);
	await row(page, id).getByRole('button', { name: 'Drop' }).click();
	await pressed(page, id, 'Dropped').waitFor();
	equal('dropped is kept as such', (await choiceOf(page, practice, id))?.state, 'dropped');

	// somebody else changes it meanwhile
	const { version } = await choiceOf(page, practice, id);
	await call(page, 'PUT', `/practices/${practice}/years/2026/choices/${id}`, { state: 'doing', version });
	await row(page, id).getByRole('button', { name: 'Plan', exact: true }).click();
	await page.getByText(/changed IA_BE_12 in the meantime/).waitFor();
	await pressed(page, id, 'Doing').waitFor();
	check('a conflict is told, and what is there now is shown', true);
	await page.getByRole('button', { name: 'Close this message' }).last().click();
}

async function guide(page, practice, url) {
	await page.goto(`${url}/p/${practice}/2026/choose/IA_BE_6`);
	await heading(page, 'Ask patients about their care and act on the answers');
	await page.getByRole('heading', { name: 'Proof to keep' }).waitFor();
	await page.getByText('Regularly Assess Patient Experience of Care and Follow Up on Findings').first().waitFor();
	// 90 days with both ends: 3 October to 31 December
	await page.locator('.guide__main').getByText('3 October 2026').waitFor();
	await page.getByRole('textbox', { name: 'Owner' }).waitFor();
	await look(page, 'choose-activity-desktop');

	await page.getByRole('textbox', { name: 'Owner' }).fill('Reception');
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByText('Saved', { exact: true }).waitFor();
	equal('the owner is kept', (await choiceOf(page, practice, 'IA_BE_6'))?.owner, 'Reception');

	const now = await choiceOf(page, practice, 'IA_BE_6');
	await call(page, 'PUT', `/practices/${practice}/years/2026/choices/IA_BE_6`, {
		state: 'doing',
		owner: 'Somebody else',
		note: now.note,
		version: now.version,
	});
	await page.getByRole('textbox', { name: 'Note' }).fill('Mine stays.');
	await page.getByRole('button', { name: 'Save' }).click();
	const conflict = page.getByRole('alert').filter({ hasText: 'Nothing is lost' });
	await conflict.getByText('Somebody else').waitFor();
	await look(page, 'choose-conflict');
	await conflict.getByRole('button', { name: 'Save mine' }).click();
	await conflict.waitFor({ state: 'detached' });
	const after = await choiceOf(page, practice, 'IA_BE_6');
	equal('what was typed is saved', after.note, 'Mine stays.');

	await page.goto(`${url}/p/${practice}/2025/choose/IA_AHE_8`);
	// CMS suspended eight activities on 6 May 2025
	await page.getByRole('heading', { name: 'Suspended by CMS on 6 May 2025' }).waitFor();
	await page.goto(`${url}/p/${practice}/2026/choose/IA_AHE_8`);
	await page.getByRole('heading', { name: 'Not in this year’s list' }).waitFor();
	await page.getByText('It cannot be chosen for 2026.').waitFor();
	check('who may claim it is said, year by year', true);
	await look(page, 'choose-gone');
	await page.goto(`${url}/p/${practice}/2026/choose/IA_XX_99`);
	await page.getByText('There is no activity with this ID in any year.').waitFor();
	check('an unknown ID is told', true);
}

async function compare(page, practice, url) {
	await page.goto(`${url}/p/${practice}/2026/compare`);
	const table = page.getByRole('table', { name: 'Ways to report, side by side' });
	await table.getByText('As you report now').waitFor();
	// a small practice of 12: one activity outside MVPs, half of the clinicians (ceiling), by 3 October
	const current = await table.getByRole('row', { name: /As you report now/ }).innerText();
	check('one activity for a small practice', /1 activity/.test(current), current);
	check('half of 12 clinicians', /6 of 12/.test(current), current);
	check('3 October', /3 Oct 2026/.test(current), current);
	await look(page, 'compare-desktop');

	await page.getByRole('button', { name: 'Add another way' }).click();
	await page.getByLabel('Who reports').selectOption('subgroup');
	await page.getByRole('button', { name: 'Compare it' }).click();
	await table.getByText(/Not possible/).waitFor();
	check('what is not possible is said', /subgroup/i.test(await table.getByRole('row', { name: /Not possible/ }).innerText()));
	await page.getByRole('button', { name: 'Add another way' }).click();
	await page.getByLabel('Program').selectOption('app1');
	await page.getByRole('button', { name: 'Compare it' }).click();
	await table.getByText('No activity').waitFor();
	check('under the APP nothing is needed', true);
	check('own plans stand in the address', /plans=subgroup%3Amips%2Cgroup%3Aapp1/.test(page.url()), page.url());
	await page.reload();
	await table.getByText('No activity').waitFor();
	await page.getByRole('button', { name: /^Remove/ }).first().click();
	await table.getByText('No activity').waitFor({ state: 'detached' });
	await page.goBack();
	await table.getByText('No activity').waitFor();
	check('the way back brings a removed plan', true);

	await page.goto(`${url}/p/${practice}/2027/compare`);
	const add = page.getByRole('button', { name: /^Choose th/ }).first();
	await add.waitFor();
	await page.getByText('The rules of 2027 are not final.').waitFor();
	const wanted = (await add.innerText()).match(/IA_\w+/g);
	await add.click();
	await page.getByText(`Planned: ${wanted.join(', ')}`).waitFor();
	const { choices } = await call(page, 'GET', `/practices/${practice}/years/2027/choices`);
	equal('"Choose these" plans them', choices.map(({ measureId }) => measureId).join(), [...wanted].sort().join());
	await page.getByRole('button', { name: 'Undo' }).click();
	await page.getByText('Taken back').waitFor();
	const { choices: none } = await call(page, 'GET', `/practices/${practice}/years/2027/choices`);
	equal('and undo takes all of them back', none.length, 0);
}

async function score(page, practice, url) {
	await page.goto(`${url}/p/${practice}/2026/score`);
	await heading(page, 'Score');
	const ladder = page.getByRole('table', { name: /^How the points of/ });
	await ladder.waitFor();
	const points = await ladder.locator('tbody tr td:nth-of-type(1)').allInnerTexts();
	const sum = points.reduce((all, text) => all + Number(text.replace('−', '-').replace('+', '')), 0);
	equal('the lines add up', sum, 40);
	await page.locator('.ladder__total').getByText('40 of 40 points').waitFor();
	const fails = page.getByRole('row', { name: /IA_PM_16/ });
	check('what does not count says so', /Does not count/.test(await fails.innerText()));
	check('and why', /4 of 12 clinicians/.test(await fails.innerText()));
	await ladder.getByText('The rule').first().click();
	await ladder.getByText('89 FR 98562').first().waitFor();
	check('the citation is one click away', true);
	const { rulebook } = await call(page, 'GET', `/practices/${practice}/years/2026/score`);
	await page.getByText(rulebook, { exact: true }).waitFor();
	await look(page, 'score-desktop');
	check('it prints', (await sheets(page, 'score')) >= 1);
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	equal('nothing is folded away on paper', await page.locator('main details:not([open])').count(), 0);
	await page.evaluate(() => dispatchEvent(new Event('afterprint')));

	// reporting individually: one score a clinician
	const settings = await call(page, 'GET', `/practices/${practice}/years/2026/settings`);
	await call(page, 'PUT', `/practices/${practice}/years/2026/settings`, {
		entityType: 'individual',
		programName: 'mips',
		clinicianCount: settings.clinicianCount,
		specialStatuses: settings.specialStatuses,
		version: settings.version,
	});
	await page.goto(`${url}/p/${practice}/2026/score`);
	const each = page.getByRole('table', { name: 'The score of each clinician' });
	await each.waitFor();
	equal('a row a clinician', await each.locator('tbody tr').count(), 12);
	const first = each.locator('tbody tr').first().getByRole('button');
	const name = await first.innerText();
	await first.click();
	await page.getByRole('heading', { level: 2, name: new RegExp(name) }).waitFor();
	check('the clinician stands in the address', /clinician=/.test(page.url()), page.url());
	await look(page, 'score-individual-desktop');
	await page.getByRole('button', { name: 'Show everybody in full' }).click();
	equal('all in full', await page.locator('.score__clinician').count(), 12);
}

await journey(async () => {
	const data = folder();
	const server = await startServer(data, ['--demonstration', ...clock]);
	const page = await openPage(server.launch);
	await page.waitForURL(/\/p\//);
	const practice = /\/p\/([^/]+)/.exec(page.url())[1];
	await page.goto(`${server.url}/p/${practice}/2026/choose`);
	await heading(page, 'Choose activities');
	await row(page, 'IA_BE_4').waitFor();
	await page.getByText('3 doing, 1 planned').waitFor();
	await look(page, 'choose-desktop');
	await search(page);
	await choose(page, practice);
	await guide(page, practice, server.url);
	await compare(page, practice, server.url);

	await page.setViewportSize(phone.viewport);
	for (const [name, path, ready] of [
		['choose', '/2026/choose', '.activity'],
		['choose-old', '/2019/choose', '.activity'],
		['choose-activity', '/2026/choose/IA_PCMH', '.guide__side form, .guide__side .choice'],
		['compare', '/2026/compare', '.set'],
		['compare-old', '/2019/compare', '.plan'],
		['score', '/2026/score', '.ladder__total'],
	]) {
		await page.goto(`${server.url}/p/${practice}${path}`);
		await page.locator(ready).first().waitFor();
		await look(page, name + '-phone');
	}
	await page.goto(`${server.url}/p/${practice}/2026/choose`);
	await page.getByRole('button', { name: 'Show the filters' }).click();
	await page.getByLabel('Specialty', { exact: true }).selectOption({ index: 1 });
	await page.waitForURL(/specialty=/);
	await look(page, 'choose-filters-phone');
	await page.setViewportSize(desktop.viewport);
	await score(page, practice, server.url);

	// who may only look
	const password = 'correct horse battery';
	for (const [name, role] of [['dana', 'administrator'], ['vera', 'viewer']])
		await call(page, 'POST', '/accounts', { name, displayName: name, password, grants: [{ practiceId: null, role }] });
	await page.close();
	await server.stop();
	const shared = await startServer(data, ['--accounts', ...clock]);
	const viewer = await openPage(shared.url);
	await signIn(viewer, 'vera', password);
	await viewer.waitForURL(/\/p\//);
	await viewer.goto(viewer.url().replace(/(\/p\/[^/]+\/\d+).*/, '$1/choose'));
	await viewer.getByText('(you may look, not change)').first().waitFor();
	equal('a viewer has no button to choose with', await viewer.getByRole('button', { name: /^(Plan|Doing|Drop)/ }).count(), 0);
	await look(viewer, 'choose-viewer');
});
