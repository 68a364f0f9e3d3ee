#!/usr/bin/env bash
# A new performance year is a change of data only: adds a fictional year after
# the last one, with other figures and an activity that never was, compiles it
# and scores with it.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -r data "$scratch/data"
python3 tests/new-year/make_year.py "$scratch/data" || exit 1
build/gen_rulebook "$scratch/data" "$scratch/rulebook_data.c" || {
	echo "0 passed, 1 failed"
	exit 1
}
gcc -std=c11 -O1 -Iinclude -Isrc/engine -DMIPSIA_VERSION=\"test\" -o "$scratch/check" \
	tests/new-year/check.c src/engine/*.c "$scratch/rulebook_data.c" || {
	echo "0 passed, 1 failed"
	exit 1
}
"$scratch/check"
