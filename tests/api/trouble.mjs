// trouble.mjs - what happens to a server on a full disk, a disk that turns read-only, a
// clock that was set back, a folder that another server has, accounts that are missing:
// clear errors, and nothing that was acknowledged is lost.
// Disks need the right to mount; without it that part is left out, and says so.
// usage: node trouble.mjs MIPSIA
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, contract, finish, same } from './lib/checks.mjs';
import { Server } from './lib/server.mjs';

const binary = process.argv[2];
const year = 2026;

// `mipsia serve` that should not start: what it says, and how it ends.
function refused(...args) {
	const listen = args.includes('--listen') ? [] : ['--listen', '127.0.0.1:0'];
	const done = spawnSync(binary, ['serve', ...listen, ...args], { encoding: 'utf8', timeout: 20000 });
	return { code: done.status, said: done.stderr };
}

// ----------------------------------------------------------------- two servers, clock

const first = await Server.start({ binary, args: ['--rehearse-on', '2026-11-20'] });
const me = await first.signedIn();
const practice = (await me.ok('createPractice', { body: { name: 'Practice in trouble' } })).id;

const second = refused('--data', first.folder);
check(second.code === 3 && /another|use/i.test(second.said) && second.said.includes(String(first.process.pid)),
	`a second server is refused, with the first one's process: ${second.said}`);

first.process.kill('SIGTERM');
await first.ended;
await first.run(['--rehearse-on', '2026-11-10']);
const back = await first.signedIn().catch((error) => error);
if (back instanceof Error) {
	check(/clockBehind/.test(back.message), `a clock set back is told at sign-in: ${back.message}`);
} else {
	const answer = await back.call('addClinician', { params: { practice }, body: { npi: '1993999998', name: 'A' } });
	same([answer.status, answer.json.code], [503, 'clockBehind'], 'a clock set back');
	check(answer.json.remedy.length > 10, 'and what to do');
	contract(back);
}
first.process.kill('SIGTERM');
await first.ended;
await first.run(['--rehearse-on', '2026-11-21']);
const again = await first.signedIn();
same((await again.call('addClinician', { params: { practice }, body: { npi: '1993999998', name: 'A' } })).status, 201,
	'a clock that is right again');
contract(me, again);
await first.stop();

// ------------------------------------------------------------------- wrong beginnings

const empty = mkdtempSync(join(tmpdir(), 'mipsia-trouble-'));
const nobody = refused('--data', join(empty, 'a'), '--accounts');
check(nobody.code === 3 && nobody.said.includes('mipsia account add'), `no account yet: ${nobody.said}`);
const network = refused('--data', join(empty, 'b'), '--listen', '0.0.0.0:0');
check(network.code === 2 && network.said.includes('--tls-cert'), `the network without TLS: ${network.said}`);
writeFileSync(join(empty, 'file'), 'no folder');
const file = refused('--data', join(empty, 'file'));
check(file.code === 3 && file.said.includes(join(empty, 'file')), `a file for a folder: ${file.said}`);
rmSync(empty, { recursive: true, force: true });

// ------------------------------------------------------------------------------ disks

const mount = (...args) => spawnSync('mount', args, { encoding: 'utf8' });

async function onSmallDisk(test) {
	const place = mkdtempSync(join(tmpdir(), 'mipsia-disk-'));
	if (mount('-t', 'tmpfs', '-o', 'size=12m,mode=0700', 'tmpfs', place).status !== 0) {
		console.error('disks are left out: no right to mount');
		rmSync(place, { recursive: true, force: true });
		return;
	}
	const server = await Server.start({ binary, folder: join(place, 'records') });
	try {
		await test(server, place);
	} finally {
		server.process.kill('SIGTERM');
		await server.ended;
		spawnSync('umount', ['-l', place]);
		rmSync(place, { recursive: true, force: true });
	}
}

const file1 = (megabytes, mark) => Buffer.concat([Buffer.from(`%PDF-1.4\n${mark}\n`), Buffer.alloc(megabytes << 20, 'x')]);

await onSmallDisk(async (server) => {
	const client = await server.signedIn();
	const id = (await client.ok('createPractice', { body: { name: 'Practice on a small disk' } })).id;
	const kept = [];
	let answer;
	for (let i = 0; i < 20; i++) {
		answer = await client.call('addEvidenceFile', { params: { practice: id, year }, file: file1(2, i), fileName: `f${i}.pdf` });
		if (answer.status !== 201) break;
		kept.push(answer.json.id);
	}
	same([answer.status, answer.json?.code], [507, 'diskFull'], 'a full disk refuses a file');
	check(kept.length >= 2, `what fitted was kept (${kept.length})`);
	// fill what is left with small records until those are refused as well
	let record;
	for (let i = 0; i < 400; i++) {
		record = await client.call('putChoice', { params: { practice: id, year, measure: 'IA_BE_4' },
			body: { state: 'planned', version: i, note: String(i).padEnd(1900, 'x') } });
		if (record.status !== 200) break;
	}
	check(record.status === 200 || (record.status === 507 && record.json.code === 'diskFull'), `records: ${record.status}`);
	same((await client.call('listChoices', { params: { practice: id, year } })).status, 200, 'reading goes on');
	for (const evidence of kept)
		same((await client.call('getEvidenceContent', { params: { practice: id, year, evidence } })).status, 200,
			'evidence that was kept can be read');
	contract(client);
});

await onSmallDisk(async (server, place) => {
	const client = await server.signedIn();
	const id = (await client.ok('createPractice', { body: { name: 'Practice on a worn disk' } })).id;
	if (mount('-o', 'remount,ro', place).status !== 0) return;
	const answer = await client.call('putChoice', { params: { practice: id, year, measure: 'IA_BE_4' },
		body: { state: 'planned', version: 0 } });
	check(answer.status === 503 && ['readOnly', 'diskFailed'].includes(answer.json.code),
		`a read-only disk: ${answer.status} ${answer.json?.code}`);
	check(/disk|written/i.test(answer.json?.detail ?? ''), `and says so: ${answer.json?.detail}`);
	same((await client.call('getPractice', { params: { practice: id } })).status, 200, 'reading goes on');
	mount('-o', 'remount,rw', place);
	same((await client.call('putChoice', { params: { practice: id, year, measure: 'IA_BE_4' },
		body: { state: 'planned', version: 0 } })).status, 200, 'a disk that can be written again');
	contract(client);
});
finish();
