#!/bin/sh
# Versions of an instrument: other words, answers or cuts under the same
# version open no box; a new version and another language do. And what asks
# one item at a time, by the command line.
. "${0%/*}/cli.sh"

unit "$work/unit"
pulse=$work/unit/instruments/pulse.conf
cp "$pulse" "$work/pulse.conf"

# with SED-SCRIPT: the shipped pulse, changed.
with() {
	sed "$1" "$work/pulse.conf" >"$pulse"
	if cmp -s "$pulse" "$work/pulse.conf"; then
		ill "nothing changed by $1"
	fi
}

# Before the first box any words will do.
with 's/plenty/more than enough/'
gives 0 config check
with 's/plenty/a great deal/'
gives 0 round open
gives 0 round close

# From then on the version stands for them: a word, in any language; what is
# counted; the value of an answer.
for change in 's/plenty/more than enough/' \
	's/plenty/a great deal/; s/de sobra/muchísima/' \
	's/plenty/a great deal/; 0,/of = \[4, 5\]/s//of = [3, 4, 5]/' \
	's/plenty/a great deal/; s/"had energy/"have energy/' \
	's/plenty/a great deal/; 0,/{ label = { en = "none"/s//{ value = 3; &/
		s/{ value = 3; { label/{ value = 3; label/' \
	's/plenty/a great deal/; s/"energy"/"vigour"/'; do
	with "$change"
	refused 78 config check
	err_has '"pulse" was asked in other words'
	err_has 'give its file the version 2'
	gives 0 status
	err_has 'was asked in other words'
	keep "$work/unit"
	refused 78 round open
	err_has 'give its file the version 2'
	unchanged
	"$HUDDLE" round tally --date 2026-01-05 --headcount 9 --checkins 1 - \
		>"$work/out" 2>"$work/err" <<-.
		needed=1,0,0,0,0
	.
	judge $? 78
	unchanged
done

# The title and what it says of itself are free; so is a language more.
with 's/plenty/a great deal/; s/"Pulse"/"Our pulse"/
	s/Three questions/Three short ones/'
gives 0 config check
out "$work/unit/huddle.conf: no faults"
lacks err words
with 's/plenty/a great deal/
	s/\["en", "es"\]/["en", "es", "ca"]/
	s/es = \("[^"]*"\);/es = \1; ca = \1;/
	s/^\([[:space:]]*\)es = \("[^"]*"\);$/&\n\1ca = \2;/'
gives 0 config check
gives 0 round open
gives 0 round close
sed -i 's/ca = "ninguna"/ca = "gens"/' "$pulse"
refused 78 round open
err_has '(ca)'

# A new version opens, and its words are its own.
sed -i 's/^version = 1/version = 2/' "$pulse"
gives 0 config check
gives 0 round open
gives 0 round close
with 's/plenty/a great deal/'
gives 0 round open # what version 1 always was
gives 0 round close
with 's/^version = 1/version = 2/; s/plenty/loads/'
refused 78 round open
err_has 'give its file the version 3'

# Words that were changed while the box stood open: it takes no more answers
# on a screen, and the start says why (test_checkin has the page).
with 's/plenty/a great deal/'
gives 0 round open
with 's/plenty/lots/'
gives 0 round status
err_has 'was asked in other words'
gives 0 round close
with 's/plenty/a great deal/'

# Another unit's store, or none, is no matter of the configuration.
with 's/plenty/lots/'
refused 78 config check
mv "$work/unit/huddle.db" "$work/away.db"
HUDDLE_STORE=$work/away.db
export HUDDLE_STORE
refused 78 config check
unset HUDDLE_STORE
sed -i 's/^\(.*store = \).*/\1"elsewhere.db";/' "$work/unit/huddle.conf"
gives 0 config check

# One item at a time: a box and a sheet of it have that item only, and are
# never a huddle's.
unit "$work/turn"
gives 0 round open --kind walkup --instrument drivers
gives 0 status --json
out_has '"instrument":"drivers"'
is 'one item' grep -q '"items":\["[a-z-]*"\]' "$work/out"
item=$(sed 's/.*"items":\["\([a-z-]*\)"\].*/\1/' "$work/out")
gives 0 checkin --round drivers --json - <<.
$item=4

$item=5
.
out '{"format":"huddle-checkin/1","saved":2}'
refused_input=$work/in
printf 'energy=4\n' >"$refused_input"
refused 65 checkin --round drivers -
unset refused_input
refused 65 round open --instrument drivers
err_has 'once a week, month or quarter'
gives 0 round close --json
out_has '"checkins":2'
"$HUDDLE" round tally --date 2026-01-05 --headcount 9 --checkins 6 --json - \
	>"$work/out" 2>"$work/err" <<'.'
time-to-eat=1,1,1,1,2
.
judge $? 0
out_has '"item":"time-to-eat","of":[4,5],"rounds":1'
"$HUDDLE" round tally --date 2026-01-05 --headcount 9 --checkins 6 - \
	>"$work/out" 2>"$work/err" <<'.'
time-to-eat=1,1,1,1,2
thanked=1,1,1,1,2
.
judge $? 65
"$HUDDLE" round tally --date 2026-01-05 --headcount 9 --checkins 6 --json - \
	>"$work/out" 2>"$work/err" <<'.'
stay-a-year=1,1,1,1,2
.
judge $? 0
out_has '"item":"stay-a-year","of":[1,2]'

# Every shipped instrument has its box, one beside the other.
for id in drivers practice leadership retention pulse; do
	gives 0 round open --kind walkup --instrument $id
done
gives 0 round status
out_has 'retention        fewer than 5 checked in'
refused 64 round close
for id in drivers practice leadership retention pulse; do
	gives 0 round close --round $id
done
finish
