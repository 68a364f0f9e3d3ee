// Answers in place of the API, as docs/openapi.yaml describes them: enough for
// the shell. `state` may be changed by a test.
export function standIn() {
	const state = {
		signedIn: true,
		mode: 'accounts',
		requests: [],
		practices: [
			{ id: 'p1', name: 'Riverside Family Practice' },
			{ id: 'p2', name: 'Hillside Cardiology' },
		],
	};
	const session = () => ({
		mode: state.mode,
		signedIn: state.signedIn,
		account: state.signedIn ? { id: 'a1', name: 'dana', displayName: 'Dana Lee' } : null,
		csrfToken: state.signedIn ? 'token-of-the-session' : null,
		role: 'administrator',
		version: '0.1.0',
		rulebook: '2f5c1e8a90d14477',
		now: '2026-11-21T14:05:00Z',
		today: '2026-11-21',
		rehearsal: false,
		firstYear: 2017,
		lastYear: 2027,
		currentYear: 2026,
	});
	const summary = (practice) => ({
		...practice,
		tinMasked: 'XX-XXX6789',
		demonstration: false,
		archived: false,
		role: 'administrator',
		clinicianCount: 17,
		year: 2026,
		standing: null,
	});
	const whole = (practice) => ({
		...summary(practice),
		sites: [],
		version: 1,
		capabilities: ['read', 'record', 'review', 'attest', 'manage'],
	});
	const problem = (res, status, code, title) => {
		res.writeHead(status, { 'Content-Type': 'application/problem+json' });
		res.end(JSON.stringify({ type: 'about:blank', title, status, code, detail: title }));
	};
	const json = (res, body) => {
		res.writeHead(200, { 'Content-Type': 'application/json' });
		res.end(JSON.stringify(body));
	};
	const answer = (req, res, body) => {
		const path = new URL(req.url, 'http://x').pathname.replace('/api/v1', '');
		state.requests.push({ method: req.method, path, headers: req.headers, body });
		if (path === '/session' && req.method === 'POST') {
			const given = JSON.parse(body);
			if (given.password !== 'right horse battery') return problem(res, 401, 'sign_in', 'Name or password is wrong');
			state.signedIn = true;
			return json(res, session());
		}
		if (path === '/session' && req.method === 'DELETE') {
			state.signedIn = false;
			return void res.writeHead(204).end();
		}
		if (path === '/session') return json(res, session());
		if (!state.signedIn) return problem(res, 401, 'signed_out', 'Nobody is signed in');
		if (path === '/practices') return json(res, { practices: state.practices.map(summary) });
		if (path === '/templates/roster.csv') {
			res.writeHead(200, { 'Content-Disposition': "attachment; filename=\"roster.csv\"; filename*=UTF-8''r%C3%B6ster.csv" });
			return void res.end('npi,name\r\n');
		}
		if (path.endsWith('/evidence/files')) {
			if (state.refuseFiles) return problem(res, 422, 'file_kind', 'Programs are not taken');
			return json(res, {});
		}
		const one = state.practices.find(({ id }) => path === '/practices/' + id);
		return one ? json(res, whole(one)) : problem(res, 404, 'not_found', 'There is no such practice');
	};
	const api = (req, res) => {
		let body = '';
		req.setEncoding('utf8');
		req.on('data', (part) => (body += part));
		req.on('end', () => answer(req, res, body));
	};
	return { state, api };
}
