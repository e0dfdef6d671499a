#!/bin/sh
# huddle key: show, rotate and export; what a lost key, one that others can
# read and a changed office.pub lead to; and what somebody finds on a stick
# with the outbox (attack 17).
. "${0%/*}/cli.sh"

# From a Wednesday on: when a week ends is not left to chance.
if command -v faketime >/dev/null; then
	ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0
	export ASAN_OPTIONS
	cat >"$work/at" <<-.
		#!/bin/sh
		exec faketime -f "@\$(cat '$work/day') 12:00:00" "$HUDDLE" "\$@"
	.
	chmod 755 "$work/at"
	HUDDLE=$work/at
fi
today() {
	echo "$1" >"$work/day"
}
today 2026-11-18

here=tests/fuzz/corpus/envelope
u=$work/u
HUDDLE_CONFIG=$u/huddle.conf
export HUDDLE_CONFIG
"$HUDDLE" init --unit 4-west --name '4 West' --organization ex --yes \
	>/dev/null || ill init
key=$u/keys/unit-key

# The member of a key's file or of what `key show --json` says.
member() {
	sed -n "s/.*\"$2\":\"\\([^\"]*\\)\".*/\\1/p" "$1"
}

# The first key comes by itself, and stays.
gives 0 key show
out_has 'key 1 (epoch 1) signs:'
out_has 'no office is configured'
first=$(sed -n 's/^  //p' "$work/out")
gives 0 key show --json
out "{\"announced\":null,\"epoch\":1,\"format\":\"huddle-keys/1\",\
\"key\":{\"fingerprint\":\"$first\",\"number\":1},\"office\":null}"
is 'the key is private' test "$(stat -c %a "$key"-1.ex.4-west.key)" = 600

# Its public part leaves in a file of its own, which says nothing secret.
gives 0 key export "$work/first.pub"
out_has "$first"
is 'that unit' test "$(member "$work/first.pub" unit)" = 4-west
is 'that key' test "$(member "$work/first.pub" fingerprint)" = "$first"
secret=$(od -An -v -tx1 "$key"-1.ex.4-west.key | tr -d ' \n')
is 'no secret' sh -c "! grep -qi '$(echo "$secret" | cut -c 1-16)' \
	'$work/first.pub'"
keep "$work"
refused 73 key export "$work/first.pub"
err_has 'nothing was overwritten'
refused 73 key export "$work/no/folder.pub"
refused 64 key export
is 'it stayed' test "$(member "$work/first.pub" fingerprint)" = "$first"

# The office's key: its fingerprint is told, what is none is not used.
cp "$here/office.pub" "$u/office.pub"
echo 'office_key = "office.pub";' >>"$u/huddle.conf"
gives 0 key show --json
out_has "\"office\":{\"fingerprint\":\"$(member "$here/office.pub" \
	fingerprint)\",\"organization\":\"ex\"}"
cp "$work/first.pub" "$u/office.pub"
refused 78 key show
err_has 'office_key'
tr '0-8' '1-9' <"$here/office.pub" >"$u/office.pub"
refused 65 key show
err_has 'office.pub'
rm "$u/office.pub"
refused 69 key show
cp "$here/office.pub" "$u/office.pub"

# The next key: announced once, in force behind the release that tells it.
gives 0 key rotate
out_has 'Key 2 is made'
gives 0 key rotate
out_has 'Nothing was changed'
gives 0 key show
out_has 'key 1 (epoch 1) signs:'
out_has 'key 2 is announced'
gives 0 key export "$work/again.pub"
is 'the old one is exported' cmp -s "$work/first.pub" "$work/again.pub"

