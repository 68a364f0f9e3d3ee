// The kit and the shell in a real browser: accessibility, keyboard, router,
// sign-in, uploads, paper. Prints each check that fails, and the sum.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { clean, openBrowser, openPages } from './browser.mjs';
import { standIn } from './stand_in.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const stand_in = standIn();
const browser = await openBrowser();
const { server, url } = await openPages(stand_in.api);
let passed = 0;
let failed = 0;

function check(what, good, more = '') {
	if (good) passed++;
	else {
		failed++;
		console.error(`failed: ${what}`, more);
	}
}

async function openAt(path, options = {}) {
	const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
	page.faults = [];
	page.on('pageerror', (error) => page.faults.push(String(error)));
	// the stand-in refuses what it does not know, and the pages say so: no fault of theirs
	page.on('console', (message) => message.type() === 'error' && !/status of 404/.test(message.text()) && page.faults.push(message.text()));
	await page.goto(url + path);
	await page.locator('h1').waitFor();
	return page;
}

const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

async function violations(page) {
	// evaluate() is not bound by the policy of the page, a script element would be
	await page.evaluate(axe);
	const found = await page.evaluate(() =>
		window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }),
	);
	return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
}

const suites = {
	async accessibility() {
		for (const [what, options] of [
			['desktop', {}],
			['phone', { viewport: { width: 390, height: 844 }, hasTouch: true }],
		])
			for (const path of ['/kitchen', '/p/p1/2026/record', '/nothing', '/sign-in']) {
				const page = await openAt(path, options);
				await page.waitForTimeout(600); // what fades in is there
				const found = await violations(page);
				check(`axe finds nothing at ${path} (${what})`, found.length === 0, found);
				check(`no faults at ${path} (${what})`, page.faults.length === 0, page.faults);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				check(`${path} fits the width (${what})`, wide <= 0, wide);
				await page.close();
			}
		const page = await openAt('/kitchen');
		await page.getByRole('button', { name: 'Open a dialog' }).click();
		check('axe finds nothing with a dialog', (await violations(page)).length === 0, await violations(page));
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Save', exact: true }).last().click();
		await page.getByRole('alert').filter({ hasText: 'Two things' }).waitFor();
		await page.getByRole('button', { name: 'Remove with undo' }).click();
		await page.getByRole('button', { name: 'Show a problem' }).click();
		check('axe finds nothing with errors and messages', (await violations(page)).length === 0, await violations(page));
		await page.close();
	},

	async keyboard() {
		const page = await openAt('/kitchen');
		await page.keyboard.press('Tab');
		check('the first stop is the skip link', (await focused(page)) === 'Skip to the content');
		await page.keyboard.press('Enter');
		check('it leads to main', (await page.evaluate(() => document.activeElement?.id)) === 'main');

		const opener = page.getByRole('button', { name: 'Open a dialog' });
		await opener.focus();
		await page.keyboard.press('Enter');
		const dialog = page.getByRole('dialog', { name: 'Add a clinician' });
		await dialog.waitFor();
		check('a dialog begins at its first field', await dialog.getByLabel('Name').evaluate((field) => field === document.activeElement));
		for (let i = 0; i < 8; i++) {
			await page.keyboard.press('Tab');
			const outside = await page.evaluate(() => {
				const at = document.activeElement;
				return at !== document.body && !at.closest('dialog');
			});
			check('Tab stays in the dialog', !outside);
		}
		await page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'detached' });
		const returned = page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Open a dialog', null, { timeout: 10000 });
		check('the focus returns to the opener', await returned.then(() => true, () => false), await focused(page));

		await page.getByRole('tab', { name: 'Traditional MIPS' }).focus();
		await page.keyboard.press('ArrowRight');
		check('an arrow key shows the next tab', await page.getByText('One activity of the MVP').isVisible());
		await page.keyboard.press('End');
		check('End shows the last tab', (await focused(page)) === 'APP');

		await page.getByRole('button', { name: 'Length' }).first().focus();
		await page.keyboard.press('Enter');
		const first = () => page.locator('table').first().locator('tbody th').first().textContent();
		check('sorted upwards, the shortest is first', (await first()) === 'Ben Castellanos', await first());
		await page.keyboard.press('Enter');
		check('sorted downwards, the longest is first', (await first()) === 'Amara Okafor', await first());
		const last = await page.locator('table').first().locator('tbody th').last().textContent();
		check('what is not known comes last both ways', last === 'Chidi Ibe', last);
		const sort = await page.locator('th[aria-sort="descending"]').first().textContent();
		check('the header says how it is sorted', sort.trim() === 'Length', sort);
		await page.close();
	},

	async forms() {
		const page = await openAt('/kitchen');
		await page.getByRole('button', { name: 'Save', exact: true }).last().click();
		const summary = page.locator('.error-summary');
		await summary.waitFor();
		check('the summary has the focus', await summary.evaluate((box) => box === document.activeElement));
		const npi = page.getByLabel('NPI', { exact: true });
		check('the field says that it is wrong', (await npi.getAttribute('aria-invalid')) === 'true');
		const ids = ((await npi.getAttribute('aria-describedby')) ?? '').split(' ');
		const told = await Promise.all(ids.map((id) => page.locator('#' + id).textContent()));
		check('and why', told.join(' ').includes('wrong check digit'), told);
		await summary.getByRole('link', { name: /check digit/ }).click();
		check('a line of the summary leads to its field', await npi.evaluate((field) => field === document.activeElement));
		await summary.getByRole('link', { name: /at least one status/ }).click();
		check('a group takes the focus at its first choice', await page.getByLabel('Small practice').evaluate((box) => box === document.activeElement));
		await page.getByLabel('First day').fill('2026-02-05');
		check('the day stands in words below', await page.getByText('5 February 2026', { exact: true }).isVisible());

		const drop = page.locator('.drop');
		await page.getByLabel('Evidence').setInputFiles({ name: 'minutes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') });
		check('a chosen file is listed', await page.getByText('minutes.pdf', { exact: true }).first().isVisible());
		const given = await page.evaluateHandle(() => {
			const data = new DataTransfer();
			data.items.add(new File(['x'], 'dropped.pdf', { type: 'application/pdf' }));
			return data;
		});
		await drop.dispatchEvent('drop', { dataTransfer: given });
		check('a dropped file is listed', await page.getByText('dropped.pdf', { exact: true }).first().isVisible());
		await page.evaluate(() => {
			const data = new DataTransfer();
			data.items.add(new File(['x'], 'pasted.png', { type: 'image/png' }));
			document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
		});
		check('a pasted file is listed', await page.getByText('pasted.png', { exact: true }).first().isVisible());
		const list = page.getByRole('list', { name: 'Files on their way' });
		await list.getByText('Stored').nth(2).waitFor();
		const sent = stand_in.state.requests.filter(({ path }) => path.endsWith('/evidence/files'));
		check('all three were sent, in order', sent.map(({ headers }) => headers['x-file-name']).join() === 'minutes.pdf,dropped.pdf,pasted.png', sent);
		check('as bytes, with the token', sent[0].headers['content-type'] === 'application/octet-stream' && sent[0].headers['x-csrf-token'] === 'token-of-the-session' && sent[0].body === 'x', sent[0]);
		stand_in.state.refuseFiles = true;
		await page.getByLabel('Evidence').setInputFiles({ name: 'b\u00fcro plan.exe', mimeType: '', buffer: Buffer.from('MZ') });
		await list.getByText('Programs are not taken').waitFor();
		stand_in.state.refuseFiles = false;
		await list.getByRole('button', { name: 'Try again' }).click();
		await list.getByText('Stored').nth(3).waitFor();
		check('a refused file says why and can be sent again', true);
		check('a name is percent-encoded', stand_in.state.requests.at(-1).headers['x-file-name'] === 'b%C3%BCro%20plan.exe');
		await page.close();
	},

	async files() {
		const page = await openAt('/kitchen');
		const [saved] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'An empty roster' }).click(),
		]);
		check('a file is saved under the name that the server gave', saved.suggestedFilename() === 'r\u00f6ster.csv', saved.suggestedFilename());
		await saved.delete();
		await page.route('**/templates/**', (route) => route.abort());
		await page.getByRole('button', { name: 'An empty roster' }).click();
		await page.getByText('The file could not be fetched').waitFor();
		check('a file that cannot be had says so', true);
		await page.close();
	},

	async messages() {
		const page = await openAt('/kitchen');
		await page.getByRole('button', { name: 'Remove with undo' }).click();
		await page.getByRole('button', { name: 'Undo', exact: true }).click();
		await page.getByText('Taken back').waitFor();
		check('undo was done once and its bar is gone', (await page.getByRole('button', { name: 'Undo', exact: true }).count()) === 0);
		await page.getByRole('button', { name: 'Delete', exact: true }).click();
		const question = page.getByRole('alertdialog', { name: 'Delete this file?' });
		await question.waitFor();
		check('a question begins at the answer that changes nothing', (await focused(page)) === 'Cancel');
		await question.getByRole('button', { name: 'Cancel' }).click();
		check('after Cancel nothing was done', (await page.getByText('The file was deleted').count()) === 0);
		await page.getByRole('button', { name: 'Delete', exact: true }).click();
		await question.getByRole('button', { name: 'Delete the file' }).click();
		await page.getByText('The file was deleted').waitFor();
		check('after the answer it was done', true);
		await page.close();
	},

	async router() {
		const page = await openAt('/p/p1/2026/record');
		check('the tab names the page', (await page.title()) === 'Record - mipsia', await page.title());
		const side = page.getByRole('navigation', { name: 'Sections' });
		check('the section is marked', (await side.getByRole('link', { name: 'Record' }).getAttribute('aria-current')) === 'page');
		await side.getByRole('link', { name: 'Score' }).click();
		await page.getByRole('heading', { level: 1, name: 'Score' }).waitFor();
		check('after a navigation the heading has the focus', (await focused(page)) === 'Score');
		check('and the address is right', page.url() === url + '/p/p1/2026/score', page.url());
		const [other] = await Promise.all([
			page.context().waitForEvent('page'),
			side.getByRole('link', { name: 'Prove' }).click({ button: 'middle' }),
		]);
		await other.locator('h1').waitFor();
		check('a middle click opens a new tab', other.url() === url + '/p/p1/2026/prove' && page.url().endsWith('/score'));
		await other.close();
		await page.goBack();
		await page.getByRole('heading', { level: 1, name: 'Record' }).waitFor();
		check('back goes back', page.url().endsWith('/record'));
		await page.getByLabel('Year').selectOption('2025');
		await page.waitForURL(url + '/p/p1/2025/record');
		await page.getByLabel('Practice').selectOption('p2');
		await page.waitForURL(url + '/p/p2/2025/record');
		await page.getByRole('navigation', { name: 'Breadcrumb' }).getByText('Hillside Cardiology').waitFor();
		check('the switchers keep the section', true);
		for (const path of ['/p/p1/2016/record', '/p/p1/abcd', '/p/p1/2026/nothing', '/p/%E0%A4%A/2026']) {
			await page.goto(url + path);
			await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
		}
		check('what is no page says so', true);
		await page.goto(url + '/p/none/2026');
		await page.getByText('There is no such practice').first().waitFor();
		check('a practice that is not there says so', true);
		await page.close();
	},

	async scroll() {
		const page = await openAt('/kitchen');
		await page.evaluate(() => window.scrollTo(0, 1500));
		await page.waitForFunction(() => history.state?.scroll === 1500);
		await page.evaluate(() => document.querySelector('.header__product').click());
		await page.waitForURL(url + '/');
		check('a new page begins at its top', (await page.evaluate(() => scrollY)) === 0);
		await page.goBack();
		await page.waitForFunction(() => scrollY === 1500);
		check('the way back restores the place', true);
		await page.close();
	},

	async sign_in() {
		stand_in.state.signedIn = false;
		const page = await openAt('/p/p1/2026/score');
		await page.waitForURL(/\/sign-in\?next=/);
		await page.getByLabel('Name').fill('dana');
		await page.getByLabel('Password').fill('wrong horse');
		await page.keyboard.press('Enter');
		await page.getByText('Name or password is wrong').first().waitFor();
		check('the name stays after a refusal', (await page.getByLabel('Name').inputValue()) === 'dana');
		await page.getByLabel('Password').fill('right horse battery');
		await page.keyboard.press('Enter');
		await page.waitForURL(url + '/p/p1/2026/score');
		await page.getByRole('heading', { level: 1, name: 'Score' }).waitFor();
		check('after the sign-in one is where one wanted to be', true);
		await page.getByRole('button', { name: 'Sign out' }).click();
		await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
		const out = stand_in.state.requests.find(({ method }) => method === 'DELETE');
		check('a change carries the token of the session', out.headers['x-csrf-token'] === 'token-of-the-session');
		await page.goto(url + '/sign-in?next=' + encodeURIComponent('//elsewhere.example/'));
		await page.getByLabel('Name').fill('dana');
		await page.getByLabel('Password').fill('right horse battery');
		await page.keyboard.press('Enter');
		await page.waitForURL(url + '/');
		check('next never leads to another site', true);

		// signed out elsewhere: the next request says so
		stand_in.state.signedIn = false;
		await page.evaluate(() => history.pushState({ key: 9 }, '', '/p/p1/2026'));
		await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')));
		await page.waitForURL(/\/sign-in/);
		check('a 401 leads to the sign-in', true);
		stand_in.state.signedIn = true;
		await page.close();
	},

	async phone() {
		const page = await openAt('/p/p1/2026/record', { viewport: { width: 390, height: 844 }, hasTouch: true });
		const menu = page.getByRole('button', { name: 'Menu' });
		const link = page.getByRole('link', { name: 'Score' });
		check('the menu is closed at first', !(await link.isVisible()) && (await menu.getAttribute('aria-expanded')) === 'false');
		await menu.click();
		check('it opens', await link.isVisible());
		await page.keyboard.press('Escape');
		check('Escape closes it', !(await link.isVisible()) && (await focused(page)) === 'Menu');
		await menu.click();
		await link.click();
		await page.getByRole('heading', { level: 1, name: 'Score' }).waitFor();
		check('it closes when a section was chosen', !(await link.isVisible()));
		await page.close();
	},

	async paper() {
		const page = await openAt('/p/p1/2026/record');
		await page.getByRole('navigation', { name: 'Breadcrumb' }).getByText('Riverside').waitFor();
		await page.emulateMedia({ media: 'print' });
		check('the header of the screen is not printed', !(await page.locator('.header').isVisible()));
		check('nor the navigation', !(await page.locator('#side').isVisible()));
		const line = await page.locator('.print-header').innerText();
		check('the line says whose, which year, and when', /Riverside Family Practice/.test(line) && /2026/.test(line) && /Printed \d+ \w+ \d{4}, \d\d:\d\d/.test(line), line);
		await page.close();
	},

	async offline() {
		const page = await openAt('/p/p1/2026');
		await page.route('**/api/**', (route) => route.abort());
		await page.goto(url + '/p/p1/2026');
		await page.getByText('mipsia does not answer').waitFor();
		await page.unroute('**/api/**');
		await page.getByRole('button', { name: 'Try again' }).click();
		await page.getByRole('navigation', { name: 'Sections' }).waitFor();
		check('after "Try again" the page is there', true);
		await page.close();
	},
};

const wanted = process.argv.slice(2);
for (const [name, suite] of Object.entries(suites)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	try {
		await suite();
	} catch (error) {
		check(name, false, error.message);
	}
}
await browser.close();
server.close();
server.closeAllConnections?.();
clean();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
