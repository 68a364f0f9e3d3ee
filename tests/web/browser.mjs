// A Chromium, the built pages behind the headers of the server, and a stand-in
// for the API.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from '../../web/build.mjs';
import { serve } from '../../web/serve.mjs';

const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const folders = [];
export function folder() {
	const path = mkdtempSync(join(tmpdir(), 'mipsia-web-'));
	folders.push(path);
	return path;
}

export async function openBrowser() {
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: flags,
	});
	return browser;
}

// The development build, with /kitchen. `api`: as of serve().
export async function openPages(api) {
	const out = folder();
	await build({ dev: true, out, quiet: true });
	const server = await serve(out, 0, api);
	return { server, url: `http://127.0.0.1:${server.address().port}` };
}

export function clean() {
	for (const path of folders) rmSync(path, { recursive: true, force: true });
}
