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

# A text joined with a macro is cut there, and never found again.
find src ui db config -name '*.[ch]' -exec cat {} + | tr '\n' ' ' |
	grep -oE '\b(_|N_)\(([[:space:]]*"([^"\\]|\\.)*")+[[:space:]]*[A-Z_]+' \
		>"$work/joined"
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

# As wide as the place allows: fits COLUMNS TEXT ...
es() {
	LANGUAGE=es TEXTDOMAINDIR=$locale TEXTDOMAIN=huddle gettext "$1"
}
fits() {
	columns=$1
	shift
	for text; do
		is "\"$(es "$text")\" fits $columns columns" \
			test "$(es "$text" | wc -L)" -le "$columns"
	done
}
is 'it speaks Spanish' test "$(es notes)" = notas
fits 12 'what matters' 'bright spot' pebble 'stop this' thanks
fits 3 Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec
fits 9 Space Tab Enter Esc Backspace Delete Up Down Left Right PgUp PgDn \
	Home End Shift-Tab
fits 15 'any key'
fits 25 'A huddle is under way' 'The box is open' 'No huddle is planned' \
	'Next huddle' 'Its box opens' 'The box is closed' 'Last huddle' \
	'New since then' 'Checked in' 'This huddle' Minutes People
fits 22 'People at the huddle'
fits 12 'give or take' answers
fits 36 'go on where it stood'
fits 48 'keep it for later' 'end it now: it was held' stay 'drop it' \
	'keep it' 'throw it away' 'keep writing'
fits 74 'Whom to call. That you look here is noted nowhere.' \
	'No PINs are set: every role is open to everyone here.' \
	'Nothing noted yet. n opens the notes, a adds one.' \
	'Everyone can read this, also on the wall. No author, only the day.' \
	'Harm, harassment or danger is reported elsewhere: F2 says to whom.'

# The keys of one row of the help page.
fits 22 "$(es Down) $(es Up) $(es Right) $(es Left)" \
	"$(es Esc) $(es Enter) q $(es Backspace)" \
	"j $(es Down) $(es PgDn) $(es End)" "k $(es Up) $(es PgUp) $(es Home)"

# Keys that stand on the page beside a heading of their own.
row="$(es Noted)   b $(es 'bright spot')   p $(es pebble)   m $(es matters)"
row="$row   x $(es 'stop this')   t $(es thanks)"
fits 74 "$row"

# The longest date there is, beside its label.
# shellcheck disable=SC2059
fits 48 "$(printf "$(es '%s, %s · %d of %d checked in')" \
	"$(printf "$(es '%s %d %s')" "$(es Wed)" 30 "$(es September)")" \
	"$(es night)" 12 14)"

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
