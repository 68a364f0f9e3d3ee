#!/usr/bin/env bash
# All checks of the guide: its data, against CMS's texts at hand and those of npm,
# and what the program makes of it. The last line is the sum.
# usage: run.sh MIPSIA
set -u
here=$(cd "$(dirname "$0")" && pwd)
if [ ! -x "${1:-}" ]; then
	echo "usage: run.sh MIPSIA" >&2
	exit 2
fi
program=$(realpath "$1")

passed=0
failed=0
# Runs one part; its own sum is added up, its other lines but the grades are shown.
part() {
	local out p f
	out=$("$@" 2>&1)
	read -r p f < <(awk '/^[0-9]+ passed, [0-9]+ failed$/ { p = $1; f = $3 } END { print p + 0, f + 0 }' \
		<<<"$out")
	grep -vE '^grade |^[0-9]+ passed, [0-9]+ failed$' <<<"$out"
	# a part that ended without a sum has failed, unless it was skipped
	if [ "$((p + f))" -eq 0 ] && ! grep -q '^skipped: ' <<<"$out"; then
		f=1
		echo "FAIL: $* ended without a sum"
	fi
	passed=$((passed + p))
	failed=$((failed + f))
}

part python3 "$here/check_guide.py"
part "$here/check_npm.sh"
part python3 "$here/check_program.py" "$program"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
