// From the ledger to the signed attestation: evidence by drop, choice and paste,
// reviews, the statement, the files, CMS's answer, an amendment.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { desktop, check, equal, folder, heading, journey, look, openPage, phone, sheets, startServer } from '../lib/workbench.mjs';
import { call } from '../lib/practice.mjs';
import { drop, makePractice, paste, pdf, png, record, seen, year } from '../lib/attested.mjs';

const data = folder();
const today = '2027-02-01'; // CMS takes 2026 from January to March 2027

async function download(page, button) {
	const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
	return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

const item = (page, name) => page.getByRole('region', { name });

async function prove(page, at) {
	await page.goto(at + '/prove');
	await heading(page, 'Prove');
	// two activities; the portal is first by its ID
	await page.getByRole('link', { name: /IA_BE_4/ }).waitFor();
	check('what is missing is counted', await seen(page.getByText(/documents are open/)));
	await look(page, 'prove-empty');

	const contract = item(page, /Contract, order or go-live notice/);
	await drop(page, contract, [{ name: 'go-live.pdf', type: 'application/pdf', buffer: pdf }]);
	await contract.getByRole('link', { name: 'go-live.pdf' }).waitFor();
	check('what has evidence is to be reviewed', await seen(contract.getByText('To be reviewed')));

	const screens = item(page, /Screen shots of the clinical functions/);
	await screens.getByRole('button', { name: /Add evidence/ }).click();
	await page.getByText('Whose it is, and a note').click();
	await page.getByLabel(/^Clinician/).selectOption({ label: 'Ada Birch' });
	await page.getByLabel('Files', { exact: true }).setInputFiles({ name: 'messages.png', mimeType: 'image/png', buffer: png });
	await screens.getByRole('link', { name: 'messages.png' }).waitFor();
	check('it says whose it is', await seen(screens.getByText(/for Ada Birch/)));
	// what mipsia does not keep is refused, told, and can be tried again
	await page.getByLabel('Files', { exact: true }).setInputFiles({ name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\0\0\0\0') });
	const refused = page.getByRole('alert').filter({ hasText: 'Not sent' }).first();
	await refused.waitFor();
	check('a refusal says why', /program/i.test(await refused.textContent()));
	check('it can be tried again', await seen(page.getByRole('button', { name: 'Try again' }).first()));
	await look(page, 'prove-refused');
	await page.getByRole('button', { name: /^Cancel setup\.exe/ }).first().click();
	await page.getByRole('button', { name: 'Close', exact: true }).click();
	await screens.getByRole('button', { name: 'Show messages.png' }).click();
	const picture = screens.getByRole('img', { name: /messages\.png/ });
	await picture.waitFor();
	equal('the picture is shown in the page', await picture.evaluate((img) => img.decode().then(() => img.naturalWidth)), 1);

	// other bytes: the same file twice is one piece of evidence
	await paste(page, [{ name: 'image.png', type: 'image/png', buffer: Buffer.concat([png, Buffer.from('2')]) }]);
	await page.getByRole('heading', { name: /pasted file/ }).waitFor();
	await page.getByLabel(/Document of the checklist/).selectOption({ label: await item(page, /Portal log/).getByRole('heading').first().textContent() });
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await item(page, /Portal log/).getByRole('link', { name: /^Screenshot / }).waitFor();

	const activities = page.getByRole('navigation', { name: 'Activities' });
	await activities.getByRole('link', { name: /IA_PM_16/ }).click();
	check('a group says that one is enough', await seen(page.getByRole('heading', { name: 'One of these 3 is enough' })));
	await page.getByRole('button', { name: /Add evidence for the activity as a whole/ }).click();
	await page.getByText('A link in place of a file').click();
	await page.getByLabel('What is there').fill('Project plan');
	await page.getByLabel('Address').fill('http://example.org/plan');
	await page.getByRole('button', { name: 'Add the link' }).click();
	await page.getByRole('link', { name: /must begin with https/ }).waitFor();
	await page.getByLabel('Address').fill('https://example.org/plan');
	await page.getByRole('button', { name: 'Add the link' }).click();
	await page.getByRole('link', { name: 'Project plan', exact: true }).waitFor();
	await look(page, 'prove-group');
	await activities.getByRole('link', { name: /IA_BE_4/ }).click();
	return { contract, screens };
}

async function review(page, { contract, screens }, practice) {
	await contract.getByRole('button', { name: /^Review/ }).click();
	await page.getByRole('button', { name: 'Save the review' }).click();
	await contract.getByText('Satisfied', { exact: true }).waitFor();
	await screens.getByRole('button', { name: /^Review/ }).click();
	await page.getByLabel('Not applicable').check();
	await page.getByRole('button', { name: 'Save the review' }).click();
	await page.getByRole('link', { name: /say why this does not apply/ }).waitFor();
	await page.getByRole('textbox', { name: /^Note/ }).fill('The vendor shows it in the log.');
	await page.getByRole('button', { name: 'Save the review' }).click();
	await screens.locator('q').filter({ hasText: 'The vendor shows it in the log.' }).waitFor();
	check('it is not applicable', await seen(screens.getByText('Not applicable', { exact: true })));
	await look(page, 'prove-reviewed');
	// somebody else reviews the same document in the meantime: both are shown, one is chosen
	await screens.getByRole('button', { name: /^Change the review/ }).click();
	await page.getByRole('textbox', { name: /^Note/ }).fill('Seen in the log of March.');
	await call(page, 'PUT', `/practices/${practice}/years/${year}/proof/IA_BE_4/screens`, { state: 'satisfied', note: 'Seen.', version: 1 });
	await page.getByRole('button', { name: 'Save the review' }).click();
	await page.getByRole('heading', { name: /changed this while you did/ }).waitFor();
	check('what is there now is shown', await seen(page.getByRole('cell', { name: 'Seen.', exact: true })));
	await look(page, 'prove-conflict');
	await page.getByRole('button', { name: 'Save mine' }).click();
	await screens.locator('q').filter({ hasText: 'Seen in the log of March.' }).waitFor();
}

async function evidence(page, at) {
	const piece = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'go-live.pdf' }) });
	await page.getByRole('link', { name: 'go-live.pdf' }).click();
	await piece.waitFor();
	check('its name leads to it', await seen(page.locator('li:focus').filter({ hasText: 'go-live.pdf' })));
	const sha = createHash('sha256').update(pdf).digest('hex');
	await piece.getByText(sha.slice(0, 12)).click();
	equal('the whole SHA-256 on demand', await piece.getByLabel('SHA-256', { exact: true }).inputValue(), sha);
	check('how long it is kept', await seen(piece.getByText('31 December 2032')));
	const file = await download(page, piece.getByRole('button', { name: /Download go-live\.pdf/ }));
	equal('the name of the download', file.name, 'go-live.pdf');
	equal('its bytes', file.text, pdf.toString('utf8'));
	await look(page, 'prove-evidence');

	await piece.getByRole('button', { name: /^Change/ }).click();
	await page.getByRole('button', { name: 'Add a place' }).click();
	await page.getByRole('group', { name: 'Place 2' }).getByLabel('Activity').selectOption('IA_PM_16');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await piece.getByText('IA_PM_16: the activity as a whole').waitFor();

	// withdrawn: what rested on it is open again; restored it comes back
	await piece.getByRole('button', { name: /^Withdraw/ }).click();
	await page.getByRole('button', { name: 'Withdraw it' }).click();
	await page.getByRole('link', { name: /say why this is withdrawn/ }).waitFor();
	await page.getByLabel('Why').fill('It was the wrong contract.');
	await page.getByRole('button', { name: 'Withdraw it' }).click();
	await piece.getByText(/It was the wrong contract/).waitFor();
	await page.goto(at + '/prove?activity=IA_BE_4');
	await item(page, /Contract, order or go-live notice/).getByText('Open', { exact: true }).waitFor();
	await page.goto(at + '/prove?view=evidence');
	await piece.getByRole('button', { name: /^Restore/ }).click();
	await piece.getByRole('button', { name: /^Withdraw/ }).waitFor();
	const paper = await sheets(page, 'prove-index');
	check('the index prints', paper >= 1 && paper <= 3, paper);
	await page.emulateMedia({ media: 'print' });
	check('with the whole SHA-256', await seen(page.locator('.evidence-index').getByText(sha)));
	check('and without the buttons', !(await page.getByRole('tab').first().isVisible()));
	await page.emulateMedia({ media: null });
}

