#!/bin/sh
# huddle note: kept as typed, listed, filtered, answered, merged, redacted; what
# is faulty leaves the notes as they were.
. "${0%/*}/cli.sh"

unit "$work/unit"
# The shift's day is that of the calendar.
sed -i 's/# day = "07:00"/day = "00:00"/' "$HUDDLE_CONFIG"
today=$(date +%F)
# A step that is not taken may have begun; what it would change was not.
bytes_of() {
	(cd "$1" && find . -type f ! -name '*-journal' -exec cksum {} + |
		sort -k 3)
}

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
	printf '{"action":null,"answer":"","answered":null,"date":"%s",' \
		"$today"
	printf '"into":null,"kind":"%s","metoo":0,"minutes":%d,' "$1" "$2"
	printf '"state":"open","text":"%s","theme":"%s"}' "$4" "$3"
}

gives 0 note list
out ''
list
out '{"format":"huddle-notes/1","notes":[]}'

printf '  Linen runs out before noon \n' >"$work/in"
add --kind pebble --theme supplies --json - <"$work/in"
is 'an id' grep -q '"date":"'"$today"'","format":"huddle-note/1",'\
'"id":"[a-z0-9]\{10\}",' "$work/out"
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
err_has 'open, action, answered, cant, merged, redacted, waiting'
refused 65 note list --theme nothing
err_has 'supplies, '
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

# Kept all the same, what could show a person is pointed out, but not the
# people who are thanked.
keeps() {
	command="note add of $2"
	printf '%s\n' "$2" | "$HUDDLE" note add --kind "$1" --theme other - \
		>"$work/out" 2>"$work/err"
	judge $? 0
	id=$(cat "$work/out")
	is "$command: an id" expr "$id" : '[a-z0-9]*$' >/dev/null
}
keeps pebble 'Lift 3 alarms all night'
is 'nothing is pointed out' test ! -s "$work/err"
keeps pebble 'Ask at 555-123-4567 for it'
err_has 'a phone number at character 8'
err_has "huddle note redact $id"
keeps pebble 'Café: call 555-123-4567'
err_has 'at character 12'
keeps pebble 'Mr. Garcia had no pillow'
err_has 'the text may show a person'
keeps thanks 'Thank you, Maria Garcia'
is 'thanks may name' test ! -s "$work/err"

# Answers: each kind of end, once.
"$HUDDLE" note list --json >"$work/out"
keeps pebble 'No pens at the desk'
pens=$id
keeps stop 'Signing twice'
twice=$id
of() {
	gives 0 note list --json --match "$1" --state "$2"
}
waiting() {
	"$HUDDLE" note list --state waiting --match "$1" | wc -l
}
is 'both wait' test "$(waiting 'No pens')$(waiting twice)" = 11
keep "$work/unit"
for words in 'answer ? x' 'answer ? --cant x' 'metoo ?' "merge ? $pens" \
	"merge $pens ?" 'redact ? --reason x'; do
	# shellcheck disable=SC2046,SC2086
	refused 69 note $(echo "$words" | sed 's/?/zzzzzzzzzz/')
	err_has 'no note zzzzzzzzzz'
	for odd in short zzzzzzzzzzz ZZZZZZZZZZ 'zzzzz zzzz' ''; do
		first=${words%%\?*}
		rest=${words#*\?}
		# shellcheck disable=SC2086
		refused 64 note $first "$odd" $rest
	done
done
refused 64 note answer "$pens"
refused 64 note answer "$pens" two words
refused 65 note answer "$pens" ''
refused 65 note answer "$pens" "x$full"
refused 65 note answer "$pens" "$(printf 'a\033b')"
refused 64 note metoo
refused 64 note merge "$pens"
refused 69 note merge "$pens" "$pens"
refused 64 note redact "$pens"
refused 65 note redact "$pens" --reason ' '
unchanged
gives 0 note metoo "$pens"
out 'me too: No pens at the desk'
gives 0 note answer "$pens" 'A box comes on Friday' --json
out_has '"answer":"A box comes on Friday","answered":"'"$today"'",'
out_has '"metoo":1,"minutes":0,"state":"answered"'
gives 0 note answer "$twice" --cant 'The law wants both'
out "answered: can't, because: Signing twice"
of twice cant
out_has '"answer":"The law wants both",'
is 'neither waits' test "$(waiting 'No pens')$(waiting twice)" = 00
keep "$work/unit"
refused 69 note answer "$pens" 'and another'
refused 69 note answer "$twice" --cant 'and another'
refused 69 note merge "$pens" "$twice"
unchanged

# A merge: the first into the second, undone whole, over processes.
keeps pebble 'No tape at the desk'
tape=$id
keeps pebble 'Tape is missing'
missing=$id
gives 0 note metoo "$tape"
gives 0 note merge "$tape" "$missing"
out "merged: $tape into $missing"
of tape merged
out_has '"into":"'"$missing"'"'
of Tape open
out_has '"id":"'"$missing"'","into":null,"kind":"pebble","metoo":2,'
lacks out 'No tape'
refused 69 note metoo "$tape"
refused 69 note merge "$tape" "$missing"
refused 69 note merge "$missing" "$tape"
keeps thanks 'For the tape'
refused 69 note merge "$missing" "$id"
gives 0 action undo
out_has 'undone: merged: '
of 'No tape' open
out_has '"into":null,"kind":"pebble","metoo":1,'
of missing open
out_has '"metoo":0,'
gives 0 action redo
of tape merged
out_has '"metoo":1,'
gives 0 note merge "$(echo 'Tape, please' |
	"$HUDDLE" note add --kind pebble --theme other -)" "$missing" --json
