// Builds the pages into dist/: index.html and assets/ with hashed names.
//
//     node build.mjs [--dev] [--quiet] [--out FOLDER] [--types-only]
//
// --dev keeps names readable, adds source maps and the page /kitchen.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { styleSheet } from './build-tools/css.mjs';
import { writeTypes } from './build-tools/types.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const first_page_limit = 200_000; // bytes, compressed: HTML, CSS and JavaScript of the first page

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 10);

function writeHashed(out, name, bytes) {
	const [, stem, suffix] = /^(.*)(\.[a-z]+)$/.exec(name);
	const path = `assets/${stem}-${hashOf(bytes)}${suffix}`;
	writeFileSync(join(out, path), bytes);
	return path;
}

async function scripts(out, dev) {
	const result = await esbuild.build({
		absWorkingDir: root,
		entryPoints: ['src/main.tsx'],
		outdir: join(out, 'assets'),
		entryNames: '[name]-[hash]',
		chunkNames: 'part-[hash]',
		bundle: true,
		splitting: true,
		format: 'esm',
		target: 'es2021',
		charset: 'utf8',
		legalComments: 'none',
		minify: !dev,
		sourcemap: dev ? 'linked' : false,
		define: { __DEV__: String(dev) },
		metafile: true,
		logLevel: 'warning',
	});
	const outputs = Object.entries(result.metafile.outputs);
	const entry = outputs.find(([, output]) => output.entryPoint === 'src/main.tsx')[0];
	const first = new Set(); // the entry and what it imports at once
	const visit = (path) => {
		if (first.has(path)) return;
		first.add(path);
		for (const part of result.metafile.outputs[path].imports)
			if (part.kind === 'import-statement') visit(part.path);
	};
	visit(entry);
	return {
		entry: `assets/${basename(entry)}`,
		first: [...first].map((path) => resolve(root, path)),
		all: outputs.map(([path]) => resolve(root, path)).filter((path) => path.endsWith('.js')),
	};
}

async function styles(out, dev) {
	const css = styleSheet(root);
	const { code } = await esbuild.transform(css, { loader: 'css', minify: !dev, target: 'es2021', legalComments: 'none' });
	return writeHashed(out, 'main.css', code);
}

// What the pages contain of others.
function licenses() {
	const preact = readFileSync(join(root, 'node_modules/preact/LICENSE'), 'utf8').trim();
	const system = 'Style sheet of the CMS Design System, a work of the United States government: CC0 1.0.';
	return `The pages of mipsia contain:\n\nPreact\n\n${preact}\n\nCMS Design System\n\n${system}\n`;
}

// Prints the sizes; false when the first page is too heavy.
function report(out, page, js, quiet) {
	const size = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
	const first = [join(out, 'index.html'), join(out, page.css), ...js.first];
	const later = js.all.filter((path) => !js.first.includes(path));
	const sum = first.map(size).reduce((a, b) => a + b);
	const lines = [
		...first.map((path) => [size(path), basename(path)]),
		...later.map((path) => [size(path), `${basename(path)} (when needed)`]),
		[sum, `bytes of the first page, compressed; the limit is ${first_page_limit}`],
	];
	const good = sum <= first_page_limit;
	if (!quiet || !good) for (const [n, text] of lines) console.log(`${String(n).padStart(8)}  ${text}`);
	return good;
}

// `quiet` prints nothing unless something is wrong.
export async function build({ dev = false, out = join(root, 'dist'), quiet = false } = {}) {
	await writeTypes(join(root, '../docs/openapi.yaml'), join(root, 'src/api/schema.d.ts'));
	rmSync(out, { recursive: true, force: true });
	mkdirSync(join(out, 'assets'), { recursive: true });
	const js = await scripts(out, dev);
	const page = {
		js: js.entry,
		css: await styles(out, dev),
		icon: writeHashed(out, 'icon.svg', readFileSync(join(root, 'src/icon.svg'))),
	};
	const html = readFileSync(join(root, 'src/index.html'), 'utf8').replace(
		/\{\{(\w+)\}\}/g,
		(_, name) => '/' + page[name],
	);
	writeFileSync(join(out, 'index.html'), html);
	writeFileSync(join(out, 'licenses.txt'), licenses());
	if (dev) return;
	if (!report(out, page, js, quiet)) throw new Error('the first page is above its limit');
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
	const words = process.argv.slice(2);
	const out = words.includes('--out') ? resolve(words[words.indexOf('--out') + 1]) : undefined;
	try {
		if (words.includes('--types-only'))
			await writeTypes(join(root, '../docs/openapi.yaml'), join(root, 'src/api/schema.d.ts'));
		else await build({ dev: words.includes('--dev'), out, quiet: words.includes('--quiet') });
	} catch (error) {
		console.error('build: ' + error.message);
		process.exitCode = 1;
	}
}
