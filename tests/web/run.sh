#!/usr/bin/env bash
# The pages: types, house rules, format.ts, and the kit and shell in Chromium.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
command -v npm >/dev/null && [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || exit 77
passed=0
failed=0
whole() { # WHAT COMMAND...
	local what=$1 out
	shift
	if out=$("$@" 2>&1); then passed=$((passed + 1)); else
		failed=$((failed + 1))
		printf 'failed: %s\n%s\n' "$what" "$out"
	fi
}

# packages anew only when the lock file changed
install() { # FOLDER
	local mark=$1/node_modules/.mipsia-installed
	[ "$mark" -nt "$1/package-lock.json" ] || (cd "$1" && npm ci --no-progress --loglevel=error && touch node_modules/.mipsia-installed)
}
whole 'packages of web/' install ../../web
whole 'packages of tests/web/' install .
whole 'types and house rules' npm run --silent --prefix ../../web check
whole 'format.ts' node --test units.mjs
whole 'the ledger without a browser' node --test units_record.mjs
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] || exit 1
exec node check.mjs
