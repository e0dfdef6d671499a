#!/bin/sh
# huddle release: weeks are sealed by themselves, read, listed and exported;
# the same bytes ever after; a clock in doubt is confirmed by somebody.
. "${0%/*}/cli.sh"

own_clock 'no week went by'
# on DAY: the program believes that it is noon of that day.
on() {
	at "$1 12:00:00"
}

# A Monday on which nothing was there before.
on 2026-03-02
unit "$work/unit"
sed -i 's/# timezone = ".*"/timezone = "UTC"/' "$HUDDLE_CONFIG"
gives 0 release list
out ''
gives 0 release list --json
out '{"format":"huddle-releases/1","releases":[]}'
for words in show export\ --format\ json; do
	# shellcheck disable=SC2086
	refused 69 release $words
	err_has 'Nothing was released yet'
done
gives 0 release seal
out 'Nothing to seal: 2026-03-02 to 2026-03-08 is not over.'
gives 0 release seal --json
out '{"format":"huddle-seal/1","sealed":[],"verdict":"not-over"}'
gives 0 release preview
out_has 'These kinds of counts will leave with 2026-03-02 to 2026-03-08:'
out_has '  pulse     sums of blurred counts, from 5 answers up'
out_has 'No text, no names, no single answers'
gives 0 release preview --json
out '{"format":"huddle-preview/1","kinds":["pulse","notes","actions",'\
'"response","huddles","dropped","buddies"],"period":'\
'{"from":"2026-03-02","to":"2026-03-08"},"rounds":[],"verdict":"not-over"}'
gives 0 status --json
out_has '"releases":{"last":null,"lost":0,"waiting":0}'

# What a week has.
on 2026-03-03
gives 0 round open
for _ in 1 2 3 4 5 6; do
	printf 'energy=4\nneeded=5\n' | "$HUDDLE" checkin - >/dev/null
done
gives 0 round close --headcount 8
for text in 'No stapler' 'The door sticks' 'Gloves in size S'; do
	printf '%s' "$text" | "$HUDDLE" note add --kind pebble \
		--theme supplies - >/dev/null
done
printf 'Thank you, Ana' |
	"$HUDDLE" note add --kind thanks --theme other - >/dev/null

# On Sunday it is not over, and a huddle that is open is waited for.
on 2026-03-08
gives 0 round open
gives 0 release seal
out_has 'is not over'
at 2026-03-09 09:00:00
gives 0 release seal
out_has 'still open'
gives 0 release preview --json
out_has '"verdict":"waits"'
gives 0 release list
out ''

# After a day the program closes it, and the week is sealed.
on 2026-03-10
gives 0 release seal
out 'sealed: release 1, 2026-03-02 to 2026-03-08'
gives 0 release seal
out 'Nothing to seal: 2026-03-09 to 2026-03-15 is not over.'
gives 0 release list
out '   1  2026-03-02 to 2026-03-08  kept here'
gives 0 status --json
out_has '"releases":{"last":1,"lost":0,"waiting":1}'
gives 0 status
out_has '  last release: 1, up to 2026-03-08; 1 not sent'
gives 0 release show
cp "$work/out" "$work/shown"
out_has 'release 1: 2026-03-02 to 2026-03-08'
out_has '  4 West (4-west) of example-health; number 1 of epoch 1'
out_has '  sealed 2026-03-10; kept here'
out_has '  had energy for the work: '
out_has ' of 6, give or take 3'
out_has '      pulse 1, energy 4 5; 2 rounds'
out_has '  pebble, supplies: 3'
out_has '  by day held 1 of 7 planned, by night 0 of 7;'
out_has '  actions: no cards'
lacks out stapler
lacks out Ana
lacks out someone
gives 0 release show 1
is 'the same in words' cmp -s "$work/out" "$work/shown"

# The object is the file; the file is its hash.
gives 0 release export --format json
cp "$work/out" "$work/first.json"
hash=$(sha256sum <"$work/first.json" | cut -d ' ' -f 1)
gives 0 release list --json
out_has '"releases":[{"epoch":1,'
out_has "\"hash\":\"$hash\""
out_has '"state":"sealed"'
gives 0 release show --json
out_has '"format":"huddle-release/1"'
out_has "\"summary\":$(cat "$work/first.json")"
lacks out stapler

