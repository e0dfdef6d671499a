#!/bin/sh
# The Spanish catalogue: whole and sound, as wide as its places allow, and told
# by the program.
. "${0%/*}/../pty/cli.sh"
# shellcheck disable=SC2154
locale=$work/locale
po=ui/po/es.po

for tool in msgfmt xgettext msgmerge gettext; do
	command -v $tool >/dev/null && continue
	skip "the catalogue: $tool is not installed (package gettext)"
	finish
done

# Sound: nothing to complain of, and what printf takes is the same.
mkdir -p "$locale/es/LC_MESSAGES"
msgfmt -c --check-format -o "$locale/es/LC_MESSAGES/huddle.mo" $po \
	>"$work/said" 2>&1
is 'it compiles' test $? = 0
is 'nothing is said of it' test ! -s "$work/said"
cat "$work/said"

# Whole: it has the texts of the sources, each translated, and no others.
texts() {
	msgattrib --no-wrap --no-location --sort-output "$@" | sed '1,/^$/d'
}
cp $po "$work/es.po"
ui/po/update.sh "$work/es.po" >"$work/said" 2>&1
is 'the texts of the sources are taken' test $? = 0
texts --untranslated "$work/es.po" >"$work/empty"
is 'every text of the sources is translated' test ! -s "$work/empty"
grep '^msgid' "$work/empty"
is 'nothing is guessed' test -z "$(texts --only-fuzzy "$work/es.po")"
texts $po >"$work/before"
texts "$work/es.po" >"$work/after"
is 'it has no other texts' cmp -s "$work/before" "$work/after"
diff "$work/before" "$work/after" | grep '^[<>] msgid'
is 'it has hundreds' test "$(grep -c '^msgid ' "$work/after")" -gt 500
cp "$work/es.po" "$work/again.po"
ui/po/update.sh "$work/again.po" >"$work/said" 2>&1
is 'taking them again changes nothing' cmp -s "$work/es.po" "$work/again.po"
is 'it names no folder of this machine' test -z "$(grep -E \
	'^#: */|POT-Creation-Date' "$work/es.po")"

# A text joined with a macro is cut there, and never found again; only those of
# inttypes.h are known to gettext.
find src ui db config -name '*.[ch]' -exec cat {} + | tr '\n' ' ' |
	grep -oE '\b(_|N_)\(([[:space:]]*"([^"\\]|\\.)*")+[[:space:]]*[A-Z_]+' |
	grep -v '[^A-Z_]PRI$' >"$work/joined"
is 'no text is joined with a macro' test ! -s "$work/joined"
cat "$work/joined"

# The same air at both ends, and the voice: nothing is shouted.
awk '
function ends(text) {
	return (text ~ /^"( |\\n)/) " " (text ~ /( |\\n)"$/)
}
/^msgid / { id = substr($0, 7) }
/^msgstr / { if (id != "\"\"" && ends(id) != ends(substr($0, 8))) print id }
/^msgstr.*¡/ { print id }
' "$work/after" >"$work/odd"
is 'the ends are alike, and nothing is shouted' test ! -s "$work/odd"
cat "$work/odd"

# As wide as the place allows. wide COLUMNS WORDS; fits COLUMNS TEXT ..., of
# which each must be in the catalogue.
es() {
	LANGUAGE=es TEXTDOMAINDIR=$locale TEXTDOMAIN=huddle gettext "$1"
}
wide() {
	is "\"$2\" fits $1 columns" test "$(printf '%s' "$2" | wc -L)" -le "$1"
}
fits() {
	columns=$1
	shift
	for text; do
		is "there is \"$text\"" grep -Fqx \
			"msgid \"$(printf %s "$text" | sed 's/"/\\"/g')\"" \
			"$work/after"
		wide "$columns" "$(es "$text")"
	done
}
is 'it speaks Spanish' test "$(es notes)" = notas
fits 12 'what matters' 'bright spot' pebble 'stop this' thanks
fits 3 Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec
fits 9 Space Tab Enter Esc Backspace Delete Up Down Left Right PgUp PgDn \
	Home End Shift-Tab
fits 15 'any key'
fits 25 'A huddle is under way' 'The box is open' 'No huddle is planned' \
	'Next huddle' 'Its box opens' 'The box is closed' \
	'Checked in' 'This huddle' Minutes People Actions
fits 22 'People at the huddle'
fits 12 'give or take' answers
fits 36 'go on where it stood'
fits 48 'keep it for later' 'end it now: it was held' stay 'drop it' \
	'keep it' 'throw it away' 'keep writing' 'move it all the same' \
	'leave it where it is' 'leave it as it is now' \
	'end it; they stand here again'
fits 74 'Whom to call. That you look here is noted nowhere.' \
	'No PINs are set: every role is open to everyone here.' \
	'Nothing noted yet. n opens the notes.' \
	'Everyone can read this, also on the wall. No author, only the day.' \
	'Harm, harassment or danger is reported elsewhere: F2 says to whom.' \
	'Could this show a patient or a colleague?' \
	'Look at what stands in brackets. Nothing is kept yet.' \
	'Everything was looked at. d ends the review.' \
	'Nothing was closed since the huddle, and nothing waits.'

