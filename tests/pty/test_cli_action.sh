#!/bin/sh
# huddle action: a card's whole life at the command line; what is wrong changes
# nothing; undo and redo over processes; several processes at one card.
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
escape=$(printf '\033')
full=$(printf '%0500d' 0 | sed 's/0/é/g')
title=$(printf '%0100d' 0 | sed 's/0/é/g')

# What `show --json` has of a card.
card() {
	gives 0 action show "$1" --json
}
# lines NUMBER: so many were printed.
lines() {
	is "$command: $1 lines" test "$(wc -l <"$work/out")" = "$1"
}
# add ARGUMENT ...: a new card, its number in $id.
add() {
	gives 0 action add "$@"
	id=$(cat "$work/out")
	is "$command: a number" expr "$id" : '[1-9][0-9]*$' >/dev/null
}

# Nothing is there.
gives 0 action list
out ''
gives 0 action list --json
out '{"actions":[],"format":"huddle-actions/1"}'
gives 0 status
out_has '  actions: 0 open, 0 overdue'
keep "$work/unit"
for words in show history approve 'move ? done' 'edit ? --owner Kim' \
	'escalate ? --reason x' 'respond ? x' 'pdsa ? --plan x --predict y' \
	'result ? --outcome adopt x'; do
	case $words in *\?*) ;; *) words="$words ?" ;; esac
	# shellcheck disable=SC2046,SC2086
	refused 69 action $(echo "$words" | sed 's/?/7/')
	err_has 'no card 7'
	for number in 0 -1 07 7x +7 ' 7' 0x7 1e3 '' x 9999999999999999999; do
		first=${words%%\?*}
		rest=${words#*\?}
		# shellcheck disable=SC2086
		refused 64 action $first -- "$number" $rest
	done
done
refused 69 action undo
refused 69 action redo
unchanged

# A card, as little and as much as can be told.
add 'Linen runs out before noon'
first=$id
card "$first"
out '{"aim":"","approved":null,"cycles":[],"due":null,"ended":null,'\
'"format":"huddle-action/1","id":'"$first"',"marks":[],"metoo":0,'\
'"note":null,"owner":"","raised":"'"$today"'","reason":"","responses":['\
'{"answer":"","answered":null,"asked":"'"$today"'","reason":"",'\
'"tier":"unit"}],"since":"'"$today"'","size":"","state":"new",'\
'"theme":"other","tier":"unit","title":"Linen runs out before noon",'\
'"version":1}'
gives 0 action add 'Alarm limits' --theme alarms --owner 'Charge nurse' \
	--due 2999-12-01 --size small --aim 'Half as many alarms' \
	--tier department --json
out_has '"aim":"Half as many alarms","approved":null,"cycles":[],'\
'"due":"2999-12-01",'
out_has '"owner":"Charge nurse",'
out_has '"size":"small","state":"new","theme":"alarms","tier":"department",'
out_has '"marks":["waiting"]'
second=$(sed 's/.*"id":\([0-9]*\),.*/\1/' "$work/out")
is 'another number' test "$first" != "$second"

# From a note: its words and theme, its day, its "me too"; the note is taken.
note=$(echo 'Two signatures for saline' |
	"$HUDDLE" note add --kind stop --theme records --minutes 20 -)
gives 0 note metoo "$note"
add --note "$note"
third=$id
card "$third"
out_has '"metoo":1,"note":"'"$note"'"'
out_has '"theme":"records","tier":"unit","title":"Two signatures for saline"'
gives 0 note list --state action --json
out_has "{\"action\":$third,"
refused 69 action add --note "$note"
err_has "card $third"
refused 69 action add --note abcdefghij
refused 64 action add --note short

# Lists: the board's order, filters, words for what needs somebody.
gives 0 action list
lines 3
out_has 'Linen runs out before noon'
is 'aligned' test "$(grep -bo 'unit\|department' "$work/out" | wc -l)" = 3
is 'what waits is said' grep -q '2999-12-01  waiting  *Alarm' "$work/out"
is 'no colour, no control' test -z "$(LC_ALL=C grep "$escape" "$work/out")"
only() {
	these=$1
	shift
	gives 0 action list --json "$@"
	is "$command: $these" test "$(grep -o '"id":[0-9]*' "$work/out" |
		cut -d : -f 2 | tr '\n' ' ')" = "$these"
}
only "$first $third $second "
only "$second " --tier department
only "$first $third " --tier unit
only "$third " --theme records
only "$second " --owner 'CHARGE NURSE'
only "$first $third " --owner ''
only "$second " --match ALARM
only "$third " --match "$third"
only '' --match 'nothing of the kind'
only '' --state 'done'
only '' --overdue
only '' --overdue --unanswered
only "$first $third $second " --state new
refused 65 action list --state nowhere
err_has 'new, agreed, testing, done, closed'
refused 65 action list --tier nation
err_has 'unit, department, hospital'
refused 65 action list --theme nothing
err_has 'supplies, '
refused 65 action list --state ''

