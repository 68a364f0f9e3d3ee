// An auditor reads the evidence, the history and what was signed, and can change
// nothing: there are no buttons for it, and the API refuses.
import { createHash } from 'node:crypto';
import { check, desktop, equal, folder, heading, journey, look, openPage, sheets, startServer } from '../lib/workbench.mjs';
import { call, signIn } from '../lib/practice.mjs';
import { addAccount, drop, makePractice, pdf, seen, statusOf, year } from '../lib/attested.mjs';

const data = folder();
const password = 'a long enough password';
const actions = /^(Add|Review|Change|Withdraw|Restore|Sign|Amend|Save|Remove)\b/;

async function prepare(url) {
	const page = await openPage(url);
	await signIn(page, 'mary', password);
	await page.getByRole('heading', { level: 1 }).waitFor();
	const { practice } = await makePractice(page);
	const at = `/p/${practice.id}/${year}`;
	await page.goto(`${url}${at}/prove`);
	const contract = page.getByRole('region', { name: /Contract, order or go-live notice/ });
	await drop(page, contract, [{ name: 'go-live.pdf', type: 'application/pdf', buffer: pdf }]);
	await contract.getByRole('link', { name: 'go-live.pdf' }).waitFor();
	const api = `/practices/${practice.id}/years/${year}`;
	const { digest } = await call(page, 'GET', `${api}/review`);
	const signed = await call(page, 'POST', `${api}/attestations`, {
		name: 'Mary Alder',
		title: 'Practice manager',
		accepted: true,
		digest,
	});
	await page.context().close();
	return { at, api, practice, signed };
}

async function reads(page, url, { at, signed }) {
	await page.goto(`${url}${at}/prove`);
	await heading(page, 'Prove');
	check('the role is told', await seen(page.getByText(/lets you read everything here/)));
	check('the evidence is there', await seen(page.getByRole('link', { name: 'go-live.pdf' })));
	equal('no button to change the checklist', await page.locator('main').getByRole('button', { name: actions }).count(), 0);
	await look(page, 'auditor-prove');
	await page.getByRole('tab', { name: /All evidence/ }).click();
	await page.getByRole('heading', { name: 'go-live.pdf' }).waitFor();
	equal('no button to change evidence', await page.locator('main').getByRole('button', { name: actions }).count(), 0);
	const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /Download/ }).click()]);
	equal('the file can be taken', file.suggestedFilename(), 'go-live.pdf');
	await look(page, 'auditor-evidence');
	await page.emulateMedia({ media: 'print' });
	const sha = createHash('sha256').update(pdf).digest('hex');
	check('the index has the fingerprint', await seen(page.locator('.evidence-index').getByText(sha)));
	await page.emulateMedia({ media: null });
	check('the index prints', (await sheets(page, 'auditor-index')) >= 1);

	await page.goto(`${url}${at}/attest`);
	await page.getByRole('heading', { name: 'Attestation 1 is signed' }).waitFor();
	check('files with the TIN are not for an auditor', (await page.getByRole('button', { name: 'QPP JSON' }).count()) === 0);
	check('the signed record is', await seen(page.getByRole('button', { name: /The signed record/ })));
	equal('no button to change the attestation', await page.locator('main').getByRole('button', { name: actions }).count(), 0);
	equal('no link to amend', await page.getByRole('link', { name: 'Amend' }).count(), 0);
	await look(page, 'auditor-signed');
	await page.getByRole('link', { name: 'Open the attestation sheet' }).click();
	await page.getByText(signed.sha256).waitFor();
	check('the statement is readable', await seen(page.getByText(/true, accurate and complete/)));
	await look(page, 'auditor-sheet');
	await page.goto(`${url}${at}/attest?step=statement`);
	await page.getByText(/Signing is for an attester/).waitFor();
	check('the statement is not for an auditor', (await page.locator('main').getByRole('button', { name: 'Sign' }).count()) === 0);
	await look(page, 'auditor-review');
}

async function changesNothing(page, { api, practice, signed }) {
	const proof = await call(page, 'GET', `${api}/proof`);
	const [piece] = proof.evidence;
	const [activity] = proof.activities;
	const history = await call(page, 'GET', `/practices/${practice.id}/history?year=${year}`);
	check('the history is readable', history.events.some(({ text }) => /signed attestation 1/.test(text)));
	for (const [what, method, path, body] of [
		['evidence', 'PATCH', `${api}/evidence/${piece.id}`, { withdrawn: true, withdrawnReason: 'no', version: piece.version }],
		['a link', 'POST', `${api}/evidence/links`, { url: 'https://example.org/', name: 'x', links: [] }],
		['a review', 'PUT', `${api}/proof/${activity.measureId}/${activity.items[0].id}`, { state: 'satisfied', version: 0 }],
		['a signature', 'POST', `${api}/attestations`, { name: 'Eve', title: 'Auditor', accepted: true, digest: 'x', reason: 'y' }],
		['a receipt', 'POST', `${api}/attestations/${signed.id}/receipts`, { channel: 'registry', confirmation: 'x', receivedOn: '2027-01-31' }],
		['the file with the TIN', 'GET', `${api}/attestations/${signed.id}/files/qpp`],
		['undo', 'POST', `/practices/${practice.id}/history/${history.events[0].id}/undo`],
	])
		equal(`the API refuses ${what}`, await statusOf(page, method, path, body), 403);
	equal('nothing was added', (await call(page, 'GET', `${api}/proof`)).evidence.length, proof.evidence.length);
}

await journey(async () => {
	addAccount(data, 'mary', password);
	addAccount(data, 'eve', password, ['--role', 'auditor', '--expires-on', '2027-12-31']);
	const { url } = await startServer(data, ['--accounts', '--rehearse-on', '2027-02-01']);
	const made = await prepare(url);
	const page = await openPage(url, { ...desktop, acceptDownloads: true });
	await signIn(page, 'eve', password);
	await reads(page, url, made);
	await changesNothing(page, made);
});
