// A consultant on a server with accounts: three practices, several years, people
// who see only what they were given. The clock says 15 September 2026.
import { check, equal, folder, heading, journey, look, openPage, phone, startServer } from '../lib/workbench.mjs';

const admin = { name: 'dana', password: 'green-river-stone-41' };
const clerk = { name: 'lee', password: 'paper-boat-window-7' };
const clock = ['--rehearse-on', '2026-09-15'];
const practices = ['Cedar Internal Medicine', 'Birch Pediatrics', 'Alder Cardiology'];

async function signIn(page, { name, password }) {
	await page.getByLabel('Name').fill(name);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
}

// The API, as the page's session.
const call = (page, method, path, body) =>
	page.evaluate(
		async ([method, path, body]) => {
			const headers = { 'X-CSRF-Token': localStorage.getItem('mipsia.token'), 'Content-Type': 'application/json' };
			const answer = await fetch('/api/v1' + path, { method, headers, body: body && JSON.stringify(body) });
			const text = await answer.text();
			return { status: answer.status, data: text ? JSON.parse(text) : null };
		},
		[method, path, body],
	);

// On the server of one person; then it is started for several. ('mipsia account
// add' knows no rehearsal, and the history takes no entry before its newest.)
async function firstAccount(data) {
	const server = await startServer(data, clock);
	const page = await openPage(server.launch);
	await page.getByRole('link', { name: 'Accounts' }).click();
	await page.getByText('Now this server lets in one person only').waitFor();
	await page.getByText('There is no account yet.').waitFor();
	await page.getByRole('button', { name: 'Add an account' }).click();
	await page.getByLabel('Name', { exact: true }).fill('Dana Lee');
	await page.getByLabel('Name to sign in').fill(admin.name);
	await page.getByLabel('Password').fill(admin.password);
	await page.getByLabel('Role', { exact: true }).selectOption('administrator');
	await page.getByRole('button', { name: 'Add the account' }).click();
	await page.getByRole('table', { name: '1 account' }).getByText('Administrator in every practice').waitFor();
	await page.context().close();
	await server.stop();
}

const names = (page) => page.locator('table tbody th a').allTextContents();

async function comeIn(page) {
	await heading(page, 'Sign in');
	await look(page, 'consultant-1-sign-in');
	await signIn(page, { name: admin.name, password: 'not the password' });
	await page.locator('.error-summary').waitFor();
	equal('the name stays after a refusal', await page.getByLabel('Name').inputValue(), admin.name);
	await signIn(page, admin);
	await heading(page, 'Welcome to mipsia');
}

async function addPractices(page) {
	await page.getByLabel('Name of the practice').fill(practices[0]);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/setup/);
	for (const name of practices.slice(1)) {
		await page.getByRole('link', { name: 'mipsia, start page' }).click();
		await page.getByRole('button', { name: 'Add a practice' }).click();
		await page.getByLabel('Name of the practice').fill(name);
		await page.getByRole('button', { name: 'Add the practice' }).click();
		await page.waitForURL(/\/setup/);
	}
	await page.getByRole('link', { name: 'mipsia, start page' }).click();
	await page.getByRole('table').locator('tbody tr').nth(2).waitFor();
	equal('the three are listed by name', (await names(page)).join(), [...practices].sort().join());
	equal('none is set up', await page.getByText('Not set up', { exact: true }).count(), 3);
}

// Cedar: 20 clinicians, two activities are needed. Birch: three, one is needed.
async function fill(page) {
	const { data } = await call(page, 'GET', '/practices');
	const id = Object.fromEntries(data.practices.map((one) => [one.name, one.id]));
	const npis = ['2999001102', '2999001110', '2999001128'];
	for (const [i, npi] of npis.entries())
		equal('a clinician was added', (await call(page, 'POST', `/practices/${id[practices[1]]}/clinicians`, { npi, name: `Birch ${i + 1}` })).status, 201);
	const base = { entityType: 'group', programName: 'mips', version: 0 };
	const put = (name, year, more) => call(page, 'PUT', `/practices/${id[name]}/years/${year}/settings`, { ...base, ...more });
	equal('Cedar reports 2025', (await put(practices[0], 2025, { clinicianCount: 20, apmParticipant: true, note: 'From 2025' })).status, 200);
	equal('Birch reports 2026', (await put(practices[1], 2026, { apmParticipant: false })).status, 200);
	return id;
}

