// Builds at every change and serves: node dev.mjs [URL OF MIPSIA]
import { mkdtempSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { serve } from './serve.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'mipsia-web-'));

async function rebuild() {
	try {
		await build({ dev: true, out });
		console.log(new Date().toLocaleTimeString(), 'built');
	} catch (error) {
		console.error(error.message);
	}
}

await rebuild();
const server = await serve(out, Number(process.env.PORT ?? 0), process.argv[2]);
console.log(`http://127.0.0.1:${server.address().port}/`);
let waiting;
watch(join(root, 'src'), { recursive: true }, (_, name) => {
	if (name?.endsWith('schema.d.ts')) return;
	clearTimeout(waiting);
	waiting = setTimeout(rebuild, 100);
});
