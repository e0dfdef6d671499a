#!/bin/sh
# huddle buddy: people join with wishes and exclusions, rounds are proposed,
# adjusted, confirmed and printed, two connect, one leaves, one asks for
# another buddy; no pair is repeated while it can be helped, and nothing tells
# who is not to be with whom, who asked or who connected.
. "${0%/*}/cli.sh"

own_clock 'no round went by'
on() {
	at "$1 12:00:00"
}

# Lines of a part of the list: groups "Buddies from", groups "Proposed for".
groups() {
	"$HUDDLE" buddy list | awk -v part="$1" '
		/^[^ ]/ { here = index($0, part) == 1 }
		here && / and / {
			sub(/ [(]locked[)]$/, "")
			sub(/^ */, "")
			print
		}'
}

# The same as pairs, "Ann Bob" a line.
pairs() {
	groups "$1" | sed 's/,* and / /; s/, / /g' | awk '{
		for (i = 1; i < NF; i++)
			for (k = i + 1; k <= NF; k++)
				print $i, $k
	}' | sort
}

# With whom somebody is: mate PART NAME (one of them).
mate() {
	pairs "$1" | awk -v who="$2" '
		$1 == who { print $2; exit }
		$2 == who { print $1; exit }'
}

together() {
	pairs "$1" | grep -qxe "$2 $3" -e "$3 $2"
}

apart() {
	! together "$@"
}

# Nothing printed has this text: hidden NAME.
hidden() {
	for words in 'buddy list' 'buddy list --json' 'print slips' \
		'print slips --html' 'status --json' 'release preview'; do
		# shellcheck disable=SC2086
		"$HUDDLE" $words >"$work/out" 2>&1
		command="huddle $words"
		lacks out "$1"
	done
}

on 2026-03-02
unit "$work/unit"
sed -i 's/# timezone = ".*"/timezone = "UTC"/' "$HUDDLE_CONFIG"

# --- nobody there yet ---

gives 0 buddy list
out 'Nobody has joined yet: huddle buddy join NAME'
gives 0 buddy list --json
out "$(printf %s '{"confirmed":null,"connected":null,' \
	'"format":"huddle-buddies/1","people":[],"proposed":null}')"
for words in 'round propose' 'round confirm' 'round drop' 'leave Ann' \
	'ask Ann' 'connected Ann' 'round lock Ann' 'round swap Ann Bob'; do
	# shellcheck disable=SC2086
	refused 69 buddy $words
done
refused 69 print slips
err_has 'No round of buddies is confirmed yet'

# --- thirteen join ---

join() {
	gives 0 buddy join "$@"
}
join Ann --role nurse --shifts days --wish Bob
err_has 'nobody called "Bob" has joined yet'
out 'Ann has joined.'
join Bob --role nurse --shifts days --wish ann --wish Cat
join Cat --role technician --shifts both --not-with Dan
join Dan --role nurse --shifts nights
join Eve --role nurse --shifts nights --not-with Fay --not-with Zebedee
join Fay --role clerk --shifts days
for name in Gus Hal Ivy Jon Kim Lee; do
	join $name --role nurse --shifts nights
done
join Moe
gives 0 buddy list
is '13 lines' test "$(wc -l <"$work/out")" = 13
out_has 'Cat  technician  both'
gives 0 buddy list --json
out_has '{"joined":"2026-03-02","name":"Moe","role":"","shifts":"both"}'

# What is told anew replaces what is mentioned and nothing else.
join CAT --role nurse
out 'What CAT told is changed.'
join Cat --wish Moe --wish Moe --wish Hal
join Cat --wish ''

keep "$work/unit"
refused 65 buddy join ''
refused 65 buddy join '   '
refused 65 buddy join "$(printf 'A\033[1m')"
refused 65 buddy join "$(printf %041d 0)"
refused 65 buddy join '...' --role "$(printf %041d 0)"
refused 65 buddy join Ann --wish ANN
refused 65 buddy join Ann --not-with ann
refused 65 buddy join Ann --wish Kim --not-with kim
refused 65 buddy join Ann --shifts evenings
err_has 'days, nights, both'
refused 64 buddy join
refused 64 buddy join Ann Bob
refused 64 buddy join Ann --wish
# shellcheck disable=SC2046
refused 64 buddy join Ann $(printf -- '--wish N%s ' 1 2 3 4 5 6 7 8 9 10 11)
# shellcheck disable=SC2046
refused 64 buddy join Ann $(seq -f '--not-with N%g' 65)
refused 69 buddy leave Nobody
refused 69 buddy leave Bbo
err_has 'there is "Bob"'
refused 64 buddy round propose --weeks 0
refused 64 buddy round propose --weeks 27
refused 64 buddy round propose --weeks 2 --anew
refused 69 buddy round propose --anew
unchanged

