#!/usr/bin/env bash
# Runs every command shown in an indented or fenced `mipsia ...` line of the README,
# in a scratch folder with the samples it names: documentation that does not run is
# wrong.
set -uo pipefail
mipsia=$(realpath "$1")
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp examples/registry.ndjson "$scratch/cases.ndjson"
cp examples/group-of-17-2023.json "$scratch/case.json"
cp tests/examples/submission.json "$scratch/submission.json"
cp tests/examples/submission.json "$scratch/upload.json"
mkdir "$scratch/documents"
"$mipsia" convert --to qrda3 --output "$scratch/documents/one.xml" "$scratch/submission.json" >/dev/null 2>&1
"$mipsia" template roster >"$scratch/roster.csv"

# Starts a server, waits until it says that it is ready, and ends it in good order.
serve() { # COMMAND
	local server
	: >"$scratch/said"
	(cd "$scratch" && HOME=$scratch PATH=$(dirname "$mipsia"):$PATH exec bash -c "exec $1 --listen 127.0.0.1:0") \
		>"$scratch/said" 2>&1 &
	server=$!
	while kill -0 "$server" 2>/dev/null && ! grep -q 'Ctrl-C' "$scratch/said"; do sleep 0.05; done
	kill "$server" 2>/dev/null
	wait "$server"
}

passed=0
failed=0
while read -r line; do
	command=${line%%#*}
	case $command in *" suggest "* | *" suggest") command="$command --no-input" ;; esac
	case $command in
	"mipsia serve"*)
		serve "$command"
		status=$?
		output=$(cat "$scratch/said")
		;;
	*)
		output=$(cd "$scratch" && PATH=$(dirname "$mipsia"):$PATH bash -c "$command" 2>&1 </dev/null)
		status=$?
		;;
	esac
	# 1 is a finding in the samples, not a failure to run
	if [ "$status" -le 1 ] && [ -n "$output" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf '%s\n  ended with %s: %s\n' "$command" "$status" "$output"
	fi
done < <(grep -hoE '^    mipsia .*' "$root/README.md" | sed 's/^ *//')
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
