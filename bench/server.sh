#!/usr/bin/env bash
# server.sh ECHO_SERVER PEER [SECONDS] - a small static answer, and one made by a worker, over
# keep-alive connections, beside the bare HTTP library sending the same bytes, in turns
# on the same cores: the server on one, wrk on the other.
set -euo pipefail
ours=$(realpath "$1")
peer=$(realpath "$2")
seconds=${3:-5}
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; rm -rf "$work"' EXIT
cores=$(nproc)

declare -A pid_of
start() { # NAME PROGRAM... : leaves its port in $work/NAME
	local name=$1
	shift
	taskset -c 0 "$@" >"$work/$name" 2>/dev/null &
	pids+=($!)
	pid_of[$name]=$!
	until [ -s "$work/$name" ]; do sleep 0.05; done
}
ticks() { awk '{ print $14 + $15 }' "/proc/${pid_of[$1]}/stat"; } # of 10 ms
start bare "$peer"
start ours "$ours" workers=2
measure() { # NAME SERVER PATH CONNECTIONS
	local port before
	port=$(cut -d' ' -f2 "$work/$2")
	before=$(ticks "$2")
	taskset -c $((cores - 1)) wrk -t1 -c"$4" -d"${seconds}s" --latency "http://127.0.0.1:$port$3" >"$work/wrk"
	awk -v name="$1" -v ticks=$(($(ticks "$2") - before)) '/99%/ { p99 = $2 } /Requests\/sec/ { rate = $2 }
		/requests in/ { cpu = ticks * 10000 / $1 } /Non-2xx|Socket errors/ { bad = $0 }
		END { print name "\t" rate "\t" p99 "\t" cpu "\t" bad }' "$work/wrk" >>"$work/figures"
}
for connections in 64 256; do
	for _ in 1 2 3; do # in turns; the best of three
		measure "bare library, $connections connections" bare /hello "$connections"
		measure "our core, $connections connections" ours /hello "$connections"
		measure "our core through workers, $connections connections" ours "/work?ms=0" "$connections"
	done
done
echo "small answers on one core, best of 3; the ratio is of CPU time, which other programs disturb less"
awk -F'\t' '{ if (!($1 in rate)) order[++n] = $1
		if (!($1 in cpu) || $4 < cpu[$1]) cpu[$1] = $4
		if ($2 > rate[$1]) { rate[$1] = $2; p99[$1] = $3 } if ($5 != "") bad[$1] = $5 }
	END { for (i = 1; i <= n; i++) { name = order[i]; size = name; sub(/.*, /, "", size)
		printf "  %-46s %8.0f/s  p99 %8s %6.1f us of CPU  %5.2f times the bare library %s\n", name,
			rate[name], p99[name], cpu[name], cpu[name] / cpu["bare library, " size], bad[name] } }' \
	"$work/figures"