# What is wrong changes nothing.
keep "$work/unit"
refused 64 action add
refused 64 action add a b
refused 65 action add ''
refused 65 action add '   '
refused 65 action add "x$title"
err_has 'Title'
refused 65 action add "$(printf 'a\nb')"
refused 65 action add "${escape}]0;title$(printf '\007')"
lacks err "$escape"
refused 65 action add "$(printf 'a\342\200\256b')"
refused 65 action add "$(printf 'a\342\200\213b')"
refused 65 action add "$(printf 'a\302\233b')"
refused 65 action add "$(printf 'a\377b')"
refused 65 action add x --theme nothing
err_has 'supplies, '
refused 65 action add x --tier nation
refused 65 action add x --tier ''
refused 65 action add x --size huge
err_has 'small, medium or large'
refused 65 action add x --due someday
err_has 'tomorrow'
refused 65 action add x --due 2020-01-01
err_has 'before today'
refused 65 action add x --due 2999-02-30
refused 65 action add x --owner "$(printf '%061d' 0)"
err_has 'Owner'
refused 65 action add x --aim "x$full"
err_has 'Aim'
refused 64 action edit "$first"
refused 65 action edit "$first" --title ''
refused 65 action edit "$first" --theme ''
refused 65 action edit "$first" --due yesterday
refused 65 action edit "$first" --size tiny
refused 65 action edit "$first" --title "x$title"
refused 69 action edit "$first" --title 'Linen runs out before noon'
refused 64 action move "$first"
refused 65 action move "$first" nowhere
err_has 'new, agreed, testing, done, closed'
refused 65 action move "$first" New
refused 69 action move "$first" new
refused 64 action move "$first" closed
refused 65 action move "$first" closed --reason ' '
refused 64 action escalate "$first"
refused 65 action escalate "$first" --reason ''
refused 64 action respond "$first"
refused 64 action respond "$first" two words
refused 65 action respond "$first" ''
refused 65 action respond "$first" "x$full"
refused 65 action respond "$first" x --tier nation
refused 65 action respond "$first" x --tier hospital
err_has 'the hospital'
refused 64 action pdsa "$first"
refused 64 action pdsa "$first" --plan x
refused 64 action pdsa "$first" --predict x
refused 65 action pdsa "$first" --plan x --predict ''
refused 65 action pdsa "$first" --plan "x$full" --predict x
refused 65 action pdsa "$first" --plan x --predict x \
	--measure "$(printf '%0101d' 0)"
refused 64 action result "$first" x
refused 65 action result "$first" x --outcome wonder
err_has 'adopt, adapt, abandon'
refused 65 action result "$first" x --outcome ''
refused 69 action result "$first" x --outcome adopt
err_has 'No test is under way'
refused 64 action show
refused 64 action show "$first" "$second"
refused 64 action history
refused 64 action undo "$first"
unchanged

# As long as it may be, in characters and not in bytes; option-like words.
add "$title" --aim "$full"
card "$id"
out_has "\"title\":\"$title\""
gives 0 action respond "$id" "$full"
gives 0 action show "$id"
is 'at most 80 columns' test "$(wc -L <"$work/out")" -le 80
add -- '--title; DROP TABLE action; %s %n'
gives 0 action list --match '%s %n'
out_has '--title; DROP TABLE action; %s %n'

# Days as people say them.
due() {
	gives 0 action edit "$first" --due "$1" --json
	out_has "\"due\":$2,"
}
due tomorrow "\"$(date -d '1 day' +%F)\""
due +2w "\"$(date -d '14 days' +%F)\""
due '+3' "\"$(date -d '3 days' +%F)\""
due 2999-12-01 '"2999-12-01"'
due none null
due today "\"$today\""
due '' null
due fri "\"$(date -d "$(((12 - $(date +%u)) % 7)) days" +%F |
	sed "s/$today/$(date -d '7 days' +%F)/")\""

# Edits say what they did, and empty what is emptied.
gives 0 action edit "$first" --title 'Linen runs out' --owner Kim \
	--size medium --aim 'Linen at noon' --theme supplies
out 'changed: Linen runs out'
gives 0 action edit "$first" --owner '' --size '' --aim '' --json
out_has '"aim":"",'
out_has '"owner":"",'
out_has '"size":"",'
out_has '"theme":"supplies",'