out_has '"id":"'"$missing"'","into":null,"kind":"pebble","metoo":3,'

# Redacted: the words are gone for good, from the card made of them too.
keeps pebble 'Mrs. Odd-Name in 4711B fell'
gives 0 action add --note "$id" --json
card=$(sed 's/.*"id":\([0-9]*\),.*/\1/' "$work/out")
out_has 'Odd-Name'
gives 0 note redact "$id" --reason 'It named a patient'
out_has "$id"
out_has "can't be undone"
gives 0 note list --state redacted --json
out_has '"answer":"It named a patient",'
out_has '"state":"redacted","text":"",'
gives 0 action show "$card"
lacks out 'Odd-Name'
gives 0 action history "$card" --json
lacks out 'Odd-Name'
is 'no file of the unit has them' test -z "$(grep -rl 'Odd-Name' \
	"$work/unit")"
refused 69 note redact "$id" --reason 'again'
"$HUDDLE" action undo >"$work/out" 2>"$work/err"
gives 0 note list --state redacted
is 'it stays redacted' grep -q "$id" "$work/out"
lacks out 'Odd-Name'

# What is left to look at is told: the card, and copies of before an upgrade.
store=$(find "$work/unit" "$HOME" -name huddle.db)
keeps pebble 'Mr. Old-Lift is broken'
gives 0 note redact "$id" --reason 'It named somebody'
is 'nothing is left to look at' test ! -s "$work/err"
keeps pebble 'The Odd-Lift is broken'
gives 0 action add 'a lift' --note "$id" --json
card=$(sed 's/.*"id":\([0-9]*\),.*/\1/' "$work/out")
gives 0 note redact "$id" --reason 'It named somebody'
err_has "Card $card was made of it; look at its title"
lacks err 'upgrade'
gives 0 action show "$card"
out_has 'a lift'
keeps pebble 'The New-Lift is broken'
gives 0 note answer "$id" 'New-Lift was told'
for name in v1 v12-2 vx v1.part vault; do
	: >"$store.$name"
done
gives 0 note redact "$id" --reason 'It named somebody' --json
err_has "$store.v1"
err_has "$store.v12-2"
for name in vx v1.part vault; do
	lacks err "$store.$name"
done
is 'no file of the unit has them' test -z "$(grep -rlE \
	'Old-Lift|Odd-Lift|New-Lift' "$(dirname "$store")")"
rm "$store".v*

# One that was interrupted is finished by whatever command comes next.
if command -v sqlite3 >/dev/null; then
	sqlite3 "$store" "PRAGMA journal_mode = PERSIST;
		UPDATE meta SET value = 'due' WHERE name = 'scrub'" \
		>"$work/out"
	printf 'Odd-Lift' | dd of="$store-journal" bs=1 seek=600 conv=notrunc \
		2>"$work/err"
	is 'it is there' grep -q Odd-Lift "$store-journal"
	gives 0 status
	is 'it is gone' test -z "$(grep -l Odd-Lift "$store-journal")"
	is 'and done' test "$(sqlite3 "$store" \
		"SELECT count(*) FROM meta WHERE value = 'due'")" = 0
else
	skip 'sqlite3 is not installed: no redaction was interrupted'
fi

# More notes than one page of the list, each told once, in order.
"$HUDDLE" demo "$work/demo" --weeks 150 >"$work/out" || ill 'no demonstration'
HUDDLE_CONFIG=$work/demo/huddle.conf
gives 0 note list
cut -d ' ' -f 1 "$work/out" >"$work/ids"
is 'more than a page' test "$(wc -l <"$work/ids")" -gt 500
is 'each once' test -z "$(sort "$work/ids" | uniq -d)"
awk '{ print $2, $1 }' "$work/out" | sort -k 1,1r -k 2,2 | cut -d ' ' -f 2 \
	>"$work/sorted"
is 'newest first' cmp -s "$work/ids" "$work/sorted"
gives 0 note list --json
grep -o '"id":"[a-z0-9]*"' "$work/out" | cut -d '"' -f 4 >"$work/json"
is 'JSON has the same' cmp -s "$work/ids" "$work/json"
is 'one line of JSON' test "$(wc -l <"$work/out")" = 1

finish
