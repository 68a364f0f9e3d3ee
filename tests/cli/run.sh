#!/usr/bin/env bash
# Runs the golden tests of the command line. A test is a folder here:
#   cmd     what a user would type, run by bash in the folder; `mipsia` is the program
#   stdout, stderr, exit   what must come out
#   fixed   (a note, optional) what must come out was not taken from the program,
#           and is never blessed
# usage: run.sh [--bless] MIPSIA [NAME...]
# --bless writes what comes out as what must come out: read the difference
# before you commit it.
set -u
here=$(cd "$(dirname "$0")" && pwd)
bless=false
if [ "${1:-}" = --bless ]; then
	bless=true
	shift
fi
if [ ! -x "${1:-}" ]; then
	echo "usage: run.sh [--bless] MIPSIA [NAME...]" >&2
	exit 2
fi
program=$(realpath "$1")
shift

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/out"
ln -s "$program" "$work/bin/mipsia"
export PATH="$work/bin:$PATH" LC_ALL=C.UTF-8 TERM=dumb
unset COLUMNS NO_COLOR

# Runs one test; leaves its three answers in $work/out.
run_one() {
	(cd "$here/$1" && bash ./cmd) >"$work/out/stdout" 2>"$work/out/stderr" </dev/null
	echo $? >"$work/out/exit"
}

passed=0
failed=0
cd "$here" || exit 2
[ $# -gt 0 ] || set -- */cmd
for name; do
	name=${name%%/*}
	if [ ! -f "$name/cmd" ]; then
		echo "FAIL $name: there is no such test"
		failed=$((failed + 1))
		continue
	fi
	run_one "$name"
	if $bless && [ ! -f "$name/fixed" ]; then
		cp "$work"/out/* "$name/"
		passed=$((passed + 1))
		continue
	fi
	if difference=$(for file in exit stderr stdout; do
		diff -u --label "expected $file" --label "actual $file" "$name/$file" "$work/out/$file"
	done) && [ -z "$difference" ]; then
		passed=$((passed + 1))
	else
		echo "FAIL $name: $(tail -n 1 "$name/cmd")"
		printf '%s\n' "$difference" | sed 's/^/    /'
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