# A walk: agreed, answered, two tests, up twice and down again, done.
gives 0 action move "$first" agreed
out 'moved: Linen runs out'
gives 0 action respond "$first" 'We try a second cart'
out 'responded: Linen runs out'
gives 0 action pdsa "$first" --plan 'A second cart, one week' \
	--predict 'Nobody runs out' --measure 'times it ran out' --before 9
out 'test planned: Linen runs out'
refused 69 action pdsa "$first" --plan x --predict y
err_has 'tell its result first'
gives 0 action result "$first" --outcome adapt --after 4 \
	'Better, not at weekends'
out 'test ended: Linen runs out'
gives 0 action pdsa "$first" --plan 'At weekends too' --predict 'At most once'
gives 0 action result "$first" 'Ran out once' --outcome adopt --json
out_has '"cycles":[{"after":"4","before":"9","begun":"'"$today"'",'\
'"ended":"'"$today"'","measure":"times it ran out","number":1,'\
'"outcome":"adapt","plan":"A second cart, one week",'\
'"prediction":"Nobody runs out","result":"Better, not at weekends"},'\
'{"after":"","before":"","begun":"'"$today"'","ended":"'"$today"'",'\
'"measure":"","number":2,"outcome":"adopt","plan":"At weekends too",'\
'"prediction":"At most once","result":"Ran out once"}]'
out_has '"state":"testing",'
gives 0 action approve "$first"
out 'page approved: Linen runs out'
refused 69 action approve "$first"
card "$first"
out_has "\"approved\":\"$today\","
gives 0 action escalate "$first" --reason 'The laundry is not ours' --json
out_has '"marks":["waiting"]'
out_has '"tier":"department"'
gives 0 action escalate "$first" --reason 'Nor the department'\''s'
out 'escalated: Linen runs out'
refused 69 action escalate "$first" --reason 'and on'
gives 0 action respond "$first" --tier department 'We asked too'
gives 0 action respond "$first" 'A delivery more a day' --json
out_has '"marks":[],'
out_has '"responses":[{"answer":"We try a second cart","answered":"'"$today"\
'","asked":"'"$today"'","reason":"","tier":"unit"},{"answer":"We asked too",'
out_has '{"answer":"A delivery more a day","answered":"'"$today"'","asked":"'\
"$today"'","reason":"Nor the department'\''s","tier":"hospital"}]'
gives 0 action show "$first"
for text in "card $first: Linen runs out" 'We try a second cart' \
	'The laundry is not ours' 'A delivery more a day' 'test 2' \
	'Ran out once' 'times it ran out' adopt; do
	out_has "$text"
done
is 'at most 80 columns' test "$(wc -L <"$work/out")" -le 80
gives 0 status --json
out_has '"actions":{"open":5,"overdue":0}'
gives 0 action move "$first" 'done'
gives 0 status --json
out_has '"actions":{"open":4,"overdue":0}'
gives 0 action move "$second" closed --reason 'New monitors come in May' --json
out_has '"ended":"'"$today"'",'
out_has '"reason":"New monitors come in May",'
gives 0 action move "$second" new
only "$first " --state 'done'
gives 0 status
out_has '  actions: 4 open, 0 overdue'

# The history tells every field, oldest first.
gives 0 action history "$first"
is 'every line has its day' test -z "$(grep -v "^$today  " "$work/out")"
is 'oldest first' sh -c "head -n 1 '$work/out' | grep -q '  added  '"
out_has 'Linen runs out before noon -> Linen runs out'
out_has 'new -> agreed'
out_has 'testing -> done'
out_has '-> The laundry is not ours'
out_has 'test 2: '
out_has 'the hospital: '
gives 0 action history "$first" --json
out_has '{"action":'"$first"',"events":[{"after":'
out_has '"format":"huddle-history/1"}'
out_has '{"after":"done","before":"testing","date":"'"$today"\
'","field":"state","number":null,"of":null,"revision":'
out_has '"what":"move"}'
refused 69 action history 4711

# Undo and redo: whole steps, the last first, over processes.
gives 0 action undo
out 'undone: moved: Alarm limits'
gives 0 action undo --json
out_has '{"action":'"$second"',"format":"huddle-undo/1","note":null,"revision":'
out_has ',"what":"move"}'
card "$second"
out_has '"ended":null,'
out_has '"reason":"",'
out_has '"state":"new",'
gives 0 action undo
card "$first"
out_has '"state":"testing",'
cp "$work/out" "$work/undone"
gives 0 action redo
out 'done again: moved: Linen runs out'
gives 0 action undo
card "$first"
sed 's/"version":[0-9]*//' "$work/undone" >"$work/a"
sed 's/"version":[0-9]*//' "$work/out" >"$work/b"
is 'undone twice is undone once' cmp -s "$work/a" "$work/b"
gives 0 action redo --json
out_has '"format":"huddle-redo/1"'
gives 0 action redo
gives 0 action redo
refused 69 action redo
gives 0 action edit "$first" --owner Ana
gives 0 action undo
gives 0 action edit "$first" --owner Bo
keep "$work/unit"
refused 69 action redo
unchanged
add 'Added by mistake'
gives 0 action undo
out 'undone: added: Added by mistake'
refused 69 action show "$id"
only '' --match mistake
gives 0 action redo
gives 0 action show "$id"