async function sign(page, at) {
	await page.goto(at + '/attest');
	await heading(page, 'Attest');
	await page.getByRole('heading', { name: '1 activity would be attested' }).waitFor();
	await page.getByText('Who did it: 2 clinicians').click();
	check('who did it and when', await seen(page.getByText('5 January to 29 May 2026').first()));
	check('what is left out', await seen(page.getByRole('listitem').filter({ hasText: 'IA_PM_16' }).last()));
	await look(page, 'attest-review');
	await page.getByRole('link', { name: 'Next: the statement' }).click();
	await page.getByText(/true, accurate and complete/).waitFor();
	await page.getByLabel('Your name').fill('Mary Alder');
	await page.getByLabel('Your title').fill('Practice manager');
	await page.getByRole('button', { name: 'Sign', exact: true }).click();
	await page.getByRole('link', { name: /accept it to sign/ }).waitFor();
	await look(page, 'attest-statement');
	await page.getByLabel(/I have read this statement/).check();
	await page.getByRole('button', { name: 'Sign', exact: true }).click();
	await page.getByRole('heading', { name: 'Attestation 1 is signed' }).waitFor();
	await look(page, 'attest-signed');
}

async function files(page) {
	const qpp = await download(page, page.getByRole('button', { name: 'QPP JSON' }));
	const sent = JSON.parse(qpp.text);
	equal('the activities of the file', sent.measurementSets[0].measurements.map(({ measureId }) => measureId).join(), 'IA_BE_4');
	equal('the TIN is in the file', sent.taxpayerIdentificationNumber, '123456789');
	check('but not in its name', !/3456789/.test(qpp.name), qpp.name);
	equal('the year of the file', sent.performanceYear, 2026);
	equal('its first day', sent.measurementSets[0].performanceStart, '2026-01-05');
	equal('its last day', sent.measurementSets[0].performanceEnd, '2026-06-30');
	const xml = await download(page, page.getByRole('button', { name: 'QRDA III' }));
	check('QRDA III names the activity', xml.text.includes('IA_BE_4') && xml.text.includes('ClinicalDocument'));
	const kept = await download(page, page.getByRole('button', { name: /The signed record/ }));
	const digest = await page.getByLabel(/^Digest/).inputValue();
	equal('the digest is of the record', createHash('sha256').update(kept.text).digest('hex'), digest);
	check('the record has no TIN', !kept.text.includes('123456789'));
}

