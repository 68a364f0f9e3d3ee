// crash.mjs - the server is killed (SIGKILL) at random moments while several clients
// write. After each death: what was acknowledged is there, no change is half there,
// the history tells of each, evidence is whole, and the store's own check is content.
// usage: node crash.mjs MIPSIA [KILLS] [SEED]
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { check, contract, finish } from './lib/checks.mjs';
import { Server } from './lib/server.mjs';

const [binary, kills = '100', seed = '1'] = process.argv.slice(2);

// A small generator, so that a run can be repeated (mulberry32).
let state = Number(seed) >>> 0;
function random() {
	state = (state + 0x6d2b79f5) >>> 0;
	let t = Math.imul(state ^ (state >>> 15), 1 | state);
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
	return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const year = 2026;
const writers = 3;
const measures = ['IA_BE_4', 'IA_PSPA_16', 'IA_BE_6'];
const day = (n) => new Date(Date.UTC(year, 0, 1 + (n % 200))).toISOString().slice(0, 10);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

const server = await Server.start({ binary });
let client = await server.signedIn();
const practice = (await client.ok('createPractice', { body: { name: 'Practice that is killed' } })).id;
const people = [];
for (const [npi, name] of [['1993999998', 'Abel, Ann'], ['1558598797', 'Baker, Bo']])
	people.push((await client.ok('addClinician', { params: { practice }, body: { npi, name } })).id);

// Each writer has an activity of its own, and writes number n into both clinicians' cells.
const written = measures.slice(0, writers).map(() => ({ sent: 0, acknowledged: 0 }));
const evidence = new Map(); // sha256 -> acknowledged?

async function write(writer, me, cells) {
	const n = written[writer].acknowledged + 1;
	written[writer].sent = n;
	const changes = people.map((clinicianId, i) => ({ clinicianId, measureId: measures[writer],
		periods: [{ start: day(n), end: null }], note: String(n), version: cells[i] }));
	await me.ok('changeLedger', { params: { practice, year }, body: { changes } });
	written[writer].acknowledged = n;
}

async function attach(writer, me) {
	const bytes = Buffer.from(`%PDF-1.4\n${writer} ${written[writer].sent} ${'x'.repeat(20000)}\n`);
	evidence.set(sha256(bytes), evidence.get(sha256(bytes)) ?? false);
	const kept = await me.ok('addEvidenceFile', { params: { practice, year, measureId: measures[writer] },
		file: bytes, fileName: 'report.pdf' });
	evidence.set(kept.sha256, kept.id);
}

const cellsOf = (ledger, measureId) => people.map((clinicianId) =>
	ledger.cells.find((cell) => cell.measureId === measureId && cell.clinicianId === clinicianId));

// Writes until the server is gone.
async function keepWriting(writer) {
	const me = server.client();
	try {
		await me.ok('signIn', { body: { launchToken: server.launchToken } });
		for (;;) {
			const ledger = await me.ok('getLedger', { params: { practice, year } });
			await write(writer, me, cellsOf(ledger, measures[writer]).map((cell) => cell?.version ?? 0));
			if (random() < 0.2) await attach(writer, me);
		}
	} catch (error) {
		if (error.cause === undefined) throw error; // an answer, not a broken connection
	}
	return me;
}

async function look(round) {
	client = await server.signedIn();
	const ledger = await client.ok('getLedger', { params: { practice, year } });
	for (const [writer, { sent, acknowledged }] of written.entries()) {
		const found = cellsOf(ledger, measures[writer]).map((cell) => Number(cell?.note ?? 0));
		check(found[0] === found[1], `round ${round}: half a change, ${found}`);
		check(found[0] >= acknowledged && found[0] <= sent,
			`round ${round}: ${found[0]} is there, ${acknowledged} was acknowledged, ${sent} sent`);
		written[writer].acknowledged = found[0];
	}
}

async function lookAtEvidence() {
	const proof = await client.ok('getProof', { params: { practice, year } });
	const there = new Map(proof.evidence.map((one) => [one.sha256, one.id]));
	for (const [hash, id] of evidence) {
		check(!id || there.get(hash) === id, 'evidence that was acknowledged is there');
		if (!there.has(hash)) continue;
		const bytes = await client.ok('getEvidenceContent', { params: { practice, year, evidence: there.get(hash) } });
		check(sha256(bytes) === hash, 'evidence is whole');
	}
}

for (let round = 1; round <= Number(kills); round++) {
	const working = written.map((_, writer) => keepWriting(writer));
	await new Promise((done) => setTimeout(done, 20 + random() * 120));
	server.process.kill('SIGKILL');
	const clients = await Promise.all(working);
	contract(...clients);
	await server.ended;
	await server.run([]);
	await look(round);
}
await lookAtEvidence();
const events = (await client.ok('listHistory', { params: { practice, limit: 200 } })).events;
check(events.every((event, i) => i === 0 || event.id < events[i - 1].id), 'the history is in order');
contract(client);
const total = written.reduce((sum, one) => sum + one.acknowledged, 0);
check(total > Number(kills), `the writers wrote (${total} changes)`);
server.process.kill('SIGTERM');
await server.ended;
const verified = spawnSync(binary, ['store', 'check', '--data', server.folder], { encoding: 'utf8' });
check(verified.status === 0, `the store's own check: ${verified.stderr}`);
console.error(`${kills} kills, ${total} changes, ${evidence.size} files`);
finish();
