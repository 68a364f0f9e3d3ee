// peer_rules.mjs - points of every activity and year for the peers, from the
// facts fixture of the tests: traditional MIPS without special status.
import { readFileSync } from 'node:fs';

const inventory = JSON.parse(readFileSync(new URL('../tests/reference/inventory.json', import.meta.url)));

/** [{ year, id, points }] */
export function activityPoints() {
	const rows = [];
	for (const [year, facts] of Object.entries(inventory.activities ?? inventory)) {
		if (!/^20\d\d$/.test(year)) continue;
		const weights = facts.activities ?? facts;
		for (const [id, weight] of Object.entries(weights)) {
			if (id === 'IA_MVP') continue;
			const points = id === 'IA_PCMH' ? 40 : weight === 'high' ? 20 : weight === 'medium' ? 10 : 20;
			rows.push({ year: Number(year), id, points });
		}
	}
	return rows;
}
