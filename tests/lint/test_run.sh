#!/bin/sh
# The runner counts what passed, failed, crashed, hung or was skipped, and
# never calls a run good in which a test failed or none ran.
set -u
passed=0
failed=0
place="$TMPDIR/a place"
mkdir -p "$place/tests/unit"

# program NAME: standard input becomes a test program.
program() {
	{
		echo '#!/bin/sh'
		cat
	} >"$place/tests/unit/$1"
	chmod +x "$place/tests/unit/$1"
}

# gives STATUS LINE PROGRAM ...: what the runner says of these programs.
gives() {
	status=$1
	line=$2
	shift 2
	set -- $(printf 'tests/unit/%s ' "$@")
	runner=$(pwd)/tests/run.sh
	(cd "$place" && TEST_TIMEOUT=1 "$runner" "$place" "$@") \
		>"$TMPDIR/out" 2>&1
	if [ $? = "$status" ] && [ "$(tail -n 1 "$TMPDIR/out")" = "$line" ]
	then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "expected exit $status and: $line"
		cat "$TMPDIR/out"
	fi
}

program test_good <<'EOT'
echo '[==========] Running 3 test(s).'
echo '[  PASSED  ] 3 test(s).'
EOT
program test_bad <<'EOT'
echo '[  PASSED  ] 2 test(s).'
echo '[  FAILED  ] 1 test(s), listed below:'
echo '[  FAILED  ] the_one'
exit 1
EOT
program test_crash <<'EOT'
echo '[       OK ] first'
kill -SEGV $$
EOT
program test_hang <<'EOT'
exec tail -f /dev/null
EOT
program test_none <<'EOT'
exit 0
EOT
program test_skip <<'EOT'
echo '[  SKIPPED ] 1 test(s), listed below:'
echo '[  PASSED  ] 1 test(s).'
EOT
program test_plain.sh <<'EOT'
exit 0
EOT
program test_counted.sh <<'EOT'
echo '4 passed, 1 failed'
exit 1
EOT
program test_away.sh <<'EOT'
exit 77
EOT
program test_own.sh <<'EOT'
[ -z "${HUDDLE_STORE+set}" ] && [ "$HUDDLE" = "$PWD/huddle" ] &&
	[ ! -t 0 ] && [ -z "$(cat)" ] && [ -d "$TMPDIR" ]
EOT
HUDDLE_STORE=wrong
export HUDDLE_STORE
unset TRIALS

gives 0 '3 passed, 0 failed' test_good
gives 0 '4 passed, 0 failed' test_good test_plain.sh
gives 0 '1 passed, 0 failed' test_own.sh
gives 0 '4 passed, 0 failed, 1 skipped' test_good test_skip
gives 0 '3 passed, 0 failed, 1 skipped' test_good test_away.sh
gives 1 '5 passed, 1 failed' test_good test_bad
gives 1 '3 passed, 1 failed' test_good test_crash
gives 1 '3 passed, 1 failed' test_good test_hang
gives 1 '3 passed, 1 failed' test_good test_none
gives 1 '7 passed, 1 failed' test_good test_counted.sh
gives 1 '0 passed, 0 failed, 1 skipped' test_away.sh
gives 1 '3 passed, 1 failed' test_good test_missing
grep -q '^--- unit/test_missing' "$TMPDIR/out" || {
	failed=$((failed + 1))
	echo 'what failed is not shown'
}
TRIALS=2
export TRIALS
gives 0 '6 passed, 0 failed' test_good
gives 1 '2 passed, 1 failed' test_bad

echo "$passed passed, $failed failed"
[ $failed = 0 ]