if [ -e "$work/at" ]; then
	today 2026-11-25
	gives 0 release export --format json
	told=$(member "$work/out" next_key)
	gives 0 key export "$work/second.pub"
	is 'the release told it' \
		test "$told" = "$(member "$work/second.pub" key)"
	gives 0 key show
	out_has 'key 2 (epoch 1) signs:'
	is 'the old key is gone' test ! -e "$key"-1.ex.4-west.key
	today 2026-12-02
	gives 0 release export 2 --format json
	out_has '"next_key":null'
	gives 0 release list --json
	out_has '"id":1,"key":1'
	out_has '"id":2,"key":2'

	# A stick with the outbox: random names, one size, nothing to read.
	# Shorter words than these are met by chance.
	is 'two files' test "$(find "$u/outbox" -type f | wc -l)" = 2
	is 'random names' test -z "$(find "$u/outbox" -type f |
		sed 's,.*/,,' | grep -vxE '[0-9a-f]{32}\.huddle')"
	is 'private files' test -z "$(find "$u/outbox" -type f ! -perm 600)"
	is 'one size' test "$(find "$u/outbox" -type f -size 4224c |
		wc -l)" = 2
	for word in 4-west huddle format period 2026-11 withheld; do
		is "no $word" sh -c \
			"! grep -rqaiF -e '$word' '$u/outbox'"
	done
	lost=2
else
	skip 'faketime is not installed: no key took over'
	lost=1
fi

# One that others can read is not used, and not given up either.
chmod 640 "$key-$lost.ex.4-west.key"
refused 77 key show
err_has 'chmod 600'
refused 77 key rotate
chmod 600 "$key-$lost.ex.4-west.key"
gives 0 key show
out_has 'epoch 1'

# A lost one: only a new epoch helps, and not while people check in.
rm "$key-$lost.ex.4-west.key"
refused 69 key show
err_has 'huddle key rotate'
refused 69 key export "$work/lost.pub"
is 'no file without a key' test ! -e "$work/lost.pub"
gives 0 round open --kind walkup
refused 69 key rotate
err_has 'huddle round close'
gives 0 round status
out_has 'fewer than 5 checked in'
gives 0 round close
gives 0 key rotate
out_has "Key $lost was lost; key 3 is made."
out_has 'office enrol --replace'
gives 0 key show
out_has 'key 3 (epoch 2) signs:'
gives 0 key export "$work/third.pub"
is 'of the new epoch' grep -q '"epoch":2,' "$work/third.pub"
is 'another key' test "$(member "$work/third.pub" key)" != \
	"$(member "$work/first.pub" key)"

# A damaged one is lost too.
head -c 64 /dev/zero >"$key"-3.ex.4-west.key
refused 69 key show
err_has 'damaged'
gives 0 key rotate --json
out_has '"epoch":3'
out_has '"number":4'

# What it comes to at the office: it takes what the new key signs once it has
# approved it, and what an announced key signs by itself.
if [ -e "$work/at" ]; then
	mkdir "$work/o"
	office="--store $work/o/office.db office"
	# shellcheck disable=SC2086
	{
		gives 0 $office init --organization ex
		cp "$work/o/office.pub" "$u/office.pub"
		rm "$u/outbox"/*
		gives 0 $office enrol "$work/first.pub"
		gives 0 key export "$work/fourth.pub"
		refused 77 $office enrol "$work/fourth.pub"
		gives 0 $office enrol --replace "$work/fourth.pub"
		gives 0 key rotate
		for day in 2026-12-09 2026-12-16; do
			today $day
			gives 0 status
		done
		gives 0 key show
		out_has 'key 5 (epoch 3) signs:'
		gives 0 $office collect "$u/outbox"
		out '2 stored, 0 quarantined, 0 held'
	}
fi

# Another unit with the same folder of keys has its own.
"$HUDDLE" --config "$work/v/huddle.conf" init --unit 5-east --name '5 East' \
	--organization ex --yes >/dev/null || ill 'init of a second unit'
rm -rf "$work/v/keys"
ln -s "$u/keys" "$work/v/keys"
gives 0 --config "$work/v/huddle.conf" key export "$work/other.pub"
gives 0 key export "$work/own.pub"
is 'two keys in one folder' test "$(member "$work/other.pub" key)" != \
	"$(member "$work/own.pub" key)"
finish
