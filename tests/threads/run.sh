#!/usr/bin/env bash
# Scores many cases on several threads under the thread sanitizer: no report, and
# the same bytes in the same order as one thread without it.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
script/build build-tsan -DMIPSIA_SANITIZE_THREADS=ON -DCMAKE_C_COMPILER=clang-14 \
	-DCMAKE_CXX_COMPILER=clang++-14 >&2 || {
	echo "0 passed, 1 failed"
	exit 1
}
python3 tests/reference/random_cases.py --count 20000 --seed 4 >"$scratch/cases"
build/mipsia score --json --explain --threads 1 "$scratch/cases" >"$scratch/one" 2>/dev/null
passed=0
failed=0
for threads in 2 3 8; do
	TSAN_OPTIONS=exitcode=66 build-tsan/mipsia score --json --explain --threads $threads "$scratch/cases" \
		>"$scratch/many" 2>"$scratch/report"
	status=$?
	if [ "$status" -le 1 ] && cmp -s "$scratch/one" "$scratch/many"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$threads threads: status $status"
		head -50 "$scratch/report"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