async function years(page, id, url) {
	await page.goto(`${url}/p/${id[practices[0]]}/2026/setup?part=report`);
	const table = page.getByRole('table', { name: 'Your years side by side' });
	await table.waitFor();
	const told = await table.innerText();
	check('the years stand side by side', /2026 \(this year\)/.test(told) && /2025/.test(told) && /From 2025/.test(told), told);
	await page.getByRole('button', { name: 'Copy 2025 to 2026' }).click();
	equal('the copy is in the form', await page.getByLabel('Clinicians who bill under the TIN').inputValue(), '20');
	await page.getByText('There are changes that are not saved.').waitFor();
	equal('and not saved yet', (await call(page, 'GET', `/practices/${id[practices[0]]}/years/2026/settings`)).data.version, 0);
	await look(page, 'consultant-2-years');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByText('There are changes that are not saved.').waitFor({ state: 'detached' });
	const saved = (await call(page, 'GET', `/practices/${id[practices[0]]}/years/2026/settings`)).data;
	check('then it is', saved.clinicianCount === 20 && saved.apmParticipant === true && saved.note === 'From 2025', saved);
	await page.getByTitle('Year (changes the page)').selectOption('2025');
	await page.waitForURL(/\/2025\/setup\?part=report$/);
	check('the year switch stays at the part', (await page.getByLabel('Note').inputValue()) === 'From 2025');
	await page.getByTitle('Year (changes the page)').selectOption('2027');
	await page.getByRole('heading', { name: 'The rules of 2027 are provisional' }).waitFor();
	check('provisional rules say so', true);
}

async function overall(page, url) {
	await page.goto(url + '/');
	const row = (name) => page.getByRole('row', { name: new RegExp(name) });
	await row(practices[1]).waitFor();
	const birch = await row(practices[1]).innerText();
	check('Birch has 0 of 40 points, 18 days to start, is not signed', /0 of 40/.test(birch) && /18 days left/.test(birch) && /No\b/.test(birch), birch);
	await page.getByRole('button', { name: 'Practice', exact: true }).click();
	equal('sorted downwards', (await names(page)).join(), [...practices].sort().reverse().join());
	await look(page, 'consultant-3-practices');
	await page.getByLabel('Performance year').selectOption('2025');
	await page.waitForURL(/year=2025/);
	await page.getByRole('table', { name: 'Practices, performance year 2025' }).waitFor();
	equal('in 2025 two are not set up', await page.getByText('Not set up', { exact: true }).count(), 2);
}

async function manyPractices(page, url) {
	for (let i = 1; i <= 5; i++) await call(page, 'POST', '/practices', { name: `Practice ${i}` });
	await page.goto(url + '/');
	await page.getByLabel('Find a practice').fill('practice');
	await page.getByText('5 of 8 practices shown').waitFor();
	await page.getByLabel('Find a practice').fill('');
	await page.getByRole('button', { name: /^Not set up/ }).click();
	await page.getByText('6 of 8 practices shown').waitFor();
	check('the filter stands in the address', page.url().includes('state=notSetUp'), page.url());
	await page.getByRole('link', { name: 'Practice 3' }).click();
	await heading(page, 'What do we need?');
	await page.goBack();
	await page.getByText('6 of 8 practices shown').waitFor();
	check('and is there on the way back', true);
	await look(page, 'consultant-4-filtered');
	await page.getByRole('link', { name: 'Practice 3' }).click();
	await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Set-up' }).click();
	await page.getByText('Archive this practice').click();
	await page.getByRole('button', { name: 'Archive', exact: true }).click();
	await page.getByText('This practice is archived').waitFor();
	await page.goto(url + '/');
	await page.getByRole('button', { name: 'Show the archived (1)' }).waitFor();
	equal('an archived practice is left out', await page.getByRole('link', { name: 'Practice 3' }).count(), 0);
	await page.getByRole('button', { name: 'Show the archived (1)' }).click();
	await page.getByRole('link', { name: 'Practice 3' }).waitFor();
}

async function accounts(page) {
	await page.getByRole('link', { name: 'Accounts' }).click();
	await page.getByRole('table', { name: '1 account' }).waitFor();
	await page.getByRole('button', { name: 'Add an account' }).click();
	await page.getByLabel('Name', { exact: true }).fill('Lee Park');
	await page.getByLabel('Name to sign in').fill(clerk.name);
	await page.getByLabel('Password').fill('short');
	await page.getByLabel('In', { exact: true }).selectOption({ label: practices[1] });
	await page.getByLabel('Role', { exact: true }).selectOption('auditor');
	await page.getByRole('button', { name: 'Add the account' }).click();
	await page.locator('#f-password[aria-invalid="true"]').waitFor();
	await page.locator('#f-grants-0-expiresOn[aria-invalid="true"]').waitFor();
	check('a short password and an auditor without a last day are told at their fields', true);
	await look(page, 'consultant-5-account');
	await page.getByLabel('Password').fill(clerk.password);
	await page.getByLabel('Role', { exact: true }).selectOption('dataEntry');
	await page.getByRole('button', { name: 'Add the account' }).click();
	const list = page.getByRole('table', { name: '2 accounts' });
	await list.waitFor();
	const told = await list.innerText();
	check('the list says who may do what where', told.includes(`Data entry in ${practices[1]}`), told);
	check('and never a password', !told.includes(clerk.password));
	await look(page, 'consultant-6-accounts');
}

