#!/usr/bin/env node
// Runs `mipsia import-inventory` on the six inventories of npm's qpp-measures-data
// (2017 to 2022) and holds its answers against what is known of them: no difference,
// but for IA_PSPA_30, which CMS's repository has removed from 2022 and npm's older copy
// still has. What is stored must be CMS's own rows.
//
// usage: check_qpp_measures_data.mjs MIPSIA
// Ends with 0 when all is well, 1 when not, 77 (skipped) when npm is not reachable.

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";

const SKIPPED = 77;
const YEARS = [2017, 2018, 2019, 2020, 2021, 2022];
const COUNTS = { 2017: 93, 2018: 113, 2019: 118, 2020: 106, 2021: 105, 2022: 106 };
const KNOWN = { 2022: [{ measureId: "IA_PSPA_30", aspect: "added" }] };

const here = dirname(fileURLToPath(import.meta.url));
const mipsia = resolve(process.argv[2] ?? "build/mipsia");
const work = mkdtempSync(join(tmpdir(), "mipsia-npm-"));
const measures = join(work, "node_modules/qpp-measures-data/measures");
let failures = 0;

function expect(holds, message) {
	if (holds) return;
	failures++;
	console.error(`FAILED: ${message}`);
}

function end(code) {
	rmSync(work, { recursive: true, force: true });
	process.exit(code);
}

function install() {
	for (const name of ["package.json", "package-lock.json"]) copyFileSync(join(here, name), join(work, name));
	const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
		cwd: work, encoding: "utf8", timeout: 120_000, env: { ...process.env, npm_config_fetch_retries: "1" },
	});
	if (npm.status === 0 && existsSync(measures)) return;
	const why = (npm.error?.message ?? npm.stderr ?? "").split("\n").find((line) => /ERR|error/i.test(line)) ?? "";
	console.log(`SKIPPED: qpp-measures-data could not be installed; is npm's registry reachable? ${why.trim()}`);
	end(SKIPPED);
}

function importAll() {
	const run = spawnSync(mipsia, ["import-inventory", "--json", measures], {
		encoding: "utf8", env: { ...process.env, XDG_DATA_HOME: work },
	});
	expect(run.error === undefined, `${mipsia} does not run: ${run.error?.message}`);
	expect(run.status === 1, `exit code ${run.status}, not 1 (differences were found); ${run.stderr}`);
	return JSON.parse(run.stdout || "[]");
}

function checkYear(year, entry) {
	const wanted = KNOWN[year] ?? [];
	const found = (entry?.differences ?? []).map(({ measureId, aspect }) => ({ measureId, aspect }));
	const rows = JSON.parse(readFileSync(join(measures, `${year}/measures-data.json`), "utf8"));
	const stored = join(work, `mipsia/inventory/${year}.json`);

	expect(entry !== undefined, `${year}: no answer`);
	expect(entry?.cmsActivities === COUNTS[year], `${year}: ${entry?.cmsActivities} activities, not ${COUNTS[year]}`);
	expect(isDeepStrictEqual(found, wanted), `${year}: differences ${JSON.stringify(found)}`);
	expect(existsSync(stored), `${year}: nothing is stored`);
	if (existsSync(stored))
		expect(isDeepStrictEqual(JSON.parse(readFileSync(stored, "utf8")), rows.filter((r) => r.category === "ia")),
			`${year}: what is stored is not what CMS wrote`);
}

install();
const answer = importAll();
for (const year of YEARS) checkYear(year, answer.find((entry) => entry.performanceYear === year));
expect(answer.length === YEARS.length, `${answer.length} years, not ${YEARS.length}`);
console.log(failures === 0 ? `${YEARS.length} inventories of qpp-measures-data agree` : `${failures} failures`);
end(failures === 0 ? 0 : 1);
