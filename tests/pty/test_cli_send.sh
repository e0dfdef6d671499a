#!/bin/sh
# huddle send: nothing to do, what waits, delivery, failures and their statuses,
# the next try, lost keys; and the second program that does it. Servers:
# tests/sync.
. "${0%/*}/cli.sh"

folder=${HUDDLE%/*}

unit "$work/early"
gives 0 send
out 'No office is configured, so nothing is sent.'
gives 0 send --json
out '{"format":"huddle-send/1","lost":0,"sent":0,"waiting":0}'
refused 64 send word
refused 64 send --later

# The second program: only for what it is there for, and missed in words.
command=huddle-transfer
"$folder/huddle-transfer" status >"$work/out" 2>"$work/err"
judge $? 64
has err 'run: huddle status'
mkdir "$work/bin" "$work/path"
cp "$HUDDLE" "$work/bin/huddle"
printf '#!/bin/sh\necho found\n' >"$work/path/huddle-transfer"
chmod +x "$work/path/huddle-transfer"
for words in send 'office status'; do
	# shellcheck disable=SC2086
	PATH=$work/path:$PATH "$work/bin/huddle" $words \
		>"$work/out" 2>"$work/err"
	judge $? 69
	has err 'huddle-transfer is missing'
done

own_clock 'no week went by'
# The settings of delivery, a line each.
set_to() {
	printf '%s\n' "$@" >"$work/unit/delivery.conf"
}

# An office, and a unit that knows it.
at 2026-03-02 10:00:00
mkdir "$work/office" "$work/inbox"
gives 0 office init --store "$work/office/office.db" \
	--organization example-health
unit "$work/unit"
sed -i '/^deliver = {/,/^};/d' "$HUDDLE_CONFIG"
printf '@include "delivery.conf"\n' >>"$HUDDLE_CONFIG"
key="office_key = \"$work/office/office.pub\";"
set_to "$key"
gives 0 config check
gives 0 send
out '0 sent, 0 waiting'
gives 0 action add 'A second linen cart'

# A week later something waits, and no way leads on.
at 2026-03-09 10:00:00
gives 78 send
out '0 sent, 1 waiting'
err_has 'deliver.to'
err_has 'Nothing was lost'
is 'a sealed file is in the outbox' test \
	"$(find "$work/unit/outbox" -name '*.huddle' | wc -l)" = 1

# A share that is not mounted: later; nobody is asked again before that.
set_to "$key" "deliver = { to = \"file://$work/share\"; };"
gives 75 send
out '0 sent, 1 waiting'
err_has 'is not there'
gives 0 status --json
out_has '"waiting":1'
mv "$work/inbox" "$work/share"
gives 75 send
out '0 sent, 1 waiting'
err_has 'next try'
is 'nothing was delivered yet' test -z "$(ls "$work/share")"
gives 0 send --now --json
out '{"format":"huddle-send/1","lost":0,"sent":1,"waiting":0}'
is 'it is there' test "$(find "$work/share" -name '*.huddle' | wc -l)" = 1
is 'the outbox is empty' test -z "$(ls "$work/unit/outbox")"
bytes_of "$work/share" >"$work/first"
gives 0 send --now
out '0 sent, 0 waiting'
is 'never twice' test "$(bytes_of "$work/share")" = "$(cat "$work/first")"

# Two weeks at once, after a wait of a minute or two.
at 2026-03-23 10:00:00
mv "$work/share" "$work/inbox"
gives 75 send
out '0 sent, 2 waiting'
mv "$work/inbox" "$work/share"
at 2026-03-23 10:05:00
gives 0 send
out '2 sent, 0 waiting'
is 'three files' test "$(find "$work/share" -name '*.huddle' | wc -l)" = 3

# What is wrong is told with its own status, and nothing is lost.
at 2026-03-30 10:00:00
set_to "$key" 'deliver = { to = "sftp://127.0.0.1/inbox/"; };'
gives 78 send
err_has 'deliver.known_hosts'
set_to "$key" 'deliver = { to = "https://127.0.0.1:1/inbox/"; user = "u";' \
	'password_file = "password"; };'
echo secret >"$work/unit/password"
chmod 644 "$work/unit/password"
gives 77 send --now
err_has 'open to others'
chmod 600 "$work/unit/password"
gives 75 send --now
err_has 'nothing answers there'
lacks err secret
set_to "$key" 'deliver = { to = "https://127.0.0.1:1/inbox/";' \
	'proxy = "http://127.0.0.1:1"; };'
gives 75 send --now
err_has 'the proxy does not answer'
set_to "$key" "deliver = { to = \"file://$work/share\";" \
	'proxy = "http://127.0.0.1:1"; };'
gives 78 send --now
err_has 'deliver.proxy is for https only'
set_to "$key" "deliver = { to = \"file://$work/share\"; };"
gives 0 send --now
out '1 sent, 0 waiting'

# What was delivered is what the office takes.
gives 0 key export "$work/unit.pub"
gives 0 office enrol --store "$work/office/office.db" "$work/unit.pub"
gives 0 office collect --store "$work/office/office.db" "$work/share"
gives 0 office status --store "$work/office/office.db" --json
out_has '"4-west"'

# Two at a time: one sends, the other says so.
if command -v flock >/dev/null; then
	at 2026-04-06 10:00:00
	gives 0 release seal
	command='send while another one sends'
	flock "$work/unit/outbox" "$HUDDLE" send >"$work/out" 2>"$work/err"
	judge $? 75
	has err 'Something else is sending'
	gives 0 send
	out '1 sent, 0 waiting'
fi

# A key that is not there hinders only what it has to sign.
keys=$work/unit/keys
at 2026-04-06 10:00:00
gives 0 action add 'A third linen cart'
at 2026-04-13 10:00:00
mv "$work/share" "$work/inbox"
gives 75 send
gives 75 send
err_has '1 sealed file waits for its next try.'
mv "$work/inbox" "$work/share"
mv "$keys/unit-key-1.example-health.4-west.key" "$work/key"
at 2026-04-20 10:00:00
gives 69 send
out '1 sent, 1 waiting'
err_has 'is missing'
err_has 'huddle key rotate'
mv "$work/key" "$keys/unit-key-1.example-health.4-west.key"
gives 0 send
out '1 sent, 0 waiting'

# It is lost: a file that is made goes out, a release without one never does,
# and the weeks behind it arrive.
at 2026-04-27 10:00:00
mv "$work/share" "$work/inbox"
gives 75 send
rm "$keys/unit-key-1.example-health.4-west.key"
at 2026-05-04 10:00:00
gives 0 status
out_has '; 2 not sent'
gives 0 key rotate
out_has 'Key 1 was lost; key 2 is made.'
out_has '1 release is never sent: given up'
gives 0 status
out_has '; 1 not sent'
out_has '  1 release is never sent: given up'
gives 0 status --json
out_has '"lost":1,"waiting":1'
gives 0 action add 'A fourth linen cart'
at 2026-05-18 10:00:00
gives 0 release seal
gives 0 release list
for line in 'waits to be sent' 'waits to be sent' \
	'never sent: given up' 'waiting, tried once'; do
	is "in its place: $line" test "$(sed -n '1s/.*-..  //p' \
		"$work/out")" = "$line"
	sed -i 1d "$work/out"
done
newest=$(($("$HUDDLE" release list | wc -l) - 2))
gives 0 release show $newest
out_has 'never sent: given up'
gives 0 release show $newest --json
out_has '"state":"lost"'
mv "$work/inbox" "$work/share"
gives 0 office collect --store "$work/office/office.db" "$work/share"
gives 0 send --now
out '3 sent, 0 waiting
1 release is never sent: given up'
is 'they arrived' test "$(find "$work/share" -maxdepth 1 -name '*.huddle' |
	wc -l)" = 3
is 'the outbox is empty' test -z "$(ls "$work/unit/outbox")"
gives 0 send --json
out '{"format":"huddle-send/1","lost":1,"sent":0,"waiting":0}'

# The office takes the one of the old epoch, and the new ones once it has
# approved their key.
mkdir "$work/copy"
cp "$work/share"/*.huddle "$work/copy"
gives 0 office collect --store "$work/office/office.db" "$work/share"
out '1 stored, 2 quarantined, 0 held'
gives 0 key export "$work/anew.pub"
gives 0 office enrol --replace --store "$work/office/office.db" \
	"$work/anew.pub"
gives 0 office collect --store "$work/office/office.db" "$work/copy"
out '2 stored, 0 quarantined, 0 held, 1 known already'

# Somebody takes away a file whose key has gone by its own way: it cannot be
# made again, and a new epoch is the way out of that, too.
gives 0 key rotate
out_has 'Key 3 is made'
at 2026-05-25 10:00:00
mv "$work/share" "$work/inbox"
gives 75 send
rm "$work/unit/outbox"/*.huddle
mv "$work/inbox" "$work/share"
gives 69 send --now
out '0 sent, 1 waiting
1 release is never sent: given up'
err_has 'unit-key-2'
gives 0 key rotate
out_has 'Key 2 was lost; key 4 is made. Releases go on as number 1 of epoch 3.'
at 2026-06-01 10:00:00
gives 0 send
out '1 sent, 0 waiting
2 releases are never sent: given up'

finish