# --- a proposal, adjusted by hand ---

gives 0 buddy round propose
out_has 'Proposed for 2026-03-02 to 2026-03-29'
is 'six groups' test "$(groups Proposed | wc -l)" = 6
is 'own choice first' together Proposed Ann Bob
is 'never with' apart Proposed Cat Dan
is 'nor these' apart Proposed Eve Fay
gives 0 buddy round propose --weeks 2
out_has 'Proposed for 2026-03-02 to 2026-03-15'

# To put Cat and Dan together by hand is refused, without a reason.
mate=$(mate Proposed Cat)
keep "$work/unit"
refused 69 buddy round swap "$mate" Dan
is 'and no more' test "$(cat "$work/err")" = \
	'huddle: This swap is not possible.'
refused 69 buddy round swap Cat "$mate"
err_has 'in one group already'
refused 69 buddy round lock Nobody
unchanged
other=$(pairs Proposed | grep -vwe Cat -e Dan -e Eve -e Fay -e "$mate" |
	awk 'END { print $1 }')
gives 0 buddy round swap "$other" "$mate"
is 'now together' together Proposed Cat "$other"
gives 0 buddy round lock cat
out_has '(locked)'
gives 0 buddy round propose
is 'what is locked stays' together Proposed Cat "$other"
gives 0 buddy round lock Cat --off
lacks out '(locked)'
gives 0 buddy round lock Cat
gives 0 buddy round drop
refused 69 buddy round confirm
gives 0 buddy round propose
gives 0 buddy round lock Ann
groups Proposed >"$work/proposed"
gives 0 buddy round confirm
groups Buddies >"$work/first"
is 'as it was proposed' cmp -s "$work/proposed" "$work/first"
pairs Buddies >"$work/pairs.1"
gives 0 buddy list --json
out_has '"proposed":null'
lacks out locked

# --- slips ---

gives 0 print slips
is 'a slip each' test "$(grep -c '  Press b on the home' "$work/out")" = 13
is 'a buddy each' test "$(grep -cE '  Your budd(y|ies): ' "$work/out")" = 13
out_has '4 West, 2 March to 29 March'
out_has ': Bob (nurse, days)'
gives 0 buddy topic
topic=$(head -n 1 "$work/out")
gives 0 buddy topic --json
out_has "\"title\":\"$topic\""
out_has '"from":"2026-03-02"'
gives 0 print slips
out_has "This week: $topic"
gives 0 print slips --html
is 'whole' test "$(tail -n 1 "$work/out")" = '</html>'
refused 64 print slips --json
hidden Zebedee

# --- two connect ---

# The stores of two different names are the same, byte for byte.
cp -a "$work/unit" "$work/before"
restore() {
	rm -rf "$work/unit"
	cp -a "$work/before" "$work/unit"
}
gives 0 buddy connected Ann
out 'Noted, without a name. What you say to each other is yours.'
cp "$work/unit/huddle.db" "$work/by-ann"
restore
gives 0 buddy connected MOE
is 'nobody can tell who' cmp -s "$work/by-ann" "$work/unit/huddle.db"
is 'it was counted' test \
	"$(cmp -s "$work/before/huddle.db" "$work/by-ann"; echo $?)" = 1
gives 0 buddy connected Moe
gives 0 buddy list --json
out_has '"connected":2'
for name in Ann Bob Cat Dan; do
	gives 0 buddy connected $name
done
gives 0 buddy connected Eve
out_has 'This week has one for every group already.'
gives 0 buddy list
out_has '"We connected", this week: 6'
on 2026-03-09
gives 0 buddy list
out_has '"We connected", this week: 0'
gives 0 buddy connected Eve

# What leaves the unit of the week that is over: two numbers, nobody's name.
gives 0 release export --format json
out_has '"buddies":{"connections":6,"pairs":6}'
for name in Ann Bob Zebedee nurse; do
	lacks out $name
