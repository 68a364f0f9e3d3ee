// The real program and a real browser for the journeys: starts `mipsia serve` on
// a port and a folder of its own, opens pages that count their faults, runs axe,
// keeps pictures when asked to, and counts checks.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const program = resolve(process.argv[2] ?? fileURLToPath(new URL('../../../build/mipsia', import.meta.url)));

let passed = 0;
let failed = 0;
const endings = [];

export function check(what, good, more = '') {
	if (good) passed++;
	else {
		failed++;
		console.error(`failed: ${what}`, more);
	}
}

export function equal(what, got, wanted) {
	check(what, got === wanted, `\n   got    ${JSON.stringify(got)}\n   wanted ${JSON.stringify(wanted)}`);
}

export function folder() {
	const path = mkdtempSync(join(tmpdir(), 'mipsia-journey-'));
	endings.push(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

// {url, launch, stop}: ready to be used. `launch` lets the single user in.
export async function startServer(data, options = []) {
	const child = spawn(program, ['serve', '--data', data, '--listen', '127.0.0.1:0', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '';
	const ended = new Promise((done) => child.on('exit', done));
	const stop = async () => {
		child.kill('SIGTERM');
		await ended;
	};
	endings.unshift(stop);
	const address = await new Promise((found, lost) => {
		const read = (part) => {
			said += part;
			const match = /(http:\/\/[^\s/]+)\/(\S*)\s/.exec(said);
			if (match) found(match);
		};
		child.stdout.setEncoding('utf8').on('data', read);
		child.stderr.setEncoding('utf8').on('data', read);
		ended.then((code) => lost(new Error(`mipsia serve ended with ${code}: ${said}`)));
	});
	return { url: address[1], launch: address[1] + '/' + address[2], stop };
}

let browser = null;

export async function openBrowser() {
	browser ??= await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
	});
	return browser;
}

export const desktop = { viewport: { width: 1280, height: 900 } };
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

// A page of a browser of its own: other cookies than other pages. `page.faults`
// are the errors of its scripts.
export async function openPage(url, options = desktop) {
	const context = await (await openBrowser()).newContext(options);
	const page = await context.newPage();
	page.setDefaultTimeout(15_000);
	page.faults = [];
	page.on('pageerror', (error) => page.faults.push(String(error)));
	page.on('console', (message) => {
		// a refusal that the page shows is no fault of the page
		if (message.type() === 'error' && !/the server responded with a status of 4\d\d/.test(message.text())) page.faults.push(message.text());
	});
	await page.goto(url);
	await page.locator('h1').waitFor();
	return page;
}

export async function violations(page) {
	// evaluate() is not bound by the policy of the page, a script element would be
	await page.evaluate(axe);
	const found = await page.evaluate(() =>
		window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }),
	);
	return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
}

// axe, the width, the scripts; and a picture into $MIPSIA_SCREENSHOTS.
export async function look(page, name) {
	await page.getByText('Loading', { exact: true }).waitFor({ state: 'detached' });
	const found = await violations(page);
	check(`axe finds nothing: ${name}`, found.length === 0, found);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	check(`it fits the width: ${name}`, wide <= 0, wide);
	check(`no faults: ${name}`, page.faults.length === 0, page.faults);
	const to = process.env.MIPSIA_SCREENSHOTS;
	if (!to) return;
	mkdirSync(to, { recursive: true });
	await page.screenshot({ path: join(to, name + '.png'), fullPage: true });
}

// How many sheets of paper the page takes.
export async function sheets(page, name) {
	const pdf = await page.pdf({ format: 'Letter' });
	const to = process.env.MIPSIA_SCREENSHOTS;
	if (to && name) {
		const { writeFileSync } = await import('node:fs');
		writeFileSync(join(to, name + '.pdf'), pdf);
	}
	return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
}

export const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

// Runs the journey, cleans up, prints the sum.
export async function journey(tell) {
	try {
		await tell();
	} catch (error) {
		check('the journey comes to its end', false, error.stack);
		const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
		for (const page of pages) console.error('at', page.url());
		const to = process.env.MIPSIA_SCREENSHOTS;
		for (const [i, page] of to ? pages.entries() : []) await page.screenshot({ path: join(to, `failed-${i}.png`), fullPage: true }).catch(() => {});
	}
	await browser?.close();
	for (const end of endings) await end();
	console.log(`${passed} passed, ${failed} failed`);
	process.exitCode = failed ? 1 : 0;
}
