// server.mjs - a real `mipsia serve` on a folder and port of its own, and clients of
// it. Every answer that a client gets is held against docs/openapi.yaml.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults, operation } from './contract.mjs';

export class Server {
	// options: { binary, args: ["--accounts"], folder }
	static async start(options) {
		const server = new Server();
		server.binary = options.binary;
		server.ownFolder = !options.folder;
		server.folder = options.folder ?? mkdtempSync(join(tmpdir(), 'mipsia-api-'));
		server.log = '';
		for (const [name, role] of options.accounts ?? []) server.addAccount(name, role);
		await server.run(options.args ?? []);
		return server;
	}

	addAccount(name, role) {
		const done = spawnSync(this.binary,
			['account', 'add', name, '--role', role, '--data', this.folder],
			{ input: `${passwordOf(name)}\n`, encoding: 'utf8' });
		if (done.status !== 0) throw new Error(`account add: ${done.stderr}`);
	}

	run(args) {
		this.process = spawn(this.binary,
			['serve', '--data', this.folder, '--listen', '127.0.0.1:0', ...args],
			{ stdio: ['ignore', 'pipe', 'pipe'] });
		this.process.stderr.on('data', (data) => { this.log += data; });
		this.ended = new Promise((end) => this.process.on('exit', (code, signal) => end(code ?? signal)));
		return new Promise((resolve, reject) => {
			let said = '';
			this.process.stdout.on('data', (data) => {
				said += data;
				const url = said.match(/https?:\/\/\S+/)?.[0];
				if (!url || !said.includes('Ctrl-C')) return;
				[this.origin, this.launchToken] = [new URL(url).origin, url.split('#launch=')[1]];
				resolve();
			});
			this.ended.then((code) => reject(new Error(`serve ended (${code}): ${this.log}`)));
		});
	}

	async stop(signal = 'SIGTERM') {
		this.process.kill(signal);
		const code = await this.ended;
		if (this.ownFolder) rmSync(this.folder, { recursive: true, force: true });
		return code;
	}

	client() { return new Client(this); }

	async signedIn(name) {
		const client = this.client();
		const credentials = name ? { name, password: passwordOf(name) } : { launchToken: this.launchToken };
		await client.ok('signIn', { body: credentials });
		return client;
	}
}

// One a person, and not with the name in it, which is refused.
export const passwordOf = (name) => `correct horse ${[...name].reverse().join('')}`;

export class Client {
	constructor(server) {
		this.server = server;
		this.cookie = '';
		this.token = '';
		this.faults = [];
	}

	// params: values of the path's parameters and of the query, by name.
	async call(id, { params = {}, body, file, fileName = 'file.txt', headers = {} } = {}) {
		const op = operation(id);
		let path = op.path;
		const query = new URLSearchParams();
		for (const [name, value] of Object.entries(params)) {
			const filled = path.replace(`{${name}}`, encodeURIComponent(value));
			if (filled === path) query.set(name, value);
			path = filled;
		}
		const sent = { ...(this.cookie && { Cookie: this.cookie }), ...(this.token && { 'X-CSRF-Token': this.token }) };
		if (body !== undefined) sent['Content-Type'] = 'application/json';
		if (file !== undefined) {
			sent['Content-Type'] = 'application/octet-stream';
			sent['X-File-Name'] = encodeURIComponent(fileName);
		}
		const search = query.size ? `?${query}` : '';
		const answer = await fetch(`${this.server.origin}/api/v1${path}${search}`, {
			method: op.method, headers: { ...sent, ...headers },
			body: file ?? (body === undefined ? undefined : JSON.stringify(body)),
		});
		return this.read(op, answer);
	}

	async read(op, answer) {
		const type = answer.headers.get('content-type') ?? '';
		const bytes = Buffer.from(await answer.arrayBuffer());
		const json = /json/.test(type) && !answer.headers.get('content-disposition')
			? JSON.parse(bytes.toString('utf8')) : undefined;
		for (const cookie of answer.headers.getSetCookie()) this.cookie = cookie.split(';')[0];
		if (json?.csrfToken) this.token = json.csrfToken;
		this.faults.push(...faults(op, answer.status, type, json));
		return { status: answer.status, headers: answer.headers, json, bytes };
	}

	// The JSON of a success; throws otherwise.
	async ok(id, options) {
		const answer = await this.call(id, options);
		if (answer.status >= 400)
			throw new Error(`${id}: ${answer.status} ${JSON.stringify(answer.json)}`);
		return answer.json ?? answer.bytes;
	}
}
