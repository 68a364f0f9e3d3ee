// One style sheet: the design system's theme and classes as far as the pages
// use them, then our own.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PurgeCSS } from 'purgecss';

// The design system's fonts are not shipped: the system's own are used.
const dropFonts = (css) => css.replace(/@font-face\s*\{[^}]*\}/g, '');

// `ds-c-alert--${kind}` in a source keeps every class that begins so.
function prefixes(sources) {
	const found = new Set();
	for (const { raw } of sources)
		for (const [, prefix] of raw.matchAll(/(ds-[a-z0-9_-]+-)\$\{/g)) found.add(prefix);
	return [...found].map((prefix) => new RegExp('^' + prefix));
}

function sourceFiles(folder) {
	const files = [];
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) files.push(...sourceFiles(path));
		else if (/\.(tsx?|html)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
			files.push({ raw: readFileSync(path, 'utf8'), extension: 'tsx' });
	}
	return files;
}

// The theme's custom properties that a rule uses, or that a used one uses.
function usedProperties(theme, css) {
	const lines = theme.split('\n');
	const value = new Map();
	for (const line of lines) {
		const match = /^\s*(--[\w-]+):/.exec(line);
		if (match) value.set(match[1], line);
	}
	const used = new Set();
	const visit = (text) => {
		for (const [, name] of text.matchAll(/var\((--[\w-]+)/g))
			if (value.has(name) && !used.has(name)) {
				used.add(name);
				visit(value.get(name));
			}
	};
	visit(css);
	return lines.filter((line) => !/^\s*--[\w-]+:/.test(line) || used.has(/(--[\w-]+):/.exec(line)[1])).join('\n');
}

export async function styleSheet(root) {
	const system = join(root, 'node_modules/@cmsgov/design-system/dist/css');
	const content = sourceFiles(join(root, 'src'));
	const [purged] = await new PurgeCSS().purge({
		content,
		css: [{ raw: dropFonts(readFileSync(join(system, 'index.css'), 'utf8')) }],
		defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
		safelist: { greedy: prefixes(content) },
		keyframes: true,
	});
	const folder = join(root, 'src/styles');
	const own = readdirSync(folder)
		.filter((name) => name.endsWith('.css'))
		.sort()
		.map((name) => readFileSync(join(folder, name), 'utf8'))
		.join('\n');
	const theme = readFileSync(join(system, 'core-theme.css'), 'utf8');
	return usedProperties(theme, purged.css + own) + '\n' + purged.css + '\n' + own;
}
