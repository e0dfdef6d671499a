#!/bin/sh
# huddle round: boxes open, closed, void, side by side, counted on paper, and
# one that nobody closed.
. "${0%/*}/cli.sh"

unit "$work/unit"
three() {
	printf '%s\n' energy=4 needed=2 someone=5 '' energy=5 someone=1 '' \
		needed=3
}

# Nothing is open.
gives 0 round status
out 'No box is open.'
gives 0 round status --json
out '{"format":"huddle-rounds/1","rounds":[]}'
keep "$work/unit"
refused 69 round close
err_has 'huddle round open'
refused 69 round void --reason 'none is open'
refused 69 round close --round huddle
refused 69 round close --round pulse
refused 64 round void
refused 64 round open --kind party
refused 65 round open --instrument other
unchanged

# A huddle's box.
gives 0 round open --json
out '{"format":"huddle-round/1","instrument":"pulse","kind":"huddle"}'
is 'one key file' test "$(ls "$work/unit/keys" | wc -l)" = 1
is 'its key is private' \
	test -z "$(find "$work/unit/keys" -type f ! -perm 600 -print)"
gives 0 status
keep "$work/unit"
refused 69 round open
err_has 'open already'
unchanged
three | "$HUDDLE" checkin - >/dev/null
gives 0 round status --json
out '{"format":"huddle-rounds/1","rounds":[{"checkins":3,'\
'"instrument":"pulse","items":["energy","needed","someone"],'\
'"kind":"huddle"}]}'
gives 0 status
out_has 'huddle, 3 checked in'
refused 64 round close --headcount -1
refused 64 round close --headcount many
refused 64 round close --headcount 1000001

# Fewer than five: nothing is shown. The headcount is never below check-ins.
gives 0 round close --headcount 2 --json
out '{"checkins":3,"format":"huddle-round/1","headcount":3,"views":[]}'
is 'the key is gone' test -z "$(ls "$work/unit/keys")"

# From five together on: sums of both rounds, each drawn once.
gives 0 round open
out 'The box is open: huddle.'
three | "$HUDDLE" checkin - >/dev/null
gives 0 round close --headcount 14 --json
view='{"answered":4,"counted":-*[0-9]*,"give_or_take":[0-9]*,'
out_has '{"checkins":3,"format":"huddle-round/1","headcount":14,"views":['
lacks out '"item":"energy"'
gives 0 round open
{
	three
	echo
	three
} | "$HUDDLE" checkin - >/dev/null
gives 0 round close --headcount 9 --json
view='"answered":[0-9]*,"counted":-\{0,1\}[0-9]*,"give_or_take":[0-9]*'
want='^{"checkins":6,"format":"huddle-round/1","headcount":9,"views":\['
for item in energy needed someone; do
	want="$want{$view,\"item\":\"$item\",\"of\":\[4,5\],\"rounds\":[123]}"
	[ $item = someone ] || want="$want,"
done
is 'all three views' grep -q "$want\]}\$" "$work/out"
is 'answers of two or three rounds' grep -q '"answered":[68],' "$work/out"

# In words; the last headcount is taken where none is given.
gives 0 round open
{
	three
	echo
	three
} | "$HUDDLE" checkin - >/dev/null
gives 0 round close
out_has '6 checked in of 9.'
out_has 'had what they needed, give or take '

# Void: what is lost is told.
gives 0 round open
three | "$HUDDLE" checkin - >/dev/null
refused 65 round void --reason "$(printf 'a\tb')"
refused 65 round void --reason ' '
gives 0 round void --reason 'opened by mistake' --json
out '{"format":"huddle-round/1","lost":3}'
is 'the key is gone' test -z "$(ls "$work/unit/keys")"
gives 0 round open
gives 0 round void --reason 'opened by mistake'
out 'The round is void: 0 check-ins are lost.'

# A walk-up box beside the huddle's: with both open, one must be named.
gives 0 round open --kind walkup --instrument pulse
gives 0 round open
refused 69 round open --kind walkup
keep "$work/unit"
refused 64 checkin -
err_has '--round'
refused 64 round close
refused 64 round void --reason x
refused 69 checkin --round other -
unchanged
gives 0 checkin --round pulse - <<'.'
energy=3
.
gives 0 checkin --round=huddle --json - <<'.'
energy=3

energy=1
.
out '{"format":"huddle-checkin/1","saved":2}'
gives 0 status --json
out_has '"rounds":[{"checkins":1,"instrument":"pulse",'
out_has '{"checkins":2,"instrument":"pulse","items":["energy","needed",'
gives 0 round close --round huddle --json
out_has '"checkins":2'
gives 0 round close --json
out_has '"checkins":1'

# On paper: enters at once, drawn like any other.
tally() {
	gives "$1" round tally --date "$2" --headcount "$3" --checkins "$4" \
		--json -
}
tally 0 2026-01-05 14 12 <<'.'
energy=1,2,3,4,2
needed=0,0,4,4,4
.
out_has '{"checkins":12,"format":"huddle-round/1","headcount":14,"views":['
out_has '"answered":12,'
keep "$work/unit"
while IFS='|' read -r status date line; do
	command="a tally of $line"
	printf '%s\n' "$line" | tr ' ' '\n' >"$work/in"
	"$HUDDLE" round tally --date "$date" --headcount 14 --checkins 12 - \
		<"$work/in" >"$work/out" 2>"$work/err"
	judge $? "$status"
	unchanged
