// What the type checker does not see: things that the server's policy or the
// house forbids.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rules = [
	[/\bstyle=/, 'no style attributes: use a class'],
	[/dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML|document\.write/, 'no markup from text'],
	[/\beval\(|new Function\(/, 'no code from text'],
	[/\b(localStorage|sessionStorage)\b/, 'nothing is stored in the browser but the token and what is not saved yet', /api\/(token|drafts)/],
	[/https?:\/\/(?!www\.w3\.org\/)/, 'no address of another site in the pages'],
];
const only = { '.css': [/https?:\/\/(?!www\.w3\.org\/)|@import/, 'no address of another site in the pages'] };
const root = fileURLToPath(new URL('../src', import.meta.url));
let bad = 0;

for (const name of readdirSync(root, { recursive: true }).map(String)) {
	if (!/\.(tsx?|html|css)$/.test(name) || name.endsWith('schema.d.ts')) continue;
	const wanted = name.endsWith('.css') ? [only['.css']] : rules;
	readFileSync(join(root, name), 'utf8')
		.split('\n')
		.forEach((line, i) => {
			for (const [pattern, why, except] of wanted)
				if (pattern.test(line) && !except?.test(name)) {
					console.error(`src/${name}:${i + 1}: ${why}\n\t${line.trim()}`);
					bad++;
				}
		});
}
process.exitCode = bad ? 1 : 0;
