#!/bin/sh
# The comparison of the engine with the independent reference.
#
#   run.sh MIPSIA_BINARY [COUNT]
#
# Scores the whole lattice and COUNT random cases (default 200000; seed SEED,
# default 1) with "MIPSIA_BINARY score --json -" and with reference.py on all
# cores, and compares. Each part is made, scored, compared and removed before
# the next (the largest takes about 700 MB in TMPDIR).
# PARTS="points weights policies inventory random" chooses the parts; KEEP=1
# leaves the files of parts that differ. Last line: "N passed, N failed".
set -u
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    sed -n '2,13s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
MIPSIA_BINARY=$1
COUNT=${2:-200000}
SEED=${SEED:-1}
PARTS=${PARTS:-points weights policies inventory random}
here=$(cd "$(dirname "$0")" && pwd) || exit 2
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d "${TMPDIR:-/tmp}/mipsia-reference.XXXXXX") || exit 2
if [ "${KEEP:-}" ]; then
    echo "files in $work"
else
    trap 'rm -rf "$work"' EXIT
fi
trap 'exit 130' INT TERM

passed=0 failed=0
for part in $PARTS; do
    cases=$work/$part.cases engine=$work/$part.engine reference=$work/$part.reference
    if [ "$part" = random ]; then
        # one generator a core, each with its own seed
        cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
        each=$((COUNT / cores)) n=0 jobs=
        while [ $n -lt "$cores" ]; do
            if [ $n -eq 0 ]; then count=$((COUNT - each * (cores - 1))); else count=$each; fi
            python3 "$here/random_cases.py" --count $count --seed $((SEED * 1000 + n)) > "$cases.$n" &
            jobs="$jobs $!" n=$((n + 1))
        done
        for job in $jobs; do wait "$job" || exit 2; done
        n=0
        while [ $n -lt "$cores" ]; do cat "$cases.$n"; rm "$cases.$n"; n=$((n + 1)); done > "$cases"
    else
        python3 "$here/lattice.py" "$part" > "$cases" || exit 2
    fi
    # a case that cannot be scored may make the engine's exit status non-zero:
    # what counts is that every case has its answer
    "$MIPSIA_BINARY" score --json - < "$cases" > "$engine" 2> "$work/$part.stderr" ||
        echo "$part: the engine ended with status $?"
    python3 "$here/reference.py" < "$cases" > "$reference" || exit 2
    python3 "$here/compare.py" "$engine" "$reference" --cases "$cases" > "$work/$part.result"
    last=$(tail -n 1 "$work/$part.result")
    case $last in
    *" passed, "*" failed") ;;
    *) cat "$work/$part.result"; echo "$part: the comparison ended early"; exit 2 ;;
    esac
    sed '$d' "$work/$part.result"
    echo "$part: $last"
    passed=$((passed + ${last%% passed*}))
    last=${last#* passed, }
    failed=$((failed + ${last%% failed*}))
    if [ "${last%% failed*}" -eq 0 ] || [ -z "${KEEP:-}" ]; then
        rm -f "$cases" "$engine" "$reference" "$work/$part.stderr" "$work/$part.result"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
