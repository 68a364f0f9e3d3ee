// make_submissions.mjs COUNT FILE - typical IA submissions as NDJSON, the same on
// every machine: one measurement set, 1 to 4 activities of 2024, fake identifiers.
import { createWriteStream } from 'node:fs';
import { activityPoints } from './peer_rules.mjs';

const [count, file] = process.argv.slice(2);
const ids = activityPoints().filter((row) => row.year === 2024 && row.id !== 'IA_PCMH').map((row) => row.id);

let state = 20261121;
function random(below) { // a 32-bit linear congruential generator is random enough here
	state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
	return Math.floor((state / 4294967296) * below);
}

function submission() {
	const measurements = [];
	const taken = new Set();
	for (let n = 1 + random(4); n > 0; n--) {
		const measureId = ids[random(ids.length)];
		if (taken.has(measureId)) continue;
		taken.add(measureId);
		measurements.push({ measureId, value: true });
	}
	return {
		entityType: 'individual',
		taxpayerIdentificationNumber: '000' + String(random(1e6)).padStart(6, '0'),
		nationalProviderIdentifier: '0' + String(random(1e9)).padStart(9, '0'),
		performanceYear: 2024,
		measurementSets: [{
			category: 'ia', submissionMethod: 'registry', programName: 'mips',
			performanceStart: '2024-01-01', performanceEnd: '2024-12-31', measurements,
		}],
	};
}

const out = createWriteStream(file);
for (let i = 0; i < Number(count); i += 1000) {
	let block = '';
	for (let k = i; k < Math.min(i + 1000, Number(count)); k++) block += JSON.stringify(submission()) + '\n';
	if (!out.write(block)) await new Promise((resolve) => out.once('drain', resolve));
}
out.end();
