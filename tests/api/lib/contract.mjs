// contract.mjs - docs/openapi.yaml as something that answers can be held against.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const file = new URL('../../../docs/openapi.yaml', import.meta.url);
export const document = parse(readFileSync(file, 'utf8'));

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ ...document, $id: 'openapi' });

const escape = (part) => part.replaceAll('~', '~0').replaceAll('/', '~1');
const pointer = (...parts) => 'openapi#/' + parts.map((part) => encodeURIComponent(escape(part))).join('/');

const compiled = new Map();
function validator(ref) {
	if (!compiled.has(ref)) compiled.set(ref, ajv.compile({ $ref: ref }));
	return compiled.get(ref);
}

function resolve(node) {
	while (node?.$ref)
		node = node.$ref.slice(2).split('/').reduce((at, part) => at[part], document);
	return node;
}

// Every operation: { id, method, path, parameters, body (schema or undefined), file }.
export const operations = Object.entries(document.paths).flatMap(([path, item]) =>
	Object.entries(item).filter(([method]) => method !== 'parameters').map(([method, operation]) => {
		const body = resolve(operation.requestBody);
		return {
			id: operation.operationId,
			method: method.toUpperCase(),
			path,
			operation,
			parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve),
			body: body?.content['application/json']?.schema,
			file: Boolean(body?.content['application/octet-stream']),
			open: operation.security?.length === 0,
		};
	}));

export const operation = (id) => {
	const found = operations.find((one) => one.id === id);
	if (!found) throw new Error(`docs/openapi.yaml has no operation ${id}`);
	return found;
};

// What is wrong with the answer to an operation; an empty array when nothing is.
export function faults(op, status, type, json) {
	const responses = op.operation.responses;
	const key = responses[status] ? String(status) : 'default';
	if (!responses[key]) return [`${op.id}: status ${status} is not described`];
	if (key === 'default' && status < 400) return [`${op.id}: success ${status} is not described`];
	const reference = responses[key].$ref;
	const content = resolve(responses[key]).content;
	if (!content) return json === undefined ? [] : [`${op.id} ${status}: a body, where none is described`];
	if (content['*/*']) return [];
	const media = Object.keys(content)[0];
	if (!type.startsWith(media)) return [`${op.id} ${status}: is '${type}', not '${media}'`];
	const base = reference ? ['components', 'responses', reference.split('/').pop()]
		: ['paths', op.path, op.method.toLowerCase(), 'responses', key];
	const validate = validator(pointer(...base, 'content', media, 'schema'));
	if (validate(json)) return [];
	return validate.errors.slice(0, 5).map((error) =>
		`${op.id} ${status}: ${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
}