# What a tier above answers after a test is news, on the board's page too.
add 'New pump'
gives 0 action pdsa "$id" --plan 'borrow one' --predict 'fewer alarms'
gives 0 action result "$id" --outcome adapt 'worked half'
gives 0 action escalate "$id" --reason 'it costs money'
gives 0 action respond "$id" --tier department 'The money is there'
gives 0 print board
out_has 'The money is there'

# More than are wanted: done, and told.
sed -i '/^board = {/,/^}/d' "$HUDDLE_CONFIG"
echo 'board = { agreed_limit = 1; };' >>"$HUDDLE_CONFIG"
gives 0 action move "$id" agreed
is 'nothing is told' test ! -s "$work/err"
gives 0 action move "$third" agreed
out 'moved: Two signatures for saline'
err_has '2 cards'
card "$third"
out_has '"state":"agreed"'

# What waits too long is marked. Steps of another day are not undone.
if command -v faketime >/dev/null; then
	ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0
	export ASAN_OPTIONS
	real=$HUDDLE
	printf '#!/bin/sh\nexec faketime -f +5d "%s" "$@"\n' "$real" \
		>"$work/later"
	chmod 755 "$work/later"
	add 'Lift 3 alarms all night' --due today
	late=$id
	only '' --overdue
	only '' --unanswered
	HUDDLE=$work/later
	refused 69 action undo
	only "$late " --overdue
	gives 0 action list --unanswered
	is 'both are said' grep -q "$late .*  no answer, overdue  *Lift 3" \
		"$work/out"
	card "$late"
	out_has '"marks":["unanswered","overdue"]'
	gives 0 status --json
	out_has '"overdue":1}'
	gives 0 status
	out_has ', 1 overdue'
	gives 0 action respond "$late" 'Facilities come on Friday' --json
	out_has '"marks":["overdue"]'
	gives 0 action edit "$late" --due none --json
	out_has '"marks":[]'
	gives 0 action undo
	gives 0 action undo
	refused 69 action undo
	HUDDLE=$real
else
	skip 'faketime is not installed: no card waited for days'
fi

# Texts with what a terminal would obey can't come in, nor out.
add "$(printf 'Café \346\274\242\345\255\227 "x" \\ e\314\201')"
gives 0 action list --match cafe
out_has 'Café 漢字 "x" \ é'

# Two processes at one card: nobody's change is lost.
add 'Everybody at once'
both=$id
rounds=12
at_once() {
	i=0
	while [ $i -lt $rounds ]; do
		i=$((i + 1))
		"$HUDDLE" action edit "$both" "$1" "$2 $i" || exit 1
	done
}
command='edits at once'
at_once --owner Kim >"$work/kim" 2>&1 &
kim=$!
at_once --aim Aim >"$work/aim" 2>&1 &
aim=$!
i=0
while [ $i -lt $rounds ]; do
	i=$((i + 1))
	echo "Note $i" | "$HUDDLE" note add --kind matters --theme other - \
		>/dev/null 2>>"$work/notes" || echo failed >>"$work/notes"
done
wait $kim
is 'every owner is taken' test $? = 0
wait $aim
is 'every aim is taken' test $? = 0
is 'every note is kept' test ! -s "$work/notes"
card "$both"
out_has "\"owner\":\"Kim $rounds\""
out_has "\"aim\":\"Aim $rounds\""
out_has "\"version\":$((1 + 2 * rounds))}"
gives 0 action history "$both" --json
is 'every change is in the history' test "$(grep -o '"what":"edit"' \
	"$work/out" | wc -l)" = $((2 * rounds))

# Two processes that move the same card: one does, the other is told.
gives 0 action history "$both" --json
at=0
for n in 1 2 3 4; do
	"$HUDDLE" action move "$both" 'done' >"$work/move$n" 2>&1 &
	eval "move$n=\$!"
done
for n in 1 2 3 4; do
	eval "wait \$move$n"
	status=$?
	is "a move at once ends with 0 or 69, not $status" \
		test $status = 0 -o $status = 69
	[ $status = 0 ] && at=$((at + 1))
done
is 'just one of them moved it' test $at = 1

finish
