#!/bin/sh
# huddle shift: numbers of the shift set, imported and listed; all of what was
# asked or none of it, and every fault by its line.
. "${0%/*}/cli.sh"

own_clock 'the day would not be known'
cd "$work" || exit

at 2026-11-24 08:00:00
unit "$work/unit"
sed -i 's/# timezone = ".*"/timezone = "UTC"/' "$HUDDLE_CONFIG"

# A unit without such numbers.
refused 69 shift set census=24
err_has 'this unit has no numbers of the shift; shift_numbers in huddle.conf(5)'
printf 'date,shift,field,value\n' >good.csv
refused 69 shift import good.csv
gives 0 shift list
out 'No numbers are kept of these days.'
gives 0 shift list --json
out '{"fields":[],"format":"huddle-shift/1","shifts":[]}'

sed -i 's/^	# { id = "census".*/{ id = "census"; title = "Census";\
	most = 60; },\
	{ id = "staff-present"; title = "Staff present"; most = 20; }/' \
	"$HUDDLE_CONFIG"
gives 0 config check

# One shift.
gives 0 shift set census=24 staff-present=5
out '                   census  staff-present
2026-11-24  day        24              5'
gives 0 shift set census=25 --json
fields='"fields":[{"id":"census","most":60,"title":"Census"},'
fields="$fields"'{"id":"staff-present","most":20,"title":"Staff present"}],'
fields="{$fields"'"format":"huddle-shift/1",'
out "$fields"'"shifts":[{"date":"2026-11-24","numbers":{"census":25,'\
'"staff-present":5},"shift":"day"}]}'
gives 0 shift set --date 2026-11-23 --shift night census=22
gives 0 shift set --date 2026-11-23 census=0
gives 0 shift list
out '                   census  staff-present
2026-11-23  day         0              -
2026-11-23  night      22              -
2026-11-24  day        25              5'
gives 0 shift list --since 2026-11-24 --json
out "$fields"'"shifts":[{"date":"2026-11-24","numbers":{"census":25,'\
'"staff-present":5},"shift":"day"}]}'
gives 0 shift set staff-present=
out_has '2026-11-24  day        25              -'
gives 0 shift set staff-present=
# After midnight it is still the night of the day before.
at 2026-11-24 03:00:00
gives 0 shift set staff-present=4
out_has '2026-11-23  night      22              4'
at 2026-11-24 08:00:00

# What is faulty leaves all as it was.
gives 0 shift list
cp out before
same() {
	gives 0 shift list
	is 'nothing was kept' cmp -s out before
}
refused 65 shift set census=21 cencus=3
err_has '"cencus" is no number of the shift; did you mean census?'
refused 65 shift set census=21 weather=3
err_has '"weather" is no number of the shift; these are: census, staff-present'
refused 65 shift set staff-present=3 census=61
err_has 'census: found 61, expected at most 60 (shift_numbers[1].most'
for value in -1 1.5 x ' 4' 1e3 1000000 99999999999999999999 \
	"$(printf '\033[2J')"; do
	refused 65 shift set "census=$value"
	lacks err "$(printf '\033')"
done
refused 64 shift set census
refused 64 shift set
refused 64 shift set census=1 census=2
err_has 'census was told twice'
refused 65 shift set --date 2026-11-25 census=1
err_has '2026-11-25, day: that shift has not begun; nothing was kept'
refused 65 shift set --shift night census=1
err_has 'has not begun'
refused 65 shift set --date 2025-11-22 census=1
err_has 'more than a year ago'
refused 65 shift set --date 24.11.2026 census=1
refused 65 shift set --shift late census=1
refused 65 shift list --since monday
same

# By rows, and once more: nothing is new.
cat >rows.csv <<'.'
date,shift,field,value
2026-11-23,day,census,23
2026-11-23,night,census,22
2025-11-23,day,staff-present,6
2026-11-24,Day,"staff-present"," 5 "
.
refused 65 shift import rows.csv
err_has 'rows.csv:5: staff-present: found " 5 ", expected a whole number'
sed -i 's/" 5 "/ 5 /' rows.csv
gives 0 shift import rows.csv
out 'Numbers of shifts: 2 new, 1 changed, 1 the same.'
gives 0 shift import rows.csv --json
out '{"changed":0,"format":"huddle-shift-import/1","new":0,"same":4}'
gives 0 shift list --since 2025-01-01
out '                   census  staff-present
2025-11-23  day         -              6
2026-11-23  day        23              -
2026-11-23  night      22              4
2026-11-24  day        25              5'