async function sheet(page) {
	await page.getByRole('link', { name: 'Open the attestation sheet' }).click();
	await heading(page, 'Attestation sheet');
	const row = page.getByRole('row').filter({ hasText: 'IA_BE_4' }).first();
	for (const words of ['Yes', '5 January 2026', '30 June 2026']) check(`the sheet says ${words}`, await seen(row.getByText(words, { exact: true })));
	check('the TIN is masked', await seen(page.getByText('XX-XXX6789')));
	check('who signed', await seen(page.getByText('Mary Alder, Practice manager')));
	await look(page, 'attest-sheet');
	check('it prints', (await sheets(page, 'attest-sheet')) <= 2);
	await page.getByRole('link', { name: 'Back' }).click();
}

async function receipt(page) {
	await page.getByRole('button', { name: 'Add a receipt' }).click();
	await page.getByLabel('By uploading the file').check();
	await page.getByLabel('Received on').fill('2027-02-02');
	await page.getByRole('textbox', { name: /^Confirmation/ }).fill('Submission 8d1f');
	await page.getByRole('button', { name: 'Keep the receipt' }).click();
	await page.getByRole('link', { name: /still to come/ }).waitFor();
	await page.getByLabel('Received on').fill(today);
	await page.getByRole('button', { name: 'Keep the receipt' }).click();
	await page.getByRole('cell', { name: 'By uploading the file' }).waitFor();
	check('the receipt is there', await seen(page.getByText('Submission 8d1f')));
}

