// Types of the API from docs/openapi.yaml, written to src/api/schema.d.ts.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const without_contract = `// docs/openapi.yaml is not there: nothing is known of the API.
export type paths = any;
export type components = any;
export type operations = any;
`;

export async function writeTypes(contract, target) {
	let text = without_contract;
	if (existsSync(contract)) {
		const { default: openapiTS, astToString } = await import('openapi-typescript');
		text = '// Generated from docs/openapi.yaml.\n' + astToString(await openapiTS(pathToFileURL(contract)));
	}
	// an unchanged file keeps its time, so that nothing is built for it
	if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
}
