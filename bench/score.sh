#!/usr/bin/env bash
# score.sh MIPSIA [COUNT] - `mipsia score` from file to file beside its peers on the
# same submissions, in one run: DuckDB's SQL, plain JavaScript, and wc -l as the floor.
# All scorers must agree on every submission, or the figures mean nothing.
set -euo pipefail
mipsia=$(realpath "$1")
count=${2:-1000000}
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --no-audit --no-fund >/dev/null 2>&1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cases=$work/cases.ndjson
node make_submissions.mjs "$count" "$cases"
cores=$(nproc)

# best of three: wall seconds and peak memory
measure() { # NAME COMMAND...
	local name=$1 best="" line
	shift
	for _ in 1 2 3; do
		line=$(/usr/bin/time -f '%e %M' "$@" 2>&1 >"$work/out" | tail -1)
		if [ -z "$best" ] || awk "BEGIN { exit !(${line%% *} < ${best%% *}) }"; then best=$line; fi
	done
	echo "$name $best" >>"$work/times"
}
measure "wc -l" wc -l "$cases"
measure "mipsia, 1 thread" "$mipsia" score --json --threads 1 "$cases"
measure "mipsia, $cores threads" "$mipsia" score --json "$cases"
node -e '
const fs = require("fs"), out = fs.openSync(process.argv[2], "w");
for (const line of fs.readFileSync(process.argv[1], "utf8").split("\n")) if (line) {
	const a = JSON.parse(line);
	fs.writeSync(out, a.points + " " + a.contribution + "\n");
}' <(head -n 20000 "$work/out") "$work/mipsia.points"
measure "DuckDB, 1 thread" node peer_duckdb.mjs "$cases" "$work/duckdb.ndjson" 1
measure "DuckDB, $cores threads" node peer_duckdb.mjs "$cases" "$work/duckdb.ndjson" "$cores"
measure "JavaScript" node peer_node.mjs "$cases"
for answers in "$work/duckdb.ndjson" "$work/out"; do
	head -n 20000 "$answers" | node -e '
let text = require("fs").readFileSync(0, "utf8").trim().split("\n").map(JSON.parse);
console.log(text.map((a) => a.points + " " + Number(a.contribution)).join("\n"));' >"$work/peer.points"
	cmp "$work/peer.points" "$work/mipsia.points" || {
		echo "the scorers disagree" >&2
		exit 1
	}
done
bytes=$(stat -c %s "$cases")
echo "end to end, $count submissions, $((bytes / 1000000)) MB of NDJSON, best of 3; the scorers agree"
awk -v n="$count" '{ mem = $NF; t = $(NF - 1); name = $0; sub(/ [^ ]+ [^ ]+$/, "", name)
	names[NR] = name; times[NR] = t; mems[NR] = mem; if (name ~ /^mipsia, [2-9]/) ours = t }
	END { for (i = 1; i <= NR; i++)
		printf "  %-20s %7.2f s %6.2f M/s %8.1f MB  %6.2f times mipsia on all cores\n",
			names[i], times[i], n / times[i] / 1e6, mems[i] / 1024, times[i] / ours }' "$work/times"