async function amend(page, { practice, people }, at) {
	await page.getByRole('link', { name: 'Amend' }).click();
	await page.getByRole('link', { name: 'Next: the statement' }).click();
	await page.getByLabel('Your name').fill('Mary Alder');
	await page.getByLabel('Your title').fill('Practice manager');
	await page.getByLabel(/I have read this statement/).check();
	await page.getByRole('button', { name: 'Sign the amendment' }).click();
	await page.getByRole('link', { name: /say why attestation 1 is amended/ }).waitFor();
	await page.getByLabel('Why it is amended').fill('The medicines were done by two as well.');
	// somebody records more in the meantime: nothing is signed that was not read
	await record(page, practice.id, [[people[1], 'IA_PM_16', '2026-02-02', '2026-05-15']]);
	await page.getByRole('button', { name: 'Sign the amendment' }).click();
	await page.getByRole('heading', { name: 'Nothing was signed' }).waitFor();
	await page.getByRole('button', { name: 'Read the review again' }).click();
	await page.getByRole('heading', { name: '2 activities would be attested' }).waitFor();
	await page.getByRole('link', { name: 'Next: the statement' }).click();
	await page.getByLabel('Your name').fill('Mary Alder');
	await page.getByLabel('Your title').fill('Practice manager');
	await page.getByLabel('Why it is amended').fill('The medicines were done by two as well.');
	await page.getByLabel(/I have read this statement/).check();
	await page.getByRole('button', { name: 'Sign the amendment' }).click();
	await page.getByRole('heading', { name: 'Attestation 2 is signed' }).waitFor();
	const sent = JSON.parse((await download(page, page.getByRole('button', { name: 'QPP JSON' }))).text);
	equal('the amended file has both', sent.measurementSets[0].measurements.map(({ measureId }) => measureId).sort().join(), 'IA_BE_4,IA_PM_16');
	await page.getByRole('link', { name: 'Attestation 1', exact: true }).click();
	await page.getByRole('heading', { name: /This one was amended/ }).waitFor();
	equal('the first still has one activity', await page.locator('.sheet__unit tbody tr').count(), 1);
	check('and its receipt', await seen(page.getByText('Submission 8d1f')));
	await page.goto(at + '/attest?step=signed');
	await page.getByRole('heading', { name: 'Attestation 2 is signed' }).waitFor();
	await look(page, 'attest-amended');
}

async function onThePhone(context, at) {
	const page = await context.newPage();
	await page.setViewportSize(phone.viewport);
	page.faults = [];
	page.on('pageerror', (error) => page.faults.push(String(error)));
	for (const [name, path, wait] of [
		['prove-phone', '/prove?activity=IA_BE_4', /Contract, order or go-live/],
		['prove-evidence-phone', '/prove?view=evidence', /go-live\.pdf/],
		['attest-review-phone', '/attest?step=review', /would be attested/],
		['attest-statement-phone', '/attest?step=statement', /amendment/],
		['attest-signed-phone', '/attest?step=signed', /is signed/],
	]) {
		await page.goto(at + path);
		await page.getByRole('heading', { name: wait }).first().waitFor();
		await look(page, name);
	}
	await page.getByRole('link', { name: 'Open the attestation sheet' }).click();
	await page.getByRole('heading', { name: 'What was signed' }).waitFor();
	await look(page, 'attest-sheet-phone');
	await page.close();
}

