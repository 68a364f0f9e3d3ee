// A practice made through the API, from within a page that is signed in: the
// page's own session and token.
export async function call(page, method, path, body) {
	const answer = await page.evaluate(
		async ([verb, where, what]) => {
			const response = await fetch('/api/v1' + where, {
				method: verb,
				headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': localStorage.getItem('mipsia.token') ?? '' },
				body: what === undefined ? undefined : JSON.stringify(what),
			});
			const text = await response.text();
			return { status: response.status, json: text ? JSON.parse(text) : null };
		},
		[method, path, body],
	);
	if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.json)}`);
	return answer.json;
}

// Ten digits with the check digit that an NPI has.
export function npi(number) {
	const nine = String(100_000_000 + number);
	let sum = 24;
	[...nine].forEach((digit, i) => {
		const n = Number(digit) * (i % 2 === 0 ? 2 : 1);
		sum += n > 9 ? n - 9 : n;
	});
	return nine + ((10 - (sum % 10)) % 10);
}

export const signIn = async (page, name, password) => {
	await page.getByLabel('Name').fill(name);
	await page.getByLabel('Password').fill(password);
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => location.pathname !== '/sign-in');
};
