// fuzz.mjs - every operation is asked with what its schema describes, and with what it
// does not: the answer is never a 5xx, always fits docs/openapi.yaml, and a refusal is
// a problem with a code. usage: node fuzz.mjs MIPSIA [RUNS] [SEED]
import fc from 'fast-check';
import { check, contract, finish } from './lib/checks.mjs';
import { document, operations } from './lib/contract.mjs';
import { Server } from './lib/server.mjs';

const [binary, runs = '40', seed = '7'] = process.argv.slice(2);

function resolve(schema) {
	while (schema.$ref)
		schema = schema.$ref.slice(2).split('/').reduce((at, part) => at[part], document);
	return schema;
}

const junk = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.string({ maxLength: 40, unit: 'binary' }), fc.constant([]), fc.constant({}), fc.constant('x'.repeat(5000)),
	fc.constant('2026-02-30'), fc.constant('\u0000'), fc.constant('12-3456789'), fc.constant(-1),
	fc.constant(Number.MAX_SAFE_INTEGER), fc.constant('IA_BE_4'), fc.array(fc.integer(), { maxLength: 3 }));

// Values that fit the schema, roughly; the limits of numbers and texts are tried as well.
function fitting(given, depth = 0) {
	const schema = resolve(given);
	if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fitting(one, depth)));
	if (schema.enum) return fc.constantFrom(...schema.enum);
	const types = [schema.type].flat();
	return fc.oneof(...types.map((type) => ofType(type, schema, depth)));
}

function ofType(type, schema, depth) {
	switch (type) {
	case 'string':
		if (schema.format === 'date') return fc.constantFrom('2026-01-01', '2026-10-03', '2026-12-31', '2024-02-29', '1999-01-01');
		return fc.oneof(fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 30, 30) }),
			fc.constantFrom('IA_BE_4', 'mips', 'M0005', '1993999998', 'https://example.org/a'));
	case 'integer':
		return fc.integer({ min: schema.minimum ?? -2, max: Math.min(schema.maximum ?? 9, 100000) });
	case 'boolean':
		return fc.boolean();
	case 'array':
		return fc.array(fitting(schema.items ?? {}, depth + 1), { minLength: schema.minItems ?? 0, maxLength: 4 });
	case 'object': {
		const members = Object.fromEntries(Object.entries(schema.properties ?? {})
			.map(([name, member]) => [name, fc.oneof({ weight: 6, arbitrary: fitting(member, depth + 1) }, { weight: 1, arbitrary: junk })]));
		return fc.record(members, { requiredKeys: fc.sample(fc.boolean(), 1)[0] ? Object.keys(members) : schema.required ?? [] });
	}
	default:
		return fc.constant(null);
	}
}

const server = await Server.start({ binary });
const client = await server.signedIn();
const practice = (await client.ok('createPractice', { body: { name: 'Fuzzed practice', tin: '000123456' } })).id;
const clinician = (await client.ok('addClinician', { params: { practice }, body: { npi: '1993999998', name: 'A' } })).id;
const values = { practice, clinician, year: '2026', measure: 'IA_BE_4', item: 'none', event: '1', kind: 'records.csv',
	account: 'ac_none', evidence: 'ev_none', attestation: 'at_none', format: 'qpp' };
const odd = ['0', '-1', '99999999999999999999', 'a', '%00', '..', 'ü', 'x'.repeat(140), '2016', '2028', "'", '{}'];

// Ends the session or changes the one account.
const skipped = new Set(['signOut', 'deletePractice', 'changePassword', 'signIn']);

function requestOf(op) {
	const query = op.parameters.filter((one) => one.in === 'query');
	const members = Object.fromEntries(query.map((one) => [one.name, fc.oneof(fitting(one.schema), junk)]));
	const path = op.parameters.filter((one) => one.in === 'path' && one.name !== 'practice');
	return fc.record({
		query: fc.record(members, { requiredKeys: [] }),
		swap: fc.option(fc.record({ name: fc.constantFrom('none', ...path.map((one) => one.name)), value: fc.constantFrom(...odd) }),
			{ freq: 4 }),
		body: op.body ? fc.oneof({ weight: 9, arbitrary: fitting(op.body) }, { weight: 1, arbitrary: junk }) : fc.constant(undefined),
		file: op.file ? fc.uint8Array({ minLength: 1, maxLength: 300 }) : fc.constant(undefined),
	});
}

for (const op of operations.filter((one) => !skipped.has(one.id))) {
	const property = fc.asyncProperty(requestOf(op), async ({ query, swap, body, file }) => {
		const params = {};
		for (const [name, value] of Object.entries(query)) if (value !== null) params[name] = String(value);
		for (const one of op.parameters) if (one.in === 'path') params[one.name] = values[one.name];
		if (swap && swap.name !== 'none') params[swap.name] = swap.value;
		const before = client.faults.length;
		const { status, json } = await client.call(op.id, { params, body, file: file && Buffer.from(file), fileName: 'a.csv' });
		if (status >= 500 && op.id !== 'transmit') throw new Error(`${status} ${JSON.stringify(json)}`);
		if (status >= 400 && !json?.code) throw new Error(`${status} without a code`);
		if (client.faults.length > before) throw new Error(client.faults.splice(before).join('; '));
	});
	const found = await fc.check(property, { numRuns: Number(runs), seed: Number(seed) });
	check(!found.failed, `${op.id}: ${String(found.errorInstance ?? '').slice(0, 600)} ${JSON.stringify(found.counterexample)?.slice(0, 600)}`);
}

// What is no JSON, or not declared as such.
for (const [type, text, status] of [['application/json', '{', 400], ['application/json', '[]', 400],
	['application/json', '{"a":1,"a":2}', 400], ['application/json', '['.repeat(5000), 400], ['text/plain', '{}', 415]]) {
	const answer = await fetch(`${server.origin}/api/v1/practices`, { method: 'POST', body: text,
		headers: { 'Content-Type': type, Cookie: client.cookie, 'X-CSRF-Token': client.token } });
	check(answer.status === status, `${type} ${text.slice(0, 20)}: ${answer.status}, not ${status}`);
}
contract(client);
check(server.process.exitCode === null, 'the server lives');
await server.stop();
finish();
