#!/bin/sh
# Attack 8: what can be seen of the next release before and after one more
# check-in, whatever was answered, differs in the number of check-ins only.
. "${0%/*}/cli.sh"

unit "$work/unit"
sed -i 's/# timezone = ".*"/timezone = "UTC"/' "$HUDDLE_CONFIG"

# look NAME: everything that tells of what is not sealed yet.
look() {
	for words in 'release preview' 'release preview --json' \
		'release seal --json' 'release list --json' 'status --json'; do
		# shellcheck disable=SC2086
		"$HUDDLE" $words >"$work/out" 2>&1
		printf '%s: %s\n' "$words" $?
		cat "$work/out"
	done >"$work/$1"
}

# The number of check-ins, and nothing else, with its digits taken out.
but_for() {
	sed -e "s/\"checkins\":$1[,}]/\"checkins\":N,/g" \
		-e "s/huddle, $1 checked in/huddle, N checked in/" \
		"$work/$2" >"$work/$2.plain"
}

gives 0 round open
answered=0
look before
for answers in 'energy=1' 'energy=5' 'needed=1' 'energy=2 needed=3 someone=5' \
	'someone=1' 'energy=5 needed=5 someone=5' \
	'energy=1 needed=1 someone=1'; do
	printf '%s\n' "$answers" | tr ' ' '\n' |
		"$HUDDLE" checkin - >"$work/out" 2>"$work/err"
	command="checkin $answers"
	judge $? 0
	look after
	but_for $answered before
	but_for $((answered + 1)) after
	is "the same but for the number: $answers" \
		cmp -s "$work/before.plain" "$work/after.plain"
	is "the number is told: $answers" \
		grep -q "huddle, $((answered + 1)) checked in" "$work/after"
	mv "$work/after" "$work/before"
	answered=$((answered + 1))
done

# Closing draws the noise; the preview is the same then, whatever was drawn.
gives 0 round close --headcount 9
look closed
for words in energy needed someone counted '"answered' of=; do
	is "no word of it: $words" test -z "$(sed '/status --json/,$d' \
		"$work/closed" | grep -F "$words")"
done

# Two units that answered unlike say the same.
for unit in one other; do
	unit "$work/$unit"
	"$HUDDLE" round open >/dev/null
	for _ in 1 2 3 4 5 6; do
		[ $unit = one ] && answer=1 || answer=5
		printf 'energy=%s\nneeded=%s\n' "$answer" "$answer" |
			"$HUDDLE" checkin - >/dev/null
	done
	look $unit.open
	"$HUDDLE" round close >/dev/null
	look "$unit.closed"
done
is 'open, they look alike' cmp -s "$work/one.open" "$work/other.open"
is 'closed, they look alike' cmp -s "$work/one.closed" "$work/other.closed"
finish
