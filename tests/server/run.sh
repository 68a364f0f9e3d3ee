#!/usr/bin/env bash
# The HTTP core against clients of every kind: as it is, and under the sanitizers.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
clang=(-DCMAKE_C_COMPILER=clang-14 -DCMAKE_CXX_COMPILER=clang++-14)
passed=0
failed=0
battery() { # FOLDER
	local last
	TSAN_OPTIONS=exitcode=66 python3 tests/server/robust.py "$1/tests/echo_server" >"$log" 2>&1
	last=$(tail -n 1 "$log")
	if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
		passed=$((passed + BASH_REMATCH[1]))
		failed=$((failed + BASH_REMATCH[2]))
	else
		failed=$((failed + 1))
	fi
	grep -v '^[0-9]* passed, 0 failed$' "$log" | sed "s|^|$1: |"
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
battery build
if script/build build-asan -DMIPSIA_SANITIZE=ON -DCMAKE_BUILD_TYPE=Debug "${clang[@]}" >&2; then
	battery build-asan
else
	failed=$((failed + 1))
fi
if script/build build-tsan -DMIPSIA_SANITIZE_THREADS=ON "${clang[@]}" >&2; then
	battery build-tsan
else
	failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
