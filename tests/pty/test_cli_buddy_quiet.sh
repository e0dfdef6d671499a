#!/bin/sh
# What huddle buddy keeps to itself: who of two or three asked for another
# buddy, whom somebody is not to be with, which two of four a refused swap is
# about, and of few who connected. And what anybody may take back.
. "${0%/*}/cli.sh"

own_clock 'no day is the same'
at 2026-03-02 12:00:00

save() {
	rm -rf "$work/before"
	cp -a "$work/unit" "$work/before"
}
restore() {
	rm -rf "$work/unit"
	cp -a "$work/before" "$work/unit"
}

# Groups of "Buddies" or "Proposed", a line each.
groups() {
	"$HUDDLE" buddy list | awk -v part="$1" '
		/^[^ ]/ { here = index($0, part) == 1 }
		here && / and / { sub(/^ */, ""); gsub(/,| and/, ""); print }'
}

# together PART A B
together() {
	groups "$1" | grep -w -e "$2" | grep -qw -e "$3"
}
apart() {
	! together "$@"
}

unit "$work/unit"
sed -i 's/# timezone = ".*"/timezone = "UTC"/' "$HUDDLE_CONFIG"
for name in Ann Bob Cat Dan Eve Fay Gus Hal Ivy; do
	gives 0 buddy join $name --role nurse --shifts days
done
gives 0 buddy round propose
gives 0 buddy round confirm
save

# --- whoever of a group asks, all is the same ---

# shellcheck disable=SC2046
set -- $(groups Buddies | awk 'NF == 3')
is 'a group of three' test $# = 3
first=$1 second=$2 third=$3
# shellcheck disable=SC2046
set -- $(groups Buddies | awk 'NF == 2' | head -n 1)
one=$1 other=$2
for trio in "$first $second $third" "$one $other"; do
	rm -f "$work/asked" "$work/groups"
	for name in $trio; do
		restore
		gives 0 buddy ask "$name"
		out_has 'A new proposal waits for the coordinator.'
		cksum "$work/unit/huddle.db" >>"$work/asked"
		groups Proposed | tr '\n' ';' >>"$work/groups"
		echo >>"$work/groups"
		for a in $trio; do
			for b in $trio; do
				[ "$a" = "$b" ] || is 'not together' \
					apart Proposed "$a" "$b"
			done
		done
	done
	is 'one proposal' test "$(sort -u "$work/groups" | wc -l)" = 1
	is 'one store, byte for byte' \
		test "$(sort -u "$work/asked" | wc -l)" = 1
done

# Nor does it tell anything that the coordinator cannot put them together.
mate=$(groups Proposed | grep -w "$one" | tr ' ' '\n' | grep -vx "$one" |
	head -n 1)
refused 69 buddy round swap "$mate" "$other"
is 'and no more' test "$(cat "$work/err")" = \
	'huddle: This swap is not possible.'

# --- taken back ---

gives 0 buddy ask "$one" --off
out 'If anybody of this group asked for another buddy, that is taken back.'
is 'nothing is proposed any more' test "$(groups Proposed | wc -l)" = 0
gives 0 buddy join Jon
is 'nor when somebody joins' test "$(groups Proposed | wc -l)" = 0
gives 0 buddy ask "$other" --off
out 'If anybody of this group asked for another buddy, that is taken back.'

# What the coordinator drops is not asked for any more.
gives 0 buddy ask "$one"
gives 0 buddy round drop
gives 0 buddy join Kim --role nurse
is 'it does not come back' test "$(groups Proposed | wc -l)" = 0
gives 0 buddy round propose --anew
is 'they stay together' together Proposed "$one" "$other"

# --- not with: only ever taken back by saying so ---

restore
gives 0 buddy join "$one" --not-with "$other"
is 'they are parted' apart Proposed "$one" "$other"
gives 0 buddy round confirm
save
for told in "--wish $other" "--not-with $first" '--role nurse'; do
	restore
	# shellcheck disable=SC2086
	gives 0 buddy join "$one" $told
	out "What $one told is changed."
	gives 0 buddy join "$other" --wish "$one"
	gives 0 buddy round propose --now
	is "apart after $told" apart Proposed "$one" "$other"
done
restore
gives 0 buddy join "$one" --wish "$other" --not-with ''
gives 0 buddy join "$other" --wish "$one"
gives 0 buddy round propose --now
is 'together again' together Proposed "$one" "$other"

# A swap of two that would put two others together accuses nobody.
restore
gives 0 buddy join Ann --not-with Cat
gives 0 buddy round propose --now
mate=$(groups Proposed | grep -w Cat | tr ' ' '\n' | grep -vx Cat |
	head -n 1)
refused 69 buddy round swap Ann "$mate"
is 'and no more' test "$(cat "$work/err")" = \
	'huddle: This swap is not possible.'

# --- names ---

restore
gives 0 buddy join 'Mary  Jane' --wish Bbo --not-with Zebedee
err_has 'nobody called "Bbo" has joined yet; did you mean "Bob"?'
err_has 'nobody called "Zebedee" has joined yet; what you said'
out 'Mary Jane has joined.'
gives 0 buddy join 'mary   jane'
out 'What mary jane told is changed.'
gives 0 buddy leave 'Mary    Jane'
nbsp=$(printf '\302\240')
gives 0 buddy join "Mary${nbsp}Jane"
gives 0 buddy join 'Mary Jane'
out 'What Mary Jane told is changed.'
marks=$(printf '\314\200%.0s' 1 2 3 4 5)
refused 65 buddy join "Zz$marks"
err_has 'A letter has 4 marks at most.'
gives 0 buddy join "Zz$(printf '\314\200')"

# --- of few nobody can tell who connected ---

HUDDLE_CONFIG=$work/few/huddle.conf
unit "$work/few"
for name in Ann Bob Cat; do
	gives 0 buddy join $name
done
gives 0 buddy round propose
gives 0 buddy round confirm
for name in Ann Bob Cat; do
	gives 0 buddy connected $name
	out 'Noted, without a name. What you say to each other is yours.'
done
gives 0 buddy list
out_has '"We connected": told from 5 pairs up'
gives 0 buddy list --json
out_has '"connected":null'

# Three alone have no other way: they stay as they are until somebody joins.
gives 0 buddy ask Bob
out 'The next proposal will see to it. Nothing shows who asked.'
is 'nobody is alone' test "$(groups Proposed | wc -l)" = 0

# --- slips for nobody ---

gives 0 buddy leave Bob
gives 0 buddy leave Cat
refused 69 print slips
err_has 'Nobody has a buddy in the confirmed round.'

finish
