// One style sheet: the design system's theme and classes as far as the pages
// use them, then our own.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import postcss from 'postcss';

// `ds-c-alert--${kind}` in a source keeps every class that begins so.
const prefixes = (texts) =>
	texts.flatMap((text) => [...text.matchAll(/(ds-[a-z0-9_-]+-)\$\{/g)].map(([, prefix]) => prefix));

// The texts of the pages' sources.
function sourceFiles(folder) {
	const files = [];
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) files.push(...sourceFiles(path));
		else if (/\.(tsx?|html)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
			files.push(readFileSync(path, 'utf8'));
	}
	return files;
}

// The classes that an element must have for the selector to fit.
function classesOf(selector) {
	let text = selector;
	for (let shorter = ''; shorter !== text; text = shorter)
		shorter = text.replace(/:(not|is|where|has)\((?:[^()]|\([^()]*\))*\)/g, '');
	return [...text.matchAll(/\.(-?[_a-zA-Z][\w-]*)/g)].map(([, name]) => name);
}

// Drops the design system's fonts (the system's own are used) and every rule for a
// class that no source names.
function trim(css, texts) {
	const words = new Set(texts.flatMap((text) => text.match(/[\w-]+/g) ?? []));
	const beginnings = prefixes(texts);
	const known = (name) => words.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
	const sheet = postcss.parse(css);
	sheet.walkAtRules('font-face', (rule) => rule.remove());
	sheet.walkRules((rule) => {
		if (rule.parent.type === 'atrule' && rule.parent.name.endsWith('keyframes')) return;
		const selectors = rule.selectors.filter((selector) => classesOf(selector).every(known));
		if (selectors.length === 0) rule.remove();
		else rule.selectors = selectors;
	});
	const rest = sheet.toString();
	sheet.walkAtRules((rule) => {
		if (rule.name.endsWith('keyframes') && !new RegExp(`animation[^;}]*\\b${rule.params}\\b`).test(rest)) rule.remove();
	});
	sheet.walkAtRules((rule) => {
		if (rule.nodes?.length === 0) rule.remove();
	});
	return sheet.toString();
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

export function styleSheet(root) {
	const system = join(root, 'node_modules/@cmsgov/design-system/dist/css');
	const trimmed = trim(readFileSync(join(system, 'index.css'), 'utf8'), sourceFiles(join(root, 'src')));
	const folder = join(root, 'src/styles');
	const own = readdirSync(folder)
		.filter((name) => name.endsWith('.css'))
		.sort()
		.map((name) => readFileSync(join(folder, name), 'utf8'))
		.join('\n');
	const theme = readFileSync(join(system, 'core-theme.css'), 'utf8');
	return [usedProperties(theme, trimmed + own), trimmed, own].join('\n');
}