async function isolation(url, id) {
	const page = await openPage(url + '/');
	await heading(page, 'Sign in');
	await signIn(page, clerk);
	await page.waitForURL(`${url}/p/${id[practices[1]]}/2026`);
	await heading(page, 'What do we need?');
	check('who sees one practice is led to it', true);
	equal('accounts are not offered', await page.getByRole('link', { name: 'Accounts' }).count(), 0);
	const { data } = await call(page, 'GET', '/practices');
	equal('the list has the one practice only', data.practices.map((one) => one.name).join(), practices[1]);
	for (const path of ['', '/clinicians', '/years', '/years/2026/needs', '/years/2026/settings', '/years/2026/deadlines'])
		equal(`another practice is not there: ${path || '/'}`, (await call(page, 'GET', `/practices/${id[practices[0]]}${path}`)).status, 404);
	equal('nor can one be added', (await call(page, 'POST', '/practices', { name: 'Mine' })).status, 403);
	await page.goto(`${url}/p/${id[practices[0]]}/2026`);
	await heading(page, 'This practice cannot be shown');
	check('its page does not tell its name', !(await page.content()).includes(practices[0]));
	await page.goto(url + '/accounts');
	await page.getByRole('heading', { name: /Only an administrator/ }).waitFor();
	await page.goto(`${url}/p/${id[practices[1]]}/2026/setup?part=report`);
	await page.getByText('Only an administrator of the practice can change this.').waitFor();
	equal('what may not be changed has no button', await page.getByRole('button', { name: 'Save', exact: true }).count(), 0);
	await look(page, 'consultant-7-no-permission');
	await page.getByRole('link', { name: 'Clinicians' }).click();
	await page.getByRole('button', { name: 'Add a clinician' }).waitFor();
	check('the roster is theirs to keep', true);
	return page;
}

async function ownPassword(page, url) {
	const next = 'new-lantern-harbor-3';
	await page.getByRole('link', { name: 'Lee Park' }).click();
	await heading(page, 'Your account');
	await page.getByLabel('Password now').fill(clerk.password);
	await page.getByLabel('New password', { exact: true }).fill(next);
	await page.getByLabel('New password again').fill('something-else-12');
	await page.getByRole('button', { name: 'Change the password' }).click();
	await page.getByText('This is not the same as the new password.').waitFor();
	await look(page, 'consultant-8-password');
	await page.getByLabel('New password again').fill(next);
	await page.getByRole('button', { name: 'Change the password' }).click();
	await page.getByText('The password was changed.').waitFor();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await heading(page, 'Sign in');
	await page.goto(url + '/');
	await signIn(page, clerk);
	await page.locator('.error-summary').waitFor();
	await signIn(page, { ...clerk, password: next });
	await page.getByRole('link', { name: 'Lee Park' }).waitFor();
	check('the new password is the one that counts', true);
}

async function disable(page, other, url) {
	await page.getByRole('button', { name: 'Change Lee Park' }).click();
	await page.getByLabel('May no longer sign in').check();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByText('May not sign in', { exact: true }).waitFor();
	await other.goto(url + '/');
	await heading(other, 'Sign in');
	check('who may no longer sign in is out at once', true);
}

// In February the work is on the year before.
async function inFebruary() {
	const server = await startServer(folder(), ['--rehearse-on', '2027-02-10']);
	const page = await openPage(server.launch);
	const { data } = await call(page, 'POST', '/practices', { name: practices[0] });
	await page.goto(server.url + '/');
	await page.waitForURL(/\/2027$/);
	check('a practice without a past begins with this year', true);
	const settings = { entityType: 'group', programName: 'mips', clinicianCount: 20, version: 0 };
	equal('it reports 2026', (await call(page, 'PUT', `/practices/${data.id}/years/2026/settings`, settings)).status, 200);
	await page.goto(server.url + '/');
	await page.waitForURL(/\/2026$/);
	await page.getByText('Submit from 4 January to 31 March 2027.').waitFor();
	const start = await page.getByRole('region', { name: 'Last day to start' }).innerText();
	check('the last day to start is over', /Over/.test(start) && /3 October 2026/.test(start), start);
	await page.getByRole('link', { name: 'mipsia, start page' }).click();
	await page.getByText('2026 can be submitted until 31 March 2027').waitFor();
	await look(page, 'consultant-10-february');
	await page.getByRole('link', { name: 'See 2026' }).click();
	await page.getByText('Where each stands in 2026.').waitFor();
}

await journey(async () => {
	const data = folder();
	await firstAccount(data);
	const { url } = await startServer(data, ['--accounts', ...clock]);
	const page = await openPage(url + '/');
	await comeIn(page);
	await addPractices(page);
	const id = await fill(page);
	await years(page, id, url);
	await overall(page, url);
	await manyPractices(page, url);
	await accounts(page);
	const other = await isolation(url, id);
	await ownPassword(other, url);
	await page.setViewportSize(phone.viewport);
	await look(page, 'consultant-9-accounts-phone');
	await disable(page, other, url);
	await inFebruary();
});
