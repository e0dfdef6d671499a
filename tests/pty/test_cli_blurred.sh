#!/bin/sh
# What is too blurred is not told as a share, and a huddle to which nobody
# checked in adds no noise to what the room was told.
. "${0%/*}/cli.sh"

unit "$work/unit"
sed -i 's/# epsilon_milli = 1000;/epsilon_milli = 100;/
	s/# day = "07:00"/day = "00:00"/' "$HUDDLE_CONFIG"
monday=$(date -d "$(date +%F) -$(($(date +%u) - 1)) days" +%F)
before=$(date -d "$monday -1 week" +%F)

gives 0 round open
for energy in 4 4 5 5 5; do
	printf 'energy=%d needed=4\n' "$energy" | tr ' ' '\n' |
		"$HUDDLE" checkin - >/dev/null
done
gives 0 round close --headcount 9
out_has 'had energy for the work: too blurred to tell (5 answers)'
is 'no share' [ "$(grep -c 'give or take' "$work/out")" = 0 ]

# The numbers are there for programs, and an empty huddle leaves them alone.
gives 0 round open
gives 0 round close --headcount 9 --json
sed 's/.*"views"//' "$work/out" >"$work/first"
is 'the blur is told' grep -q '"give_or_take"' "$work/first"
is 'one round' grep -q '"rounds":1' "$work/first"
gives 0 round open
gives 0 round close --headcount 9 --json
sed 's/.*"views"//' "$work/out" >"$work/second"
is 'the same as before' cmp -s "$work/first" "$work/second"
gives 0 round open
gives 0 round close --headcount 9
out_has "Nobody checked in; this is the last huddle's."
out_has 'too blurred to tell (5 answers)'

printf 'energy=0,0,0,5,0\n' >"$work/in"
gives 0 round tally --date "$before" --headcount 9 --checkins 5 - <"$work/in"
gives 0 trend energy
week="$before  $(date -d "$before +6 days" +%F)"
out_has "$week    too blurred to tell (5 answers)"
out_has 'Too blurred to tell: the give or take is half of the answers or more.'
is 'no number of it' [ "$(grep -c '%' "$work/out")" = 0 ]
gives 0 trend energy --json
out_has '"blurred":true,"checkins":5,"counted":'
out_has '"median_milli":null'
gives 0 report --output "$work/page.html"
is 'the page says so' grep -q '<td[^>]*>too blurred to tell' \
	"$work/page.html"

finish