# By columns, as a spreadsheet leaves it: a mark, CRLF, empty cells and rows.
printf '\357\273\277Date,Shift,Staff-present,Census\r\n2026-11-22,night,,21\r
2026-11-22,day,5,\r\n,,,\r\n\r\n"2026-11-21",day,"6","20"' >wide.csv
gives 0 shift import wide.csv
out 'Numbers of shifts: 4 new, 0 changed, 0 the same.'
tr , ';' <wide.csv | "$HUDDLE" shift import - >"$work/out"
command='shift import -'
out 'Numbers of shifts: 0 new, 0 changed, 4 the same.'
gives 0 shift list --since 2026-11-21
head -n 4 out >top && mv top out
out '                   census  staff-present
2026-11-21  day        20              6
2026-11-22  day         -              5
2026-11-22  night      21              -'
# Whatever ends the lines.
printf 'date,shift,census\r2026-11-20,day,9\r2026-11-20,night,8' >cr.csv
gives 0 shift import cr.csv
out 'Numbers of shifts: 2 new, 0 changed, 0 the same.'
printf 'date,shift,census\n' >nothing.csv
gives 0 shift import nothing.csv
out 'Numbers of shifts: 0 new, 0 changed, 0 the same.'

# Every fault is told where it is, and nothing of the file is kept.
gives 0 shift list
cp out before
cat >bad.csv <<'.'
date;shift;census;staff-present
2026-11-19;day;7
2026-11-32;day;7;7
2026-11-19;noon;7;7
2026-11-25;day;7;7
2020-01-01;day;7;7

2026-11-19;day;61;7
2026-11-19;night;5;7
2026-11-19;night;6;7
2026-11-18;day;3"3;7
=cmd|x;day;-1;
"2026-11-17
";day;1;
2026-11-16;day;;"7
.
refused 65 shift import bad.csv
while read -r line; do
	err_has "bad.csv:$line"
done <<'.'
2: found 3 cells, expected 4 as in the header
3: date: found "2026-11-32", expected a day such as 2026-11-24
4: shift: found "noon", expected day or night
5: date: found "2026-11-25", day, expected a shift that has begun
6: date: found "2020-01-01", expected no day before 2025-11-23
8: census: found "61", expected at most 60 (shift_numbers[1].most)
10: census: found a second number for this shift, expected one: the first is
11: found a quotation mark inside of a cell
12: date: found "=cmd|x", expected a day such as 2026-11-24
13: found a character that cannot be shown, expected plain text
15: found no end of a cell in quotation marks that begins here
.
err_has 'huddle: bad.csv: 12 faults; nothing was kept. Mend them and import'
same
# By a header with a fault no row is judged.
cat >header.csv <<'.'
date,shift,census,staf-present,census
2026-11-32,day,7,7,7
2026-11-19,day,7
.
refused 65 shift import header.csv
err_has 'header.csv:1: header: found "staf-present", expected one of census, '
err_has 'did you mean staff-present?'
err_has 'header.csv:1: header: found "census" twice, expected it once'
err_has 'huddle: header.csv: 2 faults; nothing was kept. Mend them and import'
same
for head in 'day,shift,census' date,shift 'date,shift,field' \
	date,shift,a,b,c,d,e,f,g,h,i; do
	printf '%s\n2026-11-24,day,1\n' "$head" >head.csv
	refused 65 shift import head.csv
	err_has 'head.csv:1: header: '
done
: >empty.csv
refused 65 shift import empty.csv
err_has 'empty.csv:1: found nothing, expected a header such as date,shift,'
printf 'date,shift,census\n2026-11-24,day,\000\n' >nul.csv
printf 'date,shift,census\n2026-11-24,day,\377\n' >latin.csv
printf 'date,shift,census\n2026-11-24,day,"\033[2J"\n' >escape.csv
for file in nul latin escape; do
	refused 65 shift import $file.csv
	err_has "$file.csv:2: found "
	lacks err "$(printf '\033')"
done
# A cell as long as the file, and more of it than is read.
{
	printf 'date,shift,census\n2026-11-24,day,'
	head -c 1000000 /dev/zero | tr '\0' 9
	echo
} >long.csv
refused 65 shift import long.csv
err_has 'long.csv:2: census: found "99999'
is 'short' test "$(wc -c <err)" -lt 500
yes '2026-11-24,day,census,1' | head -n 100000 |
	sed '1s/.*/date,shift,field,value/' >huge.csv
refused 65 shift import huge.csv
err_has 'huge.csv is larger than 1048576 bytes'
head -n 40000 huge.csv >many.csv
refused 65 shift import many.csv
err_has 'huddle: many.csv: 39998 faults; nothing was kept'
is 'bounded' test "$(wc -l <err)" -lt 110
refused 69 shift import missing.csv
refused 65 shift import /dev/zero
same

finish
