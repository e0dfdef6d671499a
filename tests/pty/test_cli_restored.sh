#!/bin/sh
# A store that was put back, a key that was lost, a clock that was ahead: what
# was told is never told again, what was not is not lost without a word.
. "${0%/*}/cli.sh"

own_clock 'no week went by'
# A huddle with seven check-ins.
huddle_of_seven() {
	gives 0 round open
	for _ in 1 2 3 4 5 6 7; do
		printf 'energy=4\nneeded=5\n' | "$HUDDLE" checkin - >/dev/null
	done
	gives 0 round close --headcount 9
}
# A sheet of paper of seven.
sheet_of() {
	printf 'energy=0,0,0,7,0\nneeded=0,0,0,0,7\n' >"$work/sheet"
	"$HUDDLE" round tally --date "$1" --headcount 9 --checkins 7 - \
		<"$work/sheet" >"$work/out" 2>"$work/err"
	judge $? 0
}
# copy NAME, put_back NAME: as people copy files.
copy() {
	cp "$work/unit/huddle.db" "$work/$1.db"
}
put_back() {
	cp "$work/$1.db" "$work/unit/huddle.db"
	rm -f "$work/unit/huddle.db-journal"
}
collected() {
	gives 0 office collect --store "$work/office/office.db" "$work/share"
	out_has "$1"
}

at 2026-03-02 10:00:00
mkdir "$work/office" "$work/share"
gives 0 office init --store "$work/office/office.db" \
	--organization example-health
unit "$work/unit"
sed -i -e '/^deliver = {/,/^};/d' -e 's/# timezone = ".*"/timezone = "UTC"/' \
	"$HUDDLE_CONFIG"
printf 'office_key = "%s";\ndeliver = { to = "file://%s"; };\n' \
	"$work/office/office.pub" "$work/share" >>"$HUDDLE_CONFIG"
gives 0 config check
gives 0 key export "$work/unit.pub"
gives 0 office enrol --store "$work/office/office.db" "$work/unit.pub"
huddle_of_seven
at 2026-03-09 10:00:00
gives 0 send
out '1 sent, 0 waiting'
collected '1 stored'

# A sheet of paper that left with what was lost is entered again.
copy before
at 2026-03-12 10:00:00
sheet_of 2026-03-10
at 2026-03-16 10:00:00
gives 0 send
out '1 sent, 0 waiting'
put_back before
gives 0 status
err_has 'restored from an older copy'
sheet_of 2026-03-10
err_has 'in no release'
sheet_of 2026-03-16
is 'of a day behind it' test ! -s "$work/err"
at 2026-03-23 10:00:00
gives 0 release seal
gives 0 release show --json
out_has '"epoch":2'
out_has '"answered":7'
is 'the sheet is told once' test "$(grep -o '"answered":[0-9]*' "$work/out" |
	sort -u)" = '"answered":7'

# A file that waited when the store was put back still goes out.
gives 0 send
out '1 sent, 0 waiting'
copy before
at 2026-03-24 10:00:00
huddle_of_seven
at 2026-03-30 10:00:00
mv "$work/share" "$work/away"
gives 75 send
out '0 sent, 1 waiting'
put_back before
gives 0 status
err_has 'restored from an older copy'
gives 75 send
is 'it stays' test \
	"$(find "$work/unit/outbox" -name '*.huddle' | wc -l)" = 1
mv "$work/away" "$work/share"
gives 0 send --now
out '1 sent, 0 waiting'
is 'the outbox is empty' test -z "$(ls "$work/unit/outbox")"

# That it was restored is told beside whatever else there is to tell.
copy before
at 2026-04-06 10:00:00
gives 0 release seal
put_back before
mv "$work/office/office.pub" "$work/office/away.pub"
at 2026-04-13 10:00:00
gives 0 status
err_has 'restored from an older copy'
err_has 'office.pub'
mv "$work/office/away.pub" "$work/office/office.pub"
gives 0 send

# Sealed, and the program killed before the copy of the chain's head knew it;
# another one left in its place: the first never leaves.
huddle_of_seven
copy before
cp "$work/unit/keys/.ledger-4-west" "$work/head"
mv "$work/office/office.pub" "$work/office/away.pub"
at 2026-04-20 10:00:00
gives 0 release seal
err_has 'office.pub'
copy sealed
cp "$work/head" "$work/unit/keys/.ledger-4-west"
put_back before
mv "$work/office/away.pub" "$work/office/office.pub"
at 2026-04-15 10:00:00
sheet_of 2026-04-14
at 2026-04-20 10:00:00
gives 0 send
out '1 sent, 0 waiting'
put_back sealed
gives 0 send
err_has 'restored from an older copy'
out '0 sent, 0 waiting
1 release is never sent: given up'

# A key is lost: no closed box is lost with it.
at 2026-04-28 10:00:00
gives 0 round open --kind walkup
for _ in 1 2 3 4 5 6 7 8; do
	printf 'energy=2\nneeded=2\n' | "$HUDDLE" checkin - >/dev/null
done
gives 0 round close --headcount 20
rm "$work/unit/keys/unit-key-1.example-health.4-west.key"
gives 0 key rotate
out_has 'Key 1 was lost; key 2 is made.'
at 2026-05-04 10:00:00
gives 0 release seal
gives 0 release show --json
out_has '"answered":8'

# A box that is closed after midnight is of the night: the clock is right.
at 2026-05-05 23:00:00
gives 0 round open --kind walkup
at 2026-05-06 02:00:00
gives 0 round close --headcount 20
at 2026-05-06 02:05:00
gives 0 release seal
out_has 'is not over'

# A clock that was ahead sealed days that were not over: that is said.
at 2026-05-26 10:00:00
gives 0 release seal
out_has '2026-05-18 to 2026-05-24'
at 2026-05-19 10:00:00
refused 69 release seal
err_has 'behind the newest record or release'
gives 0 release seal --confirm-clock
gives 0 status
err_has 'Days up to 2026-05-24 are released already'
at 2026-05-25 10:00:00
gives 0 status
is 'and no longer than it holds' test ! -s "$work/err"
finish
