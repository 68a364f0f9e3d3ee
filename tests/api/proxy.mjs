// proxy.mjs - behind a web server: everybody comes from its address, and what is for
// the machine itself stays so. usage: node proxy.mjs MIPSIA
import { request } from 'node:http';
import { finish, same } from './lib/checks.mjs';
import { Server } from './lib/server.mjs';

const host = 'mips.example.org';
const server = await Server.start({ binary: process.argv[2],
	args: ['--behind-proxy', '--host', host], accounts: [['chief', 'administrator']] });

// As the web server asks for somebody at that address; null: somebody on this machine asks.
const ask = (path, client, options = {}) => new Promise((resolve, reject) => {
	const headers = { Host: host, ...(client && { 'X-Forwarded-For': client }), ...options.headers };
	const asked = request(server.origin + path, { method: options.method ?? 'GET', headers }, (answer) => {
		answer.resume();
		answer.on('end', () => resolve(answer.statusCode));
	});
	asked.on('error', reject);
	asked.end(options.body);
});

const signIn = (client, name) => ask('/api/v1/session', client, { method: 'POST',
	headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, password: 'not the password' }) });

same(await ask('/healthz', '203.0.113.7'), 200, 'health, from elsewhere');
same(await ask('/metrics', null), 200, 'metrics, from this machine');
same(await ask('/metrics', '203.0.113.7'), 404, 'metrics, from elsewhere');
same(await ask('/metrics', 'unknown'), 404, 'metrics, from nobody knows where');

// One address has 20 wrong passwords; others are not held up by it. Of IPv6 a whole
// network of 2^64 addresses is one customer's.
for (let i = 0; i < 20; i++) await signIn(`2001:db8:1:2::${i + 1}`, `nobody${i}`);
same(await signIn('2001:db8:1:2::ffff', 'somebody'), 429, 'the same network waits');
same(await signIn('2001:db8:1:3::1', 'somebody'), 401, 'another one does not');

await server.stop();
finish();
