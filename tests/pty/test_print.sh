#!/bin/sh
# Printing the board, the page of a card and what worked, with the real program
# on a unit of its own: what they say, what they leave out, and what is refused.
. "${0%/*}/cli.sh"

unit "$work/unit"
huddle() {
	"$HUDDLE" "$@"
}
note() {
	echo "$2" | huddle note add --kind "$1" --theme supplies -
}
# the ten letters and digits of a new note's id
id_of() {
	huddle note list --match "$1" | sed 's/ .*//'
}

# --- an empty wall says that it is empty ---

gives 0 print board
out_has 'What became of what you said'
out_has 'We did: 0'
out_has 'Nothing was finished in these days.'
out_has 'Nothing was turned down in these days.'
out_has 'Nothing waits for an answer.'
is 'the unit stands first' grep -q '^4 West  ' "$work/out"

# --- what was said, and what became of it ---

note pebble 'Linen runs out before noon' >/dev/null
note pebble 'Shut the lift at night' >/dev/null
note stop 'Signing twice for saline' >/dev/null
huddle action add 'A second cart at eleven' --theme supplies \
	--owner 'Kim Owner' --aim 'Linen until three' \
	--note "$(id_of Linen)" >/dev/null
gives 0 note answer "$(id_of Shut)" --cant 'The fire rules forbid it.'
gives 0 action respond 1 'We try a second cart.'
gives 0 action pdsa 1 --plan 'One week' --predict 'No walks for linen'
gives 0 action result 1 --outcome adopt 'Two walks instead of nine'
gives 0 action escalate 1 --reason 'The carts belong to the laundry.'

gives 0 print board
out_has "Can't, because: 1"
out_has 'The fire rules forbid it.'
out_has 'Still waiting: 2'
out_has 'Signing twice for saline'
out_has 'Nobody on the unit has answered yet.'
out_has 'The department has not answered yet.'
is 'it fits the paper' test "$(wc -L <"$work/out")" -le 78

gives 0 action respond 1 --tier department 'The cart comes on Monday.'
gives 0 action move 1 done
gives 0 print board
out_has 'We did: 1'
out_has 'A second cart at eleven'

# --- the page that goes up ---

gives 0 print card 1
out_has 'A second cart at eleven'
out_has 'Linen until three'
out_has 'To the department. Draft, not approved yet.'
out_has 'The carts belong to the laundry.'
lacks out 'The cart comes on Monday.'
out_has 'One week'
out_has 'Two walks instead of nine'
out_has 'Your answer'
lacks out 'Kim'
lacks out 'Linen runs out before noon'

# --- what worked ---

gives 0 print worked 1
out_has 'What worked on 4 West'
out_has 'No walks for linen'
out_has 'Try it on your unit'
lacks out 'Kim'
lacks out 'laundry'

# --- a title that is still the note's words stays on the unit ---

note pebble 'Whispering behind the desk all morning' >/dev/null
gives 0 action add --note "$(id_of Whispering)"
gives 0 action escalate 2 --reason 'We need a door that shuts.'
for page in 'card 2' 'card 2 --html'; do
	# shellcheck disable=SC2086
	gives 0 print $page
	lacks out 'Whispering'
	out_has 'Card 2: Supplies and equipment'
done
gives 69 action approve 2
gives 0 action edit 2 --title 'A door that shuts'
gives 0 action approve 2
gives 0 print card 2
out_has 'A door that shuts'
out_has 'Approved on'

# --- slips for buddies: who with whom, and nothing else of anybody ---

huddle buddy join Nadia --role nurse --shifts nights >/dev/null
huddle buddy join '<Otto> & Co' --not-with Kim --shifts days \
	>/dev/null 2>&1
huddle buddy round propose >/dev/null
huddle buddy round confirm >/dev/null
gives 0 print slips
out_has 'Your buddy: <Otto> & Co (days)'
out_has 'Your buddy: Nadia (nurse, nights)'
lacks out 'Kim'
is 'slips fit the paper' test "$(wc -L <"$work/out")" -le 78
gives 0 print slips --html
out_has 'Your buddy: &lt;Otto&gt; &amp; Co (days)'

# --- an invitation to a meal, with a question ---

gives 0 print invitation
out_has '90 minutes'
out_has 'What is said at the table stays there.'
is 'it fits the paper' test "$(wc -L <"$work/out")" -le 78
is 'it is one page' test "$(wc -l <"$work/out")" -le 60
cp "$work/out" "$work/week"
gives 0 print invitation
is 'a week has one question' cmp -s "$work/out" "$work/week"
gives 0 print invitation --question 2
out_has 'What do you do at work that nobody sees, and that matters?'
sed -i 's/^# meals = .*/meals = "meals.conf";/' "$HUDDLE_CONFIG"
cp "$work/unit/meals.conf" "$work/meals.conf"
echo 'meals = ( { opener = "Soup or salad?"; question = "Why here?"; } );' \
	>"$work/unit/meals.conf"
gives 0 print invitation
out_has 'Soup or salad?'
refused 65 print invitation --question 2
for number in 0 -1 x 201; do
	refused 64 print invitation --question $number
done
echo 'meals = ( { opener = "Soup or salad?"; } );' >"$work/unit/meals.conf"
refused 78 print invitation
err_has 'huddle config check names them'
refused 78 config check
err_has 'meals.conf:1: meals[1].question: missing'
mv "$work/meals.conf" "$work/unit/meals.conf"
gives 0 config check

# --- for a browser ---

for page in invitation slips board 'card 1' 'worked 1'; do
	# shellcheck disable=SC2086
	gives 0 print $page --html
	out_has '<html lang="en">'
	is "print $page: it is whole" \
		test "$(tail -n 1 "$work/out")" = '</html>'
	is "print $page: it runs and loads nothing" test \
		"$(grep -cE '<script|https?:|src=|href=' "$work/out")" = 0
	is "print $page: one title" test "$(grep -c '<h1>' "$work/out")" = 1
	lacks out 'Kim'
done

# --- what is refused ---

keep "$work/unit"
refused 69 print card 9
err_has 'There is no card 9.'
refused 69 print worked 9
huddle action add 'Label the carts' --theme supplies >/dev/null
keep "$work/unit"
refused 69 print worked 2
err_has 'Card 2 has no test with a result yet.'
err_has 'huddle action result 2'
refused 64 print card
refused 64 print card 1 2
refused 64 print worked
refused 64 print board 1
refused 64 print slips 1
for page in slips board 'card 1' 'worked 1'; do
	# shellcheck disable=SC2086
	refused 64 print $page --json
done
is 'a word is no number' test "$(huddle print card one 2>/dev/null; echo $?)" \
	!= 0
"$HUDDLE" --config nowhere.conf print board >"$work/out" 2>"$work/err"
judge $? 78
unchanged

# --- in the unit's language, its name escaped ---

sed 's/^# language.*/language = "es";/; s/4 West/<b>4 \& Oeste<\/b>/' \
	"$HUDDLE_CONFIG" >"$work/new" && cat "$work/new" >"$HUDDLE_CONFIG"
gives 0 print board --html
out_has '<html lang="es">'
out_has '&lt;b&gt;4 &amp; Oeste&lt;/b&gt;'
lacks out '<b>4'

finish