# Weeks of silence leave numbered releases; the first one stays as it was.
on 2026-03-26
gives 0 status
gives 0 release list
out '   3  2026-03-16 to 2026-03-22  kept here
   2  2026-03-09 to 2026-03-15  kept here
   1  2026-03-02 to 2026-03-08  kept here'
gives 0 release show
out_has '  notes: no notes'
gives 0 release export 2 --format json
out_has "\"previous\":\"$hash\""
for _ in 1 2 3; do
	gives 0 release export 1 --format json
	is 'the same bytes' cmp -s "$work/out" "$work/first.json"
done

# Into files: whole, private, never over something else.
to=$work/made
mkdir "$to"
gives 0 release export 1 --format json --output "$to/a.json"
out ''
is 'the same bytes' cmp -s "$to/a.json" "$work/first.json"
is 'private' test "$(stat -c %a "$to/a.json")" = 600
gives 0 release export 1 --format json --output "$to/a.json"
keep "$to"
refused 73 release export 2 --format json --output "$to/a.json"
err_has 'is something else'
unchanged
gives 0 release export 1 --format fhir --output "$to/b.json"
gives 0 release export 1 --format fhir
is 'the same bytes' cmp -s "$to/b.json" "$work/out"
out_has '"resourceType":"Bundle"'
gives 0 release export 1 --format csv --output "$to/csv"
is 'nine files' test "$(find "$to/csv" -type f | wc -l)" = 9
is 'a row a count' grep -q 'pebble,supplies,3' "$to/csv/notes.csv"
gives 0 release export 1 --format csv --output "$to/csv"
keep "$to"
refused 73 release export 2 --format csv --output "$to/csv"
err_has "$to/csv/"
unchanged
# One that is different hinders all.
mkdir "$to/other"
echo mine >"$to/other/withheld.csv"
keep "$to"
refused 73 release export 1 --format csv --output "$to/other"
err_has other/withheld.csv
unchanged
command='a full disk'
"$HUDDLE" release export 1 --format json >/dev/full 2>"$work/err"
judge $? 73

# What is asked wrongly.
keep "$work/unit"
refused 64 release
refused 64 release export 1
err_has 'add --format json, --format csv or --format fhir'
refused 64 release export 1 --format xml
err_has 'json, csv or fhir'
refused 64 release export 1 --format csv
err_has --output
for number in 0 -1 x 1x '' 99999999999999999999; do
	refused 64 release show -- "$number"
	refused 64 release export --format json -- "$number"
done
refused 69 release show 4
err_has 'no release 4'
unchanged

# A clock far ahead, or behind the newest record, seals nothing by itself.
# A new word, so that what the store has is about today.
printf 'The lift' | "$HUDDLE" note add --kind pebble --theme other - \
	>/dev/null
on 2026-06-15
gives 0 status
refused 69 release seal
err_has 'more than 35 days ahead'
err_has 'release seal --confirm-clock'
refused 69 release seal --json
gives 0 release preview --json
out_has '"verdict":"clock-ahead"'
gives 0 release list
is 'three lines' test "$(wc -l <"$work/out")" = 3
on 2026-03-20
refused 69 release seal
err_has 'behind the newest record'
on 2026-06-15
gives 0 release seal --confirm-clock
is 'twelve weeks' test "$(wc -l <"$work/out")" = 12
out_has 'sealed: release 15, 2026-06-08 to 2026-06-14'
gives 0 release export 1 --format json
is 'the same bytes' cmp -s "$work/out" "$work/first.json"

# A store that was put back never says again what was said.
cp "$work/unit/huddle.db" "$work/kept.db"
on 2026-06-24
gives 0 release seal
out 'sealed: release 16, 2026-06-15 to 2026-06-21'
cp "$work/kept.db" "$work/unit/huddle.db"
rm -f "$work/unit/huddle.db-journal"
gives 0 release seal
err_has 'restored from an older copy'
out 'Nothing to seal: 2026-06-22 to 2026-06-28 is not over.'
on 2026-06-30
gives 0 release seal
out 'sealed: release 16, 2026-06-22 to 2026-06-28'
gives 0 release show
out_has 'number 1 of epoch 2'
finish
