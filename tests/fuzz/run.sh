#!/bin/sh
# Runs fuzzers, FUZZ_SECONDS each (15), beginning with tests/fuzz/corpus/NAME:
# tests/fuzz/run.sh BUILD FUZZER ... What they find out on the way and what
# breaks the program stays in BUILD; nothing is written into the tree.
set -u

seconds=${FUZZ_SECONDS:-15}
build=$1
shift
[ $# -gt 0 ] || {
	echo 'no fuzzers' >&2
	exit 1
}

# A number of libFuzzer's closing statistics.
stat_of() {
	sed -n "s/^stat::$1: *//p" "$log"
}

passed=0 failed=0
for fuzzer; do
	name=${fuzzer##*/fuzz_}
	seeds=tests/fuzz/corpus/$name
	log=$build/$name.log
	mkdir -p "$build/corpus/$name"
	LC_ALL=C.UTF-8 "$fuzzer" -max_total_time="$seconds" -timeout=10 \
		-rss_limit_mb=2048 -print_final_stats=1 -verbosity=1 \
		-artifact_prefix="$build/$name-" \
		"$build/corpus/$name" "$seeds" >"$log" 2>&1 </dev/null
	status=$?
	runs=$(stat_of number_of_executed_units)
	if [ $status = 0 ] && [ "${runs:-0}" -gt 0 ]; then
		passed=$((passed + 1))
		printf 'ok     %-10s %8d runs, %d new inputs\n' "$name" \
			"$runs" "$(stat_of new_units_added)"
	else
		failed=$((failed + 1))
		printf 'FAILED %-10s see %s\n' "$name" "$log"
		tail -n 40 "$log"
	fi
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
