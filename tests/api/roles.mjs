// roles.mjs - who may do what: every operation, asked by every role, in its own
// practice and in somebody else's. The table is written by hand.
import { check, contract, finish, same } from './lib/checks.mjs';
import { operations } from './lib/contract.mjs';
import { Server, passwordOf } from './lib/server.mjs';

// V viewer, D data entry, R reviewer, T attester, A administrator of the practice,
// U auditor, G administrator over every practice; * also who is not signed in.
const everybody = 'VDRTAUG';
const who = {
	getSession: '*', signIn: '*', signOut: everybody, changePassword: everybody,
	listAccounts: 'G', createAccount: 'G', changeAccount: 'G', listAudit: 'G',
	listPractices: everybody, createPractice: 'G', createDemonstration: 'G', getPractice: everybody,
	changePractice: 'AG', deletePractice: 'AG', listClinicians: everybody, addClinician: 'DTAG',
	changeClinician: 'DTAG', importRoster: 'DTAG', getTemplate: everybody, listYears: everybody,
	getSettings: everybody, putSettings: 'AG', getNeeds: everybody, listChoices: everybody, putChoice: 'DTAG',
	comparePlans: everybody, getLedger: everybody, changeLedger: 'DTAG', importLedger: 'DTAG',
	exportLedger: everybody, getProof: everybody, reviewProof: 'RTAG', addEvidenceFile: 'DTAG',
	addEvidenceLink: 'DTAG', changeEvidence: 'DTAG', getEvidenceContent: everybody, getScore: everybody,
	getReview: everybody, listAttestations: everybody, signAttestation: 'TAG', getAttestation: everybody,
	getAttestationFile: everybody, addReceipt: 'TAG', transmit: 'TAG', getDeadlines: everybody,
	createFeed: 'DTAG', deleteFeed: 'DTAG', downloadCalendar: everybody, listHistory: everybody, undo: 'DTAG',
	listActivities: everybody, getActivity: everybody, listMvps: everybody, getVocabulary: everybody,
	listRules: everybody,
};
const roles = { V: 'viewer', D: 'dataEntry', R: 'reviewer', T: 'attester', A: 'administrator', U: 'auditor' };

const server = await Server.start({ binary: process.argv[2], args: ['--accounts'], accounts: [['chief', 'administrator']] });
const chief = await server.signedIn('chief');
const own = (await chief.ok('createPractice', { body: { name: 'Own practice' } })).id;
const other = (await chief.ok('createPractice', { body: { name: 'Other practice' } })).id;
const people = { G: chief };
for (const [letter, role] of Object.entries(roles)) {
	const name = `p.${role.toLowerCase()}`;
	await chief.ok('createAccount', { body: { name, displayName: role, password: passwordOf(name),
		grants: [{ practiceId: own, role, expiresOn: role === 'auditor' ? '2099-12-31' : null }] } });
	people[letter] = await server.signedIn(name);
}

same(operations.map((op) => op.id).sort(), Object.keys(who).sort(), 'the table holds every operation');

const values = { clinician: 'cl_none', account: 'ac_none', evidence: 'ev_none', attestation: 'at_none',
	measure: 'IA_BE_4', item: 'none', year: '2026', event: '1', kind: 'roster.csv', format: 'record' };

async function ask(client, op, practice) {
	const params = {};
	for (const parameter of op.parameters)
		if (parameter.in === 'path') params[parameter.name] = parameter.name === 'practice' ? practice : values[parameter.name];
	return client.call(op.id, { params, body: op.body ? {} : undefined, file: op.file ? Buffer.from('npi\n') : undefined });
}

// Ends what the others still need, so it is asked elsewhere (sessions.mjs).
const skipped = new Set(['signOut', 'deletePractice', 'signIn']);

for (const op of operations.filter((one) => !skipped.has(one.id))) {
	const stranger = server.client();
	const answer = await ask(stranger, op, own);
	check(who[op.id] === '*' ? answer.status === 200 : answer.status === 401,
		`${op.id}, nobody signed in: ${answer.status}`);
	for (const [letter, client] of Object.entries(people)) {
		const may = who[op.id] === '*' || who[op.id].includes(letter);
		const { status, json } = await ask(client, op, own);
		check(may ? status !== 401 && status !== 403 : status === 403 && json.code === 'notAllowed',
			`${op.id}, ${roles[letter] ?? 'chief'}: ${status}`);
		check(status < 500 || op.id === 'transmit', `${op.id}, ${roles[letter] ?? 'chief'}: ${status} ${json?.code}`);
		if (!op.path.includes('{practice}') || letter === 'G') continue;
		const elsewhere = await ask(client, op, other);
		const nowhere = await ask(client, op, 'pr_none');
		check(elsewhere.status === 404, `${op.id}, ${roles[letter]}, other practice: ${elsewhere.status}`);
		same({ ...elsewhere.json, requestId: 0 }, { ...nowhere.json, requestId: 0 },
			`${op.id}, ${roles[letter]}: a practice of others looks like none`);
	}
}

// A grant that has expired is no grant; a practice's rows name that practice alone.
const seen = await people.V.ok('listPractices');
same(seen.practices.map((practice) => practice.id), [own], 'a viewer sees one practice');
contract(...Object.values(people));
await server.stop();
finish();