done
is 'it keeps the rules' eval \
	'cp "$work/out" "$work/told"; "$HUDDLE" audit "$work/told" >/dev/null'

# --- one leaves ---

gives 0 buddy leave Ivy
out_has 'Ivy has left.'
for file in "$work/unit"/huddle.db*; do
	is "no trace in ${file##*/}" \
		test "$(grep -aic ivy "$file")" = 0
done
hidden Ivy
"$HUDDLE" buddy list | grep -q '^Proposed' &&
	gives 0 buddy round confirm
pairs Buddies >"$work/pairs.2"
is 'everybody has a buddy' test "$(groups Buddies | tr -s ', ' '\n' |
	grep -cvx and)" = 12
is 'few changes' test \
	"$(comm -12 "$work/pairs.1" "$work/pairs.2" | wc -l)" -ge 5

# --- one asks for another buddy ---

mate=$(mate Buddies Kim)
gives 0 buddy ask Kim
out 'A new proposal waits for the coordinator. Nothing shows who asked.'
is 'not together' apart Proposed Kim "$mate"
gives 0 buddy list --json
lacks out again
lacks out ask
gives 0 buddy round confirm
is 'not together any more' apart Buddies Kim "$mate"
pairs Buddies >"$work/pairs.3"
is 'few changes again' test \
	"$(comm -12 "$work/pairs.2" "$work/pairs.3" | wc -l)" -ge 4

# Somebody who is told not to be with their buddy is not, either.
mate=$(mate Buddies Dan)
gives 0 buddy join Dan --not-with "$mate"
lacks out "$mate"
is 'proposed apart' apart Proposed Dan "$mate"
gives 0 buddy round confirm
pairs Buddies >"$work/pairs.4"

# --- the next round repeats no pair ---

on 2026-03-22
gives 0 buddy list
keep "$work/unit"
refused 69 buddy round propose
err_has 'goes on until 2026-03-29'
err_has 'from 2026-03-23 on'
refused 64 buddy round propose --now --anew
unchanged
gives 0 buddy round propose --now --weeks 1
out_has 'Proposed for 2026-03-22 to 2026-03-28'
gives 0 buddy round drop
on 2026-03-23
gives 0 buddy round propose
out_has 'Proposed for 2026-03-23 to 2026-04-19'
is 'own choice goes on' together Proposed Ann Bob

# What happens now mends that proposal; what is locked in it stays.
gives 0 buddy round lock Cat
mate=$(mate Proposed Cat)
gives 0 buddy ask Bob
out 'A new proposal waits for the coordinator. Nothing shows who asked.'
is 'these are apart' apart Proposed Ann Bob
is 'what is locked stays' together Proposed Cat "$mate"
gives 0 buddy ask Bob
out 'The next proposal will see to it. Nothing shows who asked.'
left=$(pairs Proposed | grep -vwe Cat -e "$mate" -e Ann -e Bob |
	awk 'END { print $1 }')
gives 0 buddy leave "$left"
is 'nobody is alone' test "$(groups Proposed | tr -s ', ' '\n' |
	grep -cvx and)" = 11
is 'it stays locked' together Proposed Cat "$mate"
gives 0 buddy list
out_has 'Proposed for 2026-03-23 to 2026-04-19'

on 2026-03-27
gives 0 buddy round lock Cat --off
gives 0 buddy round propose --weeks 4
out_has 'Proposed for 2026-03-27 to 2026-04-23'
gives 0 buddy round confirm
pairs Buddies >"$work/pairs.5"
is 'nobody is with whom they were' test "$(sort -u "$work/pairs.1" \
	"$work/pairs.4" | comm -12 - "$work/pairs.5")" = ''
is 'never with, ever' apart Buddies Cat Dan
hidden Zebedee

# Of four people there are three ways, and then the oldest comes again.
HUDDLE_CONFIG=$work/four/huddle.conf
on 2026-03-02
unit "$work/four"
for name in Ann Bob Cat Dan; do
	join $name --role nurse
done
for day in 2026-03-02 2026-03-30 2026-04-27 2026-05-25; do
	on $day
	gives 0 buddy round propose
	gives 0 buddy round confirm
	groups Buddies >"$work/of.$day"
done
is 'three ways' test "$(sort -u "$work"/of.2026-0[34]* | wc -l)" = 6
is 'then the first' cmp -s "$work/of.2026-03-02" "$work/of.2026-05-25"

finish
