#!/bin/sh
# An office that has not enrolled two of three units yet, on the files of the
# demonstration: what it is told of theirs, that it ends once they are taken,
# and that a forgery is seen all the while.
. "$(dirname "$0")/../pty/cli.sh"

ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0
export ASAN_OPTIONS

gives 0 demo "$work/demo"
mkdir "$work/office" "$work/inbox"
cp "$work/demo/office.key" "$work/demo/office.pub" "$work/office"
cp "$work/demo/inbox/collected"/*.huddle "$work/inbox"
files=$(ls "$work/inbox" | wc -l)
store=$work/office/office.db
gives 0 office init --store "$store" --organization example-health

# enrol UNIT FOLDER: its key, as it gives it.
enrol() {
	gives 0 --config "$2/huddle.conf" key export "$work/$1.pub"
	gives 0 office enrol --store "$store" "$work/$1.pub"
}

lines() {
	is "$1 lines of $2" [ "$(grep -c "$2" "$work/out")" = "$1" ]
}

enrol 4-west "$work/demo"
gives 0 office collect --store "$store" "$work/inbox"
stored=$(sed 's/ .*//' "$work/out")
left=$((files - stored))
is 'most are not taken' [ "$left" -gt 40 ]
gives 0 office status --store "$store"
lines 2 'is not enrolled'
out_has ', one is '
out_has " $left quarantined, $left alarms"
out_has '1 unit, '

# Forged on the same day: seen beside the many.
unit "$work/thief"
sed -i '/^office_key/d' "$work/thief/huddle.conf"
echo "office_key = \"$work/demo/office.pub\";" >>"$work/thief/huddle.conf"
"$HUDDLE" action add 'A linen cart' >/dev/null
faketime=/usr/bin/faketime
if [ -x $faketime ]; then
	NO_FAKE_STAT=1 $faketime -f '+21d' "$HUDDLE" release seal >/dev/null
	cp "$(ls "$work"/thief/outbox/*.huddle | head -n 1)" \
		"$work/inbox/zzz.huddle"
	unset HUDDLE_CONFIG
	gives 0 office collect --store "$store" "$work/inbox"
	out '0 stored, 1 quarantined, 0 held'
	gives 0 office status --store "$store"
	out_has 'alarm: zzz.huddle: It is not signed by the key of unit 4-west'
	left=$((left + 1))
	forged=1
else
	skip 'faketime is not installed: nothing was forged'
	forged=0
fi
unset HUDDLE_CONFIG

enrol icu "$work/demo/units/icu"
enrol 5-east "$work/demo/units/5-east"
gives 0 office collect --store "$store" "$work/inbox/quarantine"
out "$((left - forged)) stored, $forged quarantined, 0 held"
is 'only the forgery is there' [ "$(ls "$work/inbox/quarantine" |
	grep -c huddle)" = $((2 * forged)) ]
gives 0 office status --store "$store"
lines 0 'is not enrolled'
lines "$forged" 'alarm: '
out_has '3 units, '
out_has " $files summaries, 0 held, $forged quarantined, "

# Each command of the office says where its store may be.
gives 0 help office
lines 6 '^huddle office '
lines 6 '^  --store FILE '
lines 6 '^  --database ADDRESS '
finish
