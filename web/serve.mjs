// Serves a built folder with the headers of the real server, and hands /api to
// a running `mipsia serve`. For development and tests only.
//
//     node serve.mjs FOLDER [PORT [URL OF MIPSIA]]
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const policy =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; " +
	"font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const types = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.map': 'application/json',
};

function hand(target, req, res) {
	const url = new URL(req.url, target);
	const headers = { ...req.headers, host: url.host };
	if (headers.origin) headers.origin = url.origin; // the server compares it with the host
	if (headers.referer) headers.referer = url.href;
	const passed = request(url, { method: req.method, headers }, (answer) => {
		res.writeHead(answer.statusCode, answer.headers);
		answer.pipe(res);
	});
	passed.on('error', () => res.destroy());
	req.pipe(passed);
}

// `api`: the address of mipsia, or a function (req, res) that answers in its place.
export function serve(folder, port = 0, api = undefined) {
	const server = createServer((req, res) => {
		const { pathname } = new URL(req.url, 'http://x');
		let path = pathname;
		try {
			path = normalize(decodeURIComponent(pathname));
		} catch {
			// not an address of a file: the page says that it is none
		}
		if (/^\/(api|healthz|readyz|version)\b/.test(path)) {
			if (typeof api === 'function') return api(req, res);
			if (api) return hand(api, req, res);
			return void res.writeHead(502).end();
		}
		let file = join(folder, path);
		if (!file.startsWith(resolve(folder)) || !existsSync(file) || statSync(file).isDirectory())
			file = path.startsWith('/assets/') ? null : join(folder, 'index.html');
		if (!file) return void res.writeHead(404).end();
		res.writeHead(200, {
			'Content-Type': types[extname(file)] ?? 'application/octet-stream',
			'Content-Security-Policy': policy,
			'X-Content-Type-Options': 'nosniff',
			'Cache-Control': 'no-store',
		});
		res.end(readFileSync(file));
	});
	return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
	const server = await serve(resolve(process.argv[2] ?? 'dist'), Number(process.argv[3] ?? 0), process.argv[4]);
	console.log(`http://127.0.0.1:${server.address().port}/`);
}
