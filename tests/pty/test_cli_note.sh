#!/bin/sh
# huddle note: kept as typed, listed, filtered; every faulty text leaves the
# notes as they were.
. "${0%/*}/cli.sh"

unit "$work/unit"
today=$(date +%F)

add() {
	command="note add $*"
	"$HUDDLE" note add "$@" >"$work/out" 2>"$work/err"
	judge $? 0
}
# The list without what is drawn.
list() {
	gives 0 note list --json "$@"
	sed -i 's/"id":"[a-z0-9]\{10\}",//g' "$work/out"
}
note() {
	printf '{"date":"%s","kind":"%s","minutes":%d,"state":"open",' \
		"$today" "$1" "$2"
	printf '"text":"%s","theme":"%s"}' "$4" "$3"
}

gives 0 note list
out ''
list
out '{"format":"huddle-notes/1","notes":[]}'

printf '  Linen runs out before noon \n' >"$work/in"
add --kind pebble --theme supplies --json - <"$work/in"
is 'an id' grep -qx '{"format":"huddle-note/1","id":"[a-z0-9]\{10\}"}' \
	"$work/out"
list
out "{\"format\":\"huddle-notes/1\",\"notes\":[$(note pebble 0 supplies \
	'Linen runs out before noon')]}"
add --kind bright --theme teamwork <<'.'
Café crew: "María" & 漢字 e\u0301
.
is 'an id' grep -qx '[a-z0-9]\{10\}' "$work/out"
add --kind=stop --theme=records --minutes=45 - <<'.'
The second signature
.
add --kind matters --theme other - <<'.'
--quiet nights; DROP TABLE note; %s %n
.
add --kind thanks --theme teamwork - <<'.'
night shift
.

list --kind stop
out "{\"format\":\"huddle-notes/1\",\"notes\":[$(note stop 45 records \
	'The second signature')]}"
list --theme teamwork --match NIGHT
out "{\"format\":\"huddle-notes/1\",\"notes\":[$(note thanks 0 teamwork \
	'night shift')]}"
list --match cafe
out_has 'Café crew: \"María\" & 漢字'
list --match '%s %n'
out_has 'DROP TABLE'
list --match 'nothing of the kind'
out '{"format":"huddle-notes/1","notes":[]}'
list --since "$today" --state open
is 'all five' test "$(grep -o '"kind"' "$work/out" | wc -l)" = 5
list --since 2999-01-01
out '{"format":"huddle-notes/1","notes":[]}'
list --state answered
out '{"format":"huddle-notes/1","notes":[]}'
gives 0 note list
is 'five lines' test "$(wc -l <"$work/out")" = 5
refused 65 note list --kind other
refused 65 note list --state lost
refused 65 note list --since yesterday
refused 65 note list --since 2026-02-30

# The longest text, in characters and not in bytes.
full=$(printf '%0500d' 0 | sed 's/0/é/g')
printf '%s' "$full" >"$work/in"
add --kind pebble --theme other - <"$work/in"
list --match é
out_has "$full"

# Whatever is wrong, nothing is kept.
keep "$work/unit"
bad() {
	wanted=$1
	text=$2
	shift 2
	command="note add $* with $(printf '%.40s' "$text")"
	# shellcheck disable=SC2059
	printf "$text" | "$HUDDLE" note add "$@" >"$work/out" 2>"$work/err"
	judge $? "$wanted"
	is "$command: a message and no id" \
		test -s "$work/err" -a ! -s "$work/out"
	unchanged
}
pebble='--kind pebble --theme supplies'
# shellcheck disable=SC2086
{
	bad 65 '' $pebble -
	bad 65 ' \n ' $pebble -
	bad 65 "x$full" $pebble -
	bad 65 'one\ntwo\n' $pebble -
	bad 65 'a\tb' $pebble -
	bad 65 'a\033]0;title\007' $pebble -
	bad 65 'a\302\233b' $pebble -
	bad 65 'a\342\200\256b' $pebble -
	bad 65 'a\342\200\213b' $pebble -
	bad 65 'a\000b' $pebble -
	bad 65 'a\377b' $pebble -
	bad 65 'a\355\240\200b' $pebble -
	bad 65 'fine' $pebble --minutes 5 -
	bad 65 'fine' --kind pebble --theme nothing -
	bad 65 'fine' --kind other --theme supplies -
	bad 64 'fine' --kind stop --theme supplies --minutes 721 -
	bad 64 'fine' --kind stop --theme supplies --minutes -1 -
	bad 64 'fine' --kind stop --theme supplies --minutes many -
	bad 64 'fine' --kind pebble -
	bad 64 'fine' --theme supplies -
	bad 64 'fine' $pebble fine
	bad 64 'fine' $pebble - fine
}
head -c 70000 /dev/zero | tr '\0' x >"$work/in"
command='a very long note'
# shellcheck disable=SC2086
"$HUDDLE" note add $pebble - <"$work/in" >"$work/out" 2>"$work/err"
judge $? 65
unchanged

finish