# What became of it, on the page for the wall too, where a note stands, what a
# tier was asked: columns.
fits 10 'done' tried answered "can't" agreed waiting
fits 16 'new today' 'to be merged' answered "can't" merged
fits 15 theme owner due size aim raised 'the unit' 'the department' \
	'the hospital' 'closed because' 'moved because'
fits 13 because answer
fits 11 plan prediction measure result
fits 24 'a record number' 'a date of birth' 'a phone number' \
	'a bed or a room' "a person's name"
fits 38 "can't be done, with the reason" 'made an action' \
	'sent to the tier above' 'moved on the board' \
	'dealt with at another keyboard' 'not looked at' \
	'done since the last review'
fits 34 'any kind' 'any theme' 'any state' 'any age' 'waiting for an answer' \
	'with a card on the board' 'merged into another' 'of the last 7 days' \
	'older than a week' 'older than a month'
fits 9 Kind Theme State Age

# Beside what is typed, beside what somebody else typed, on a printed page.
fits 11 Title Theme Owner Due Size Aim Reason Answer Plan Prediction Measure \
	Before After Result From Decision
fits 14 column tier size theme title owner aim reason due 'why it went up' \
	answer 'the plan' 'the prediction' 'what is measured' \
	'measured before' 'measured after' 'the result' 'what follows' \
	'minutes a shift' 'said "me too"' 'merged into' card before now yours
fits 15 Aim About Size 'Raised on' 'Said me too' Because 'Asked on' \
	'Answered on' Answer Tried Expected Counted Before After Found Decided

# The names of the board's columns in a row, with the number of their cards;
# they come nearer to each other where they must.
row=
for column in New Agreed Testing Done Waiting Closed; do
	row="$row  $(es $column) 10"
done
wide 74 "${row#  }"

# Themes, which stand beside the titles of cards.
sed -n 's/.* title = "\(.*\)".*/\1/p' config/es/themes.conf >"$work/themes"
is 'there are themes in Spanish' test "$(wc -l <"$work/themes")" = \
	"$(grep -c ' title = ' config/themes.conf)"
while read -r theme; do
	wide 26 "$theme"
done <"$work/themes"

# The keys of one row of the help page.
wide 22 "$(es Down) $(es Up) $(es Right) $(es Left)"
wide 22 "$(es Esc) $(es Enter) q $(es Backspace)"
wide 22 "j $(es Down) $(es PgDn) $(es End)"
wide 22 "k $(es Up) $(es PgUp) $(es Home)"

# Keys that stand on the page beside a heading of their own.
row="$(es Noted)   b $(es 'bright spot')   p $(es pebble)   m $(es matters)"
row="$row   x $(es 'stop this')   t $(es thanks)"
wide 74 "$row"

# Keys that decide: none of them may be left out of the footer.
wide 54 "$(es Enter) $(es 'edit again')   m $(es 'keep mine')   t $(es \
	'take theirs')"

# The longest dates there are, beside what is counted.
longest="$(es Wed) 30 de $(es September)"
# shellcheck disable=SC2059
since=$(printf "$(es 'Since %s, %s')" "$longest" "$(es night)")
wide 48 "$since"
# shellcheck disable=SC2059
last=$(printf "$(es 'last one %s')" "$longest")
# shellcheck disable=SC2059
looked=$(printf "$(es '%d of %d looked at')" 10 12)
wide 74 "$(es 'Review of the week')     $last     $looked"

# The program itself, with its catalogue where it is looked for.
mkdir -p "$work/bin" "$work/share"
cp "$HUDDLE" "$work/bin/huddle"
cp -R "$locale" "$work/bin/locale"
cp -R "$locale" "$work/share/locale"
HUDDLE=$work/bin/huddle
LANGUAGE=es
export LANGUAGE
gives 0 help
if ! grep -q hospital "$work/out" || ! grep -q unidad "$work/out"; then
	skip 'huddle in Spanish: it looks for catalogues where it is installed'
	finish
fi
is 'help fits 80 columns' test "$(wc -L <"$work/out")" -le 80
out_has 'huddle round open'
for line in $("$HUDDLE" help | sed -n 's/^  huddle \([a-z]*\).*/\1/p' | sort -u)
do
	gives 0 help "$line"
	is "help $line fits 80 columns" test "$(wc -L <"$work/out")" -le 80
done
unit "$work/unit"
gives 0 config check
out_has 'sin errores'
refused 64 nothing
err_has 'orden desconocida'
LANGUAGE=en gives 0 help
lacks out unidad
unset LANGUAGE
sed -i 's/^# language.*/language = "es";/' "$HUDDLE_CONFIG"
gives 0 status
out_has 'no hay ningún buzón abierto'
finish
