#!/bin/sh
# The downtime sheet with the real program: one page, and what it says to type
# later can be typed.
set -u
: "${HUDDLE:=$PWD/build/huddle}"
passed=0
failed=0
own=$(mktemp -d "${TMPDIR:-/tmp}/sheet.XXXXXX") || exit 1
trap 'rm -rf "$own"' EXIT
cd "$own" || exit 1

# check WHAT COMMAND ...: the command must succeed.
check() {
	what=$1
	shift
	if "$@" >"$own/.out" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not so: $what"
		cat "$own/.out"
	fi
}

"$HUDDLE" demo unit --weeks 1 >/dev/null || exit 1
huddle() {
	"$HUDDLE" --config "$own/unit/huddle.conf" "$@"
}

huddle print sheet >sheet.txt
check 'it fits a page' test "$(wc -l <sheet.txt)" -le 60
check 'it is not empty' test "$(wc -l <sheet.txt)" -ge 40
check 'it fits the paper' test "$(wc -L <sheet.txt)" -le 78
check 'it names the unit' grep -q '^4 West ' sheet.txt
for part in 'energy do you have' 'Employee assistance' '555-0120' \
	'1:00  What became of it' '2:00  One question' 'bright spot'; do
	check "$part is on it" grep -q -e "$part" sheet.txt
done
check 'every answer has its line' test \
	"$(grep -c '^  [1-5]  .*[.]  = ____$' sheet.txt)" = 15

# What stands there is typed, with numbers instead of lines.
command=$(sed -n 's/^  huddle \(round tally .*\)$/\1/p' sheet.txt |
	sed 's/DATE/2026-01-15/; s/count N/count 12/; s/checkins N/checkins 7/')
sed -n 's/^    \([a-z-]*=[_,]*\)$/\1/p' sheet.txt |
	sed 's/___/2/; s/___/0/; s/___/1/; s/___/3/; s/___/1/' >tally
check 'there is a line an item' test "$(wc -l <tally)" = 3
# shellcheck disable=SC2086
check 'the command takes them' huddle $command <tally
check 'a theme of the sheet is taken' eval "echo 'Typed from the sheet.' |
	huddle note add --kind pebble --theme \
	\"\$(sed -n 's/^    THEME: \([a-z]*\).*/\1/p' sheet.txt)\" -"

huddle print sheet --html >sheet.html
check 'the page is one' grep -q '^<!DOCTYPE html>' sheet.html
check 'it is whole' test "$(tail -n 1 sheet.html)" = '</html>'
check 'it is English' grep -q '<html lang="en">' sheet.html
check 'it runs nothing' test "$(grep -cE '<script|https?:|src=' sheet.html)" = 0

# In the unit's language, with its own words, and without a store.
sed 's/^# language.*/language = "es";/; s/4 West/<b>4 \& Oeste<\/b>/' \
	unit/huddle.conf >unit/new && mv unit/new unit/huddle.conf
chmod 600 unit/huddle.conf
rm unit/huddle.db*
huddle print sheet --html >sheet.html
check 'it is Spanish' grep -q '<html lang="es">' sheet.html
check 'its questions are' grep -q '<caption>¿' sheet.html
check 'the name is escaped' grep -q \
	'<h1>&lt;b&gt;4 &amp; Oeste&lt;/b&gt;' sheet.html
huddle print sheet >sheet.txt
check 'so is the text' grep -q '^  ¿' sheet.txt
check 'it still fits the page' test "$(wc -l <sheet.txt)" -le 60 -a \
	"$(wc -L <sheet.txt)" -le 78

huddle print sheet --json >out 2>err
check 'there is no JSON of it' test $? = 64 -a ! -s out
"$HUDDLE" --config nowhere.conf print sheet >out 2>err
check 'without a configuration there is none' test $? = 78 -a ! -s out

echo "$passed passed, $failed failed"
[ $failed = 0 ]
