#!/bin/sh
# Runs test programs and scripts, several at once, each under a time limit,
# and closes with their sum: tests/run.sh BUILD TEST ... With TRIALS=N each runs
# up to N times, until it fails.
set -u

limit=${TEST_TIMEOUT:-240}

# One test. Its output goes to a log; a line on how it went to its result.
run_one() {
	name=${1##*tests/}
	log=$logs/$(echo "$name" | tr / -).log
	case $1 in
	/*) program=$1 ;;
	*) program=./$1 ;;
	esac
	begin=$(date +%s)
	TMPDIR=$(mktemp -d "$TMPDIR/${name##*/}.XXXXXX") || exit
	# Tests that turn into another user must get through to their own.
	chmod 711 "$TMPDIR"
	: >"$log"
	trial=0
	status=0
	while [ $trial -lt "${TRIALS:-1}" ] && [ $status = 0 ]; do
		timeout -k 5 "$limit" "$program" >>"$log" 2>&1 </dev/null
		status=$?
		trial=$((trial + 1))
	done
	took=$(($(date +%s) - begin))
	[ $status = 124 ] && echo "stopped after $limit seconds" >>"$log"
	awk -v name="$name" -v status=$status -v took=$took '
	/^\[  PASSED  \] [0-9]+ test/ { passed += $4 }
	/^\[  FAILED  \] [0-9]+ test/ { failed += $4 }
	/^\[  SKIPPED \] [0-9]+ test/ { skipped += $4 }
	/^[0-9]+ passed, [0-9]+ failed/ { last = $0 }
	END {
		split(last, said)
		passed += said[1]
		failed += said[3]
		skipped += said[5]
		if (status == 77 && !passed && !failed)
			skipped++
		else if (status && !failed)
			failed++
		else if (!status && !passed && !failed && !skipped)
			name ~ /[.]sh$/ ? passed++ : failed++
		printf "%-6s %-32s %4d passed %3d failed %3d skipped %4d s\n",
		    failed ? "FAILED" : "ok", name, passed, failed, skipped,
		    took
	}' "$log" | tee "${log%.log}.result"
}

if [ "$1" = --one ]; then
	run_one "$2"
	exit 0
fi

build=$1
shift
[ $# -gt 0 ] || {
	echo 'no tests' >&2
	exit 1
}
logs=$build/tests/logs
rm -rf "$logs" && mkdir -p "$logs" || exit
TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/huddle-test.XXXXXX") || exit
trap 'rm -rf "$TMPDIR"' EXIT
trap 'exit 130' INT TERM
chmod 711 "$TMPDIR"

HUDDLE=$(cd "$build" && pwd)/huddle
HUDDLE_BUILD=${HUDDLE%/huddle}
export logs limit TMPDIR HUDDLE HUDDLE_BUILD
export LC_ALL=C.UTF-8 TERM=xterm-256color HOME="$TMPDIR"
LSAN_OPTIONS="suppressions='$PWD/tests/data/leaks.supp':print_suppressions=0"
export LSAN_OPTIONS
unset HUDDLE_CONFIG HUDDLE_STORE XDG_CONFIG_HOME XDG_DATA_HOME NO_COLOR \
	LANGUAGE LANG MAKEFLAGS MFLAGS MAKELEVEL TZ

printf '%s\0' "$@" |
	xargs -0 -n 1 -P "${JOBS:-$(getconf _NPROCESSORS_ONLN)}" "$0" --one

for result in "$logs"/*.result; do
	grep -q '^FAILED' "$result" || continue
	printf '\n--- %s\n' "$(cut -c 8-40 "$result")"
	grep -av '^\[ *\(RUN\|OK\) *\]' "${result%.result}.log" | tail -n 60
done

echo
cat "$logs"/*.result | awk -v all=$# '
{ passed += $3; failed += $5; skipped += $7; seen++ }
END {
	failed += all - seen
	printf "%d passed, %d failed", passed, failed
	if (skipped)
		printf ", %d skipped", skipped
	print ""
	exit failed || !passed
}'
