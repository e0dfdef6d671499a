#!/bin/sh
# The demonstration's unit with the real program: complete and usable, or not
# there at all; nothing that exists is ever touched.
set -u
: "${HUDDLE:=$PWD/build/huddle}"
passed=0
failed=0
own=$(mktemp -d "${TMPDIR:-/tmp}/demo.XXXXXX") || exit 1
trap 'chmod -R u+w "$own"; rm -rf "$own"' EXIT
cd "$own" || exit 1
PATH=${HUDDLE%/*}:$PATH

# check WHAT COMMAND ...: the command must succeed.
check() {
	what=$1
	shift
	if "$@" >"$own/.out" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not so: $what"
		cat "$own/.out"
	fi
}

# refused STATUS WORDS COMMAND ...: ends so, and says so.
refused() {
	expected=$1
	words=$2
	shift 2
	"$@" >out 2>err
	status=$?
	if [ $status = "$expected" ] && grep -q -e "$words" err &&
		[ ! -s out ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "expected $expected and \"$words\" of: $*"
		echo "had $status and:"
		cat out err
	fi
}

sums() {
	(cd "$1" && find . -type f -exec cksum {} + | sort)
}

# --- What it makes ---

"$HUDDLE" demo "it's a unit" >said 2>err || failed=$((failed + 1))
check 'it says nothing else' test ! -s err
check 'it says where it is' grep -q "^A unit .* is in it's a unit\." said
check 'it is all there' test -s "it's a unit/huddle.conf" -a \
	-s "it's a unit/huddle.db" -a -d "it's a unit/keys" -a \
	-s "it's a unit/instruments/pulse.conf"
check 'it is private but for a public key' test -z "$(find "it's a unit" \
	-perm /077 ! -name office.pub)"
check 'nothing is left of the making' test -z \
	"$(find . -name '.demo-*' -print)"
check 'no key of a box is left' test -z "$(find "it's a unit/keys" -type f \
	! -name 'unit-key-*' ! -name '.ledger-*')"

start=$(sed -n 's/^  \(huddle --config .*\)/\1/p' said)
check 'the line to start it can be typed' eval "$start config check"
check 'it can be used' eval "$start status"
check 'no box is open' eval "$start round status --json |
	grep -q '\"rounds\":\\[\\]'"
check 'there are a hundred notes' eval \
	"test \$($start note list | wc -l) -ge 80"
check 'huddles can go on' eval "$start round open"
check 'with check-ins' eval "printf 'energy=4\n' | $start checkin -"
check 'and a closing' eval "$start round close --headcount 9"

mv "it's a unit" moved
check 'it can be moved' "$HUDDLE" --config moved/huddle.conf status

# --- As JSON ---

"$HUDDLE" demo deep/er/unit/ --weeks 2 --seed 5 --json >said 2>err ||
	failed=$((failed + 1))
sed 's/"20[0-9-]*"/DAY/g; s/:[0-9][0-9]*/:N/g; s/,/\n/g' said >lines
cat >expected <<'END'
{"cards":N
"checkins":N
"config":"deep/er/unit/huddle.conf"
"format":"huddle-demo/1"
"from":DAY
"held":N
"notes":N
"paper":N
"planned":N
"seed":N
"store":"deep/er/unit/huddle.db"
"to":DAY
"unit":"4-west"
"weeks":N}
END
check 'it is what scripts read, in order' diff expected lines
check 'with the seed that was given' grep -q '"seed":5,' said
check 'folders above are made private' test -z "$(find deep -perm /077 \
	! -name office.pub)"
check 'the unit is the one configured' eval \
	"\"\$HUDDLE\" --config deep/er/unit/huddle.conf status --json |
	grep -q '\"unit\":\"4-west\"'"

# --- What exists stays ---

sums moved >before
refused 73 'exists already; nothing was changed' "$HUDDLE" demo moved
refused 73 'exists already' "$HUDDLE" demo ./moved//
rm moved/huddle.conf
sums moved >before
refused 73 'huddle.db exists already' "$HUDDLE" demo moved
sums moved >after
check 'a refusal changes nothing' cmp before after

mkdir mine
echo 'my themes' >mine/themes.conf
refused 73 'themes.conf exists already' "$HUDDLE" demo mine
check 'another file is not overwritten' grep -q 'my themes' mine/themes.conf
check 'and alone again' test "$(ls -A mine)" = themes.conf
mv mine/themes.conf mine/notes.txt
check 'a folder with other things will do' "$HUDDLE" demo mine --weeks 1
check 'they stay' grep -q 'my themes' mine/notes.txt

# --- What killed runs left ---

mkdir -p left/.demo-abcdef/keys left/.demo-mine left/.demo-older-one
echo 'half a store' >left/.demo-abcdef/huddle.db
check 'it is made beside a leftover' "$HUDDLE" demo left --weeks 1
check 'and whole' "$HUDDLE" --config left/huddle.conf status
check 'and takes it away' test ! -e left/.demo-abcdef
check 'but nothing with other names' test -d left/.demo-mine -a \
	-d left/.demo-older-one

# Moved in part: what is on the list goes back, what is not stays.
mkdir -p part/.demo-abcdef
echo 'half a store' >part/huddle.db
echo mine >part/notes.txt
echo conf >part/.demo-abcdef/huddle.conf
printf 'huddle.db\nhuddle.conf\n' >part/.demo-abcdef/.moving
check 'one that was moved in part is made anew' "$HUDDLE" demo part --weeks 1
check 'and whole' "$HUDDLE" --config part/huddle.conf status
check 'the rest stays' grep -q mine part/notes.txt
check 'its leftover is gone' test ! -e part/.demo-abcdef

# Complete but for the sweeping: everything that was moved stays.
mkdir -p done/.demo-abcdef
echo 'a store' >done/huddle.db
printf 'huddle.db\nhuddle.conf\n' >done/.demo-abcdef/.moving
refused 73 'huddle.db exists already' "$HUDDLE" demo done
check 'a store that was moved wholly stays' grep -q 'a store' done/huddle.db

if command -v flock >/dev/null; then
	mkdir -p busy/.demo-abcdef
	check 'it is made beside a living one' flock busy/.demo-abcdef \
		"$HUDDLE" demo busy --weeks 1
	check 'and leaves it alone' test -d busy/.demo-abcdef
fi

# --- What cannot be ---

refused 64 'expected a whole number from 1 to 520' \
	"$HUDDLE" demo new --weeks 0
refused 64 'from 1 to 520' "$HUDDLE" demo new --weeks 521
refused 64 'from 1 to 520' "$HUDDLE" demo new --weeks 4w
refused 64 'expected a whole number' "$HUDDLE" demo new --seed x
refused 64 'needs DIR' "$HUDDLE" demo
refused 64 'name of a folder' "$HUDDLE" demo ''
refused 64 'in UTF-8' "$HUDDLE" demo "$(printf 'caf\351')"
: >file
refused 73 'cannot make' "$HUDDLE" demo file
refused 73 'cannot make' "$HUDDLE" demo file/new
check 'nothing was made' test ! -e new -a ! -s file

# No more than so many blocks a file, as a full disk would have it.
full() {
	(
		trap '' XFSZ
		ulimit -f "$1"
		shift
		"$@"
	)
}
for blocks in 1 8 40 100; do
	refused 73 '.' full $blocks "$HUDDLE" demo full/er --weeks 520
	check "nothing is left after $blocks blocks" test ! -e full
done
mkdir full
refused 73 '.' full 40 "$HUDDLE" demo full --weeks 520
check 'a folder that was there stays, and empty' test -z "$(ls -A full)"

mkdir locked
chmod 500 locked
if [ "$(id -u)" = 0 ]; then
	chmod 711 "$own"
	chown 65534:65534 locked
	refused 77 'cannot make' setpriv --reuid=65534 --regid=65534 \
		--clear-groups "$HUDDLE" demo "$own/locked/new"
else
	refused 77 'cannot make' "$HUDDLE" demo locked/new
fi

# Ended on the way, by whatever signal: whole or nothing.
for signal in INT TERM HUP; do
	"$HUDDLE" demo ended --weeks 520 >out 2>err &
	pid=$!
	until [ -n "$(ls -A ended 2>/dev/null)" ] ||
		! kill -0 $pid 2>/dev/null; do :; done
	kill -$signal $pid 2>/dev/null
	wait $pid
	status=$?
	if [ $status = 0 ]; then
		check "whole after SIG$signal" "$HUDDLE" \
			--config ended/huddle.conf status
		rm -rf ended
	else
		check "nothing after SIG$signal" test ! -e ended
	fi
done

(
	trap '' HUP
	exec "$HUDDLE" demo kept --weeks 520
) >out 2>err &
pid=$!
until [ -n "$(ls -A kept 2>/dev/null)" ] || ! kill -0 $pid 2>/dev/null; do :
done
kill -HUP $pid 2>/dev/null
check 'a signal that is ignored ends nothing' wait $pid
check 'whole after it' "$HUDDLE" --config kept/huddle.conf status

# --- Whatever the clock says, the last huddle is behind and none is on ---

# (The sanitizers do not let the clock be changed.)
if faketime -f '@2026-11-24 03:00:00' "$HUDDLE" version >out 2>&1; then
	for time in '2026-11-24 03:00' '2026-11-24 06:44' '2026-11-24 06:46' \
		'2026-11-24 12:00' '2026-11-24 18:50' '2026-11-24 23:30' \
		'2026-03-29 02:30' '2028-02-29 08:00' '2027-01-01 00:00'; do
		rm -rf clock
		check "made at $time" faketime -f "@$time:00" "$HUDDLE" demo \
			clock --weeks 3
		check "used at $time" faketime -f "@$time:00" "$HUDDLE" \
			--config clock/huddle.conf status
	done
fi

echo "$passed passed, $failed failed"
[ $failed = 0 ]