async function signQuickly(page, { practice }) {
	const api = `/practices/${practice.id}/years/${year}`;
	const { digest } = await call(page, 'GET', `${api}/review`);
	await call(page, 'POST', `${api}/attestations`, { name: 'Mary Alder', title: 'Manager', accepted: true, digest });
}

// Each clinician alone: a zip, and a part of the sheet for each.
async function alone(page, url) {
	const made = await makePractice(page, 'Each alone', { entityType: 'individual' });
	await signQuickly(page, made);
	await page.goto(`${url}/p/${made.practice.id}/${year}/attest`);
	const zip = await download(page, page.getByRole('button', { name: 'QPP JSON' }));
	check('a zip for several', zip.name.endsWith('.zip') && zip.text.startsWith('PK'), zip.name);
	await page.getByRole('link', { name: 'Open the attestation sheet' }).click();
	await page.getByRole('heading', { name: /Ada Birch/ }).waitFor();
	const ben = page.locator('.sheet__unit').filter({ has: page.getByRole('heading', { name: /Ben Cedar/ }) });
	equal('Ben did one', await ben.locator('tbody tr').count(), 1);
	check('on his own days', await seen(ben.getByText('2 February 2026', { exact: true })));
	await look(page, 'attest-sheet-alone');
	await page.goto(`${url}/p/${made.practice.id}/${year}/attest?step=review`);
	await page.getByRole('table', { name: 'Each clinician' }).waitFor();
	await look(page, 'attest-review-alone');
}

// A virtual group whose ID is not entered: the review warns, the file says why not.
async function unnamed(page, url) {
	const made = await makePractice(page, 'Without ID', { entityType: 'virtualGroup', unitName: 'North' });
	await page.goto(`${url}/p/${made.practice.id}/${year}/attest`);
	await page.getByRole('listitem').filter({ hasText: /is not entered in the settings/ }).getByRole('link', { name: 'Look at the set-up' }).waitFor();
	await signQuickly(page, made);
	await page.goto(`${url}/p/${made.practice.id}/${year}/attest`);
	await page.getByRole('button', { name: 'QPP JSON' }).click();
	await page.getByText(/CMS would refuse this file/).waitFor();
	check('what is missing', await seen(page.getByText('The ID that CMS gave to the group is not entered.')));
	await look(page, 'attest-refused');
}

await journey(async () => {
	const server = await startServer(data, ['--rehearse-on', today]);
	const page = await openPage(server.launch, { ...desktop, acceptDownloads: true });
	const made = await makePractice(page);
	const at = `${server.url}/p/${made.practice.id}/${year}`;
	const items = await prove(page, at);
	await review(page, items, made.practice.id);
	await evidence(page, at);
	await sign(page, at);
	await files(page);
	await sheet(page);
	await receipt(page);
	await amend(page, made, at);
	await onThePhone(page.context(), at);
	await alone(page, server.url);
	await unnamed(page, server.url);
	// without a TIN nobody can sign, and the page says where to enter it
	const other = await call(page, 'POST', '/practices', { name: 'No number' });
	await page.goto(`${server.url}/p/${other.id}/${year}/attest`);
	await page.getByRole('link', { name: 'Enter the TIN' }).waitFor();
	check('no way to the statement', (await page.getByRole('link', { name: 'Next: the statement' }).count()) === 0);
	await look(page, 'attest-blocked');
	await page.goto(`${server.url}/p/${other.id}/${year}/prove`);
	await page.getByRole('heading', { name: 'Nothing to prove yet' }).waitFor();
	await look(page, 'prove-nothing');
});
