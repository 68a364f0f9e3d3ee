// Pictures of the kitchen page for eyes: node shots.mjs FOLDER
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { clean, openBrowser, openPages } from './browser.mjs';
import { standIn } from './stand_in.mjs';

const to = process.argv[2] ?? 'shots';
mkdirSync(to, { recursive: true });
const browser = await openBrowser();
const { server, url } = await openPages(standIn().api);
try {
	for (const [name, width, height] of [
		['desktop', 1280, 900],
		['phone', 390, 844],
	]) {
		const page = await browser.newPage({ viewport: { width, height }, hasTouch: width < 500 });
		page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
		page.on('pageerror', (error) => console.error(error));
		for (const [what, path] of [
			['kitchen', '/kitchen'],
			['section', '/p/p1/2026/record'],
			['sign-in', '/sign-in'],
		]) {
			await page.goto(url + path);
			await page.locator('h1').waitFor();
			await page.screenshot({ path: join(to, `${what}-${name}.png`), fullPage: true });
		}
		await page.close();
	}
	const page = await browser.newPage();
	await page.goto(url + '/kitchen');
	await page.locator('h1').waitFor();
	await page.pdf({ path: join(to, 'kitchen.pdf'), format: 'Letter' });
} finally {
	await browser.close();
	server.close();
	clean();
}
