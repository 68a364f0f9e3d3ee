// peer_node.mjs FILE - the same scoring in plain JavaScript: read lines,
// JSON.parse, look points up in a Map, print an answer a line.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { activityPoints } from './peer_rules.mjs';

const points = new Map(activityPoints().map((row) => [row.year + row.id, row.points]));

function score(submission) {
	let best = 0;
	for (const set of submission.measurementSets) {
		if (set.category !== 'ia') continue;
		const seen = new Set();
		let sum = 0;
		for (const { measureId, value } of set.measurements) {
			if (value !== true || seen.has(measureId)) continue;
			seen.add(measureId);
			sum += points.get(submission.performanceYear + measureId) ?? 0;
		}
		best = Math.max(best, Math.min(sum, 40));
	}
	return best;
}

let out = [];
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
	const submission = JSON.parse(line);
	const got = score(submission);
	out.push(`{"performanceYear":${submission.performanceYear},"points":${got},"contribution":${(got / 40) * 15}}\n`);
	if (out.length === 4096) {
		process.stdout.write(out.join(''));
		out = [];
	}
}
process.stdout.write(out.join(''));
