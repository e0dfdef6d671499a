#!/bin/sh
# huddle trend and huddle report: weeks of paper huddles, one of them small, one
# without; what is told of them, what stays as it was, and who may be replaced.
. "${0%/*}/cli.sh"

unit "$work/unit"
sed -i 's/# day = "07:00"/day = "00:00"/' "$HUDDLE_CONFIG"
monday=$(date -d "$(date +%F) -$(($(date +%u) - 1)) days" +%F)

# week NUMBER: the Monday so many weeks ago.
week() {
	date -d "$monday -$1 weeks" +%F
}
# tally WEEKS CHECKINS NEEDED: of so many, as many had what they needed, and the
# others energy.
tally() {
	printf 'needed=0,%d,0,%d,0\nenergy=0,0,%d,%d,0\n' \
		$(($2 - $3)) "$3" "$3" $(($2 - $3)) >"$work/in"
	gives 0 round tally --date "$(week "$1")" --headcount $((2 * $2)) \
		--checkins "$2" - <"$work/in"
}
# lines NUMBER TEXT: so many lines with it were printed.
lines() {
	is "$command: $1 lines with $2" \
		[ "$(grep -cF -e "$2" "$work/out")" = "$1" ]
}

# Before anything was asked.
gives 0 trend
out 'Nothing was asked in these weeks.'
gives 0 trend energy
out 'Nothing was asked in these weeks.'
gives 0 trend --json
out_has '"format":"huddle-trend/1","from":"'"$(week 26)"'","lines":[],'
out_has '"weeks":26}'
refused 69 trend nothing
err_has 'No instrument asks "nothing".'
for weeks in 0 521 -1 many ''; do
	refused 64 trend --weeks "$weeks"
	refused 64 report --output "$work/page.html" --weeks "$weeks"
done
refused 64 trend energy needed

# Twelve weeks: five low, a gap, a small one, five high; and this week, which is
# not over. One is older than the weeks that are looked at. Nobody answers the
# third question.
tally 30 60 60
for number in 12 11 10 9 8; do
	tally $number 60 12
done
tally 6 3 3
for number in 5 4 3 2 1; do
	tally $number 60 54
done
tally 0 60 12

gives 0 trend
is 'what got better first' grep -q 'had what they needed' "$work/out"
is 'in this order' [ "$(grep -n 'pulse 1, needed' "$work/out" |
	cut -d : -f 1)" = 1 ]
lines 1 'Lately about 9 in 10 had what they needed, before that 2 in 10'
lines 1 'about 1 in 10 had energy for the work, before that 8 in 10: lower,'
lines 3 'nobody was asked'
lines 13 'fewer than 5 answers'
lines 1 'Nothing is told yet: answers are told from 5 up.'
lines 3 "$(week 12)  $(date -d "$(week 12) +6 days" +%F)"
lines 0 "  $monday"
lines 0 "$(week 30)"
lines 20 ' 120'
gives 0 trend needed
lines 1 'pulse 1,'
lines 1 'Median '
cp "$work/out" "$work/before"
gives 0 trend needed
is 'the same again' cmp -s "$work/out" "$work/before"
gives 0 trend --weeks 2 needed
lines 0 "$(week 3)"
lines 1 "$(week 2)"
lines 1 'Too little was told yet to see a change.'
gives 0 trend --weeks 520 needed
lines 1 "$(week 30)"

# The same for programs; what is small has no count.
gives 0 trend needed --json
out_has '"change":"higher"'
out_has '"item":"needed"'
out_has '"of":[4,5]'
out_has '"period":"week"'
out_has '"sentence":"Lately about '
out_has '{"from":"'"$(week 6)"'","marks":[],"state":"small","to":"'
out_has '"state":"none"'
is 'ten are told' [ "$(grep -o '"counted"' "$work/out" | wc -l)" = 12 ]

# What happened on the board.
gives 0 action add 'Linen runs out'
id=$(cat "$work/out")
gives 0 action pdsa "$id" --plan 'a second cart' --predict 'nobody runs'
gives 0 trend
lines 1 "$(date +%F)  test begun: Linen runs out"
gives 0 action result "$id" --outcome adopt 'nobody ran'
gives 0 action move "$id" 'done'
gives 0 trend --json
out_has '"kind":"test-begun"'
out_has '"kind":"test-ended","outcome":"adopt","title":"Linen runs out"'
out_has '"kind":"done"'

# Numbers of the shift, under the same weeks.
lines 0 'Census'
out_has '"shift":[]'
sed -i 's/^	# { id = "census".*/{ id = "census"; title = "Census"; }/' \
	"$HUDDLE_CONFIG"
gives 0 shift set --date "$(week 1)" --shift day census=20
gives 0 shift set --date "$(week 1)" --shift night census=25
gives 0 shift set --date "$monday" --shift day census=60
gives 0 trend needed
lines 1 "  $(week 1)  $(date -d "$(week 1) +6 days" +%F)  Census 22.5"
lines 1 'Census'
gives 0 trend needed --json
out_has '"shift":[{"field":"census","title":"Census","weeks":[{"from":"'
out_has '"mean_tenths":225,"shifts":2,'

# The page for the staff room.
page=$work/page.html
refused 64 report
refused 64 report --output ''
gives 0 report --output "$page"
out "The page is in $page."
is 'private' [ "$(stat -c %a "$page")" = 600 ]
is 'whole' [ "$(tail -n 1 "$page")" = '</html>' ]
is 'its language' grep -q '<html lang="en">' "$page"
is 'the sentence' grep -q 'Lately about 9 in 10 had what they needed' "$page"
is 'the note' grep -q 'test begun: Linen runs out' "$page"
is 'the numbers of the shift' grep -q '<p>Census</p>' "$page"
is 'no script' [ "$(grep -c '<script' "$page")" = 0 ]
is 'nothing from elsewhere' [ "$(grep -c 'http' "$page")" = 0 ]
is 'nothing half made' [ "$(find "$work" -maxdepth 1 -name '*.html*' |
	wc -l)" = 1 ]
gives 0 report --output "$work/short.html" --weeks 2 --json
out '{"format":"huddle-report/1","lines":3,"output":"'"$work/short.html"'",'\
'"weeks":2}'

# Its own page is replaced, anything else stays unless it is said.
echo '<!-- looked at -->' >>"$page"
gives 0 report --output "$page"
is 'made anew' [ "$(tail -n 1 "$page")" = '</html>' ]
echo mine >"$work/mine.html"
refused 73 report --output "$work/mine.html"
err_has '--replace'
is 'it stays' grep -qx mine "$work/mine.html"
gives 0 report --output "$work/mine.html" --replace
is 'it was replaced' grep -q '</html>' "$work/mine.html"
refused 73 report --output "$work/none/page.html"
mkdir "$work/folder"
refused 73 report --output "$work/folder"
refused 73 report --output "$work/folder" --replace

# Looking changes nothing.
keep "$work/unit"
gives 0 trend
gives 0 report --output "$page"
unchanged

# A unit that speaks Spanish has its page in it.
sed -i 's/^\(# *\)*language = .*/language = "es";/' "$HUDDLE_CONFIG"
gives 0 report --output "$page"
is 'in Spanish' grep -q '<html lang="es">' "$page"
finish