done <<'.'
65|2026-01-05|energy=1,2,3,4,3
65|2026-01-05|energy=1,2,3,4
65|2026-01-05|energy=1,2,3,4,1,1
65|2026-01-05|energy=1,2,3,4,-1
65|2026-01-05|energy=1,2,3,4,99999999999999999999
65|2026-01-05|energy=a,2,3,4,1
65|2026-01-05|energy=1,2,3,4,1 energy=1,2,3,4,1
65|2026-01-05|other=1,2,3,4,1
65|2026-01-05|energy
65|2026-01-05|
65|2026-02-30|energy=1,2,3,4,1
65|9026-02-20|energy=1,2,3,4,1
65|soon|energy=1,2,3,4,1
.
refused 64 round tally --date 2026-01-05 --headcount 14 -
refused 64 round tally --date 2026-01-05 --headcount 14 --checkins 0 -
refused 64 round tally --date 2026-01-05 --headcount 1 --checkins 12 energy=1
unchanged

# What is asked once a month has its own box, never a huddle's.
sed 's/"pulse"/"deep"/; s/^cadence = .*/cadence = "month";/
	s/"energy"/"rest"/; s/"needed"/"time"/; s/"someone"/"voice"/' \
	"$work/unit/instruments/pulse.conf" >"$work/unit/instruments/deep.conf"
chmod 600 "$work/unit/instruments/deep.conf"
gives 0 config check
keep "$work/unit"
refused 65 round open --instrument deep
err_has deep
refused 65 round open --kind huddle --instrument deep
unchanged
gives 0 round open --kind walkup --instrument deep --json
out '{"format":"huddle-round/1","instrument":"deep","kind":"walkup"}'
gives 0 round open --kind walkup --instrument pulse
gives 0 round close --round deep
out_has '0 checked in.'
gives 0 round close --round pulse
sed -i 's/"month"/"quarter"/' "$work/unit/instruments/deep.conf"
refused 65 round open --instrument deep
sed -i 's/"quarter"/"huddle"/' "$work/unit/instruments/deep.conf"
gives 0 round open --instrument deep
gives 0 round void --reason 'a trial'
rm "$work/unit/instruments/deep.conf"

# Where huddles are rare the last four together come first, then the last.
rounds_of() {
	sed 's/.*"views"://; s/},{/}\n{/g' "$work/out" |
		sed 's/.*"item":"\([a-z]*\)".*"rounds":\([0-9]*\).*/\1 \2/' |
		tr '\n' ' '
}
twelve() {
	tally 0 "$1" 14 12 <<-'.'
		energy=1,2,3,4,2
		needed=0,0,4,4,4
	.
}
unit "$work/weekly"
for day in 2025-03-03 2025-03-10 2025-03-17 2025-03-24 2025-03-31; do
	twelve $day
	is "weekly, $day: one by one" test "$(rounds_of)" = 'energy 1 needed 1 '
done
unit "$work/rare"
for day in 2025-03-03 2025-03-17 2025-03-31; do
	twelve $day
	is "few, $day: one by one" test "$(rounds_of)" = 'energy 1 needed 1 '
done
for day in 2025-04-14 2025-04-28; do
	twelve $day
	is "rare, $day: four together first" test "$(rounds_of)" = \
		'energy 4 needed 4 energy 1 needed 1 '
done
out_has '"answered":48,'
HUDDLE_CONFIG=$work/unit/huddle.conf

# A key that cannot be taken away is told, whichever way its round ended.
if [ "$(id -u)" = 0 ]; then
	lend='setpriv --reuid 65534 --regid 65534 --clear-groups'
else
	lend=
fi
for words in 'round close' 'round void --reason lost'; do
	gives 0 round open
	[ -z "$lend" ] || chown -R 65534:65534 "$work/unit"
	chmod 500 "$work/unit/keys"
	command="$words with a locked folder of keys"
	# shellcheck disable=SC2086
	$lend "$HUDDLE" $words >"$work/out" 2>"$work/err"
	judge $? 0
	err_has 'huddle: '
	err_has "$work/unit/keys"
	chmod 700 "$work/unit/keys"
	[ -z "$lend" ] || chown -R 0:0 "$work/unit"
	gives 0 round status
	is 'the key is gone now' test -z "$(ls "$work/unit/keys")"
done

# A huddle's box that nobody closed closes itself after 24 hours.
if command -v faketime >/dev/null; then
	ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0
	export ASAN_OPTIONS
	gives 0 round open
	gives 0 round open --kind walkup
	three | "$HUDDLE" checkin --round huddle - >/dev/null
	command='23 hours later'
	faketime -f +23h "$HUDDLE" round status >"$work/out" 2>"$work/err"
	judge $? 0
	out_has 'huddle           3 checked in'
	command='25 hours later'
	faketime -f +25h "$HUDDLE" round status >"$work/out" 2>"$work/err"
	judge $? 0
	out 'pulse            fewer than 5 checked in'
	is 'one key file is left' test "$(ls "$work/unit/keys" | wc -l)" = 1
	gives 0 round close

	# Who closes it by hand then says how many were there.
	gives 0 round open
	three | "$HUDDLE" checkin - >/dev/null
	command='a closing 25 hours later'
	faketime -f +25h "$HUDDLE" round close --headcount 17 --json \
		>"$work/out" 2>"$work/err"
	judge $? 0
	out_has '"checkins":3,"format":"huddle-round/1","headcount":17,'
	is 'nothing else is told' test ! -s "$work/err"
	gives 0 round open
	three | "$HUDDLE" checkin - >/dev/null
	command='an end 25 hours later'
	faketime -f +25h "$HUDDLE" round void --reason 'left open' --json \
		>"$work/out" 2>"$work/err"
	judge $? 0
	out '{"format":"huddle-round/1","lost":3}'
else
	skip 'faketime is not installed: no box was left open for a day'
fi

finish
