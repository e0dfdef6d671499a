#!/bin/sh
# Speed, each figure beside its floor measured in the same run and in turn:
# tests/bench/run.sh BUILD. Prints; judges nothing, since machines differ.
# MANY=100000 collects so many at the office, which takes far longer.
set -eu

build=$(cd "$1" && pwd)
data=$build/bench
rm -rf "$data"
mkdir -p "$data"
trap 'rm -rf "$data"' EXIT
trap 'exit 130' INT TERM

# Stores of offices are made on the same disk, too.
HOME=$data
TMPDIR=$data
LC_ALL=C.UTF-8
TASKRC=/dev/null
TASKDATA=$data/task
export HOME TMPDIR LC_ALL TASKRC TASKDATA
unset HUDDLE_CONFIG HUDDLE_STORE NO_COLOR LANGUAGE TZ

huddle=$build/huddle
"$huddle" demo "$data/unit" >/dev/null
"$huddle" demo "$data/old" --weeks 520 >/dev/null

printf '%s, %s cores, %s\n' "$(uname -sm)" "$(nproc)" \
	"$(df -T "$data" | awk 'NR == 2 { print "disk " $2 }')"
echo 'A figure is good or bad by its ratio; the target is the most it may be.'
"$build/tests/bench/bench_screen" "$huddle" "$build/tests/bench" \
	"$data/unit" "$data/old"
"$huddle" demo "$data/big" >/dev/null
"$build/tests/bench/bench_board" "$huddle" "$data/unit" "$data/big"
"$huddle" --config "$data/unit/huddle.conf" round status --json |
	grep -q '"kind":"huddle"' ||
	"$huddle" --config "$data/unit/huddle.conf" round open >/dev/null
"$build/tests/bench/bench_store" "$huddle" "$data/unit"
"$build/tests/bench/bench_seal" "$huddle" "$build/tests/bench" \
	"$data/unit" "$data/old"
"$build/tests/bench/bench_office" "$huddle" 500
"$build/tests/bench/bench_collect" "$huddle" "${MANY:-10000}"
"$build/tests/bench/bench_report" "$huddle"
"$build/tests/bench/bench_matching"
