#!/bin/sh
# Stores, disks and configurations that the program must refuse: each with its
# message and its exit code, and with nothing half-written.
. "${0%/*}/cli.sh"

unit "$work/unit"
store=$work/unit/huddle.db
conf=$work/unit/huddle.conf
gives 0 round open
echo 'energy=4' >"$work/one"
echo 'Linen runs out' >"$work/note"
gives 0 checkin - <"$work/one"

# Every command that reads or writes the store refuses it alike.
all_refused() {
	wanted=$1
	shift
	keep "$work/unit"
	while read -r words; do
		input=/dev/null
		case $words in
		checkin*) input=$work/one ;;
		note\ add*) input=$work/note ;;
		esac
		refused_input=$input
		# shellcheck disable=SC2086
		refused "$wanted" $words
		for text; do
			err_has "$text"
		done
	done <<-'.'
		status
		status --json
		round status
		round open --kind walkup
		round close
		round void --reason x
		checkin -
		note add --kind pebble --theme other -
		note list
		note redact zzzzzzzzzz --reason x
		action add x
		action list
		action history 1
		action undo
		print board
	.
	refused_input=/dev/null
	unchanged
}

# Open to others: the store, its journal, its queue; the configuration too.
for file in huddle.db huddle.db-journal; do
	for mode in 640 602; do
		chmod $mode "$work/unit/$file"
		all_refused 77 "$file"
		chmod 600 "$work/unit/$file"
	done
done

# Not there, not a file, not a store, newer, damaged.
mv "$store" "$work/aside"
all_refused 69 "$store" 'huddle init'
mkdir "$store"
all_refused 65 "$store"
rmdir "$store"
mkfifo -m 600 "$store"
all_refused 65 "$store"
rm "$store"
instead() {
	cat >"$store"
	chmod 600 "$store"
	rm -f "$store-journal"
}
: | instead
all_refused 65 "$store"
echo 'a note of mine' | instead
all_refused 65 "$store"
head -c 57344 /dev/urandom | instead
all_refused 65 "$store"
head -c 20000 "$work/aside" | instead
all_refused 65 "$store"
instead <"$work/aside"
printf '\000\000\000\143' |
	dd of="$store" bs=1 seek=60 conv=notrunc 2>/dev/null
all_refused 69 "$store" newer
instead <"$work/aside"
printf 'other' | dd of="$store" bs=1 seek=68 conv=notrunc 2>/dev/null
all_refused 65 "$store"
instead <"$work/aside"
gives 0 round status --json
has out '"checkins":1,'

# Another unit's configuration on this store.
sed 's/4-west/5-east/' "$conf" >"$work/unit/other.conf"
refused 78 --config "$work/unit/other.conf" status
err_has 5-east
err_has 4-west

# Nor is one of before brought up to date with it.
if command -v sqlite3 >/dev/null; then
	mkdir -m 700 "$work/old"
	sqlite3 "$work/old/huddle.db" <"${0%/*}/../data/store-1.sql"
	chmod 600 "$work/old/huddle.db"
	refused 78 --config "$work/unit/other.conf" \
		--store "$work/old/huddle.db" status
	err_has 5-east
	lacks err 'up to date'
	is 'no copy was made' test ! -e "$work/old/huddle.db.v1"
	is 'the store is as it was' test "$(sqlite3 "$work/old/huddle.db" \
		'PRAGMA user_version')" = 1
else
	skip 'sqlite3 is not installed: no old store was refused'
fi
rm "$work/unit/other.conf"

# A faulty configuration: all faults at once, with file and line.
cp "$conf" "$work/unit/faulty.conf"
lines=$(wc -l <"$conf")
cat >>"$work/unit/faulty.conf" <<'.'
epsilonn = 1.0;
idle_seconds = "soon";
colour = "pink";
.
command='config check of three faults'
"$HUDDLE" --config "$work/unit/faulty.conf" config check \
	>"$work/out" 2>"$work/err"
judge $? 78
for n in 1 2 3; do
	err_has "faulty.conf:$((lines + n)): "
done
err_has 'epsilon'
refused 78 --config "$work/unit/faulty.conf" status
mkfifo "$work/unit/fifo.conf"
refused 78 --config "$work/unit/fifo.conf" status
refused 78 --config "$work/unit" status
head -c 2000000 /dev/zero | tr '\0' '#' >"$work/unit/large.conf"
refused 78 --config "$work/unit/large.conf" status
rm "$work"/unit/*y.conf "$work/unit/fifo.conf" "$work/unit/large.conf"

# A folder, a store, a configuration that this user may not write or read.
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	chown -R 65534:65534 "$work/unit"
	root=$HUDDLE
	cat >"$work/as-other" <<'.'
#!/bin/sh
exec setpriv --reuid 65534 --regid 65534 --clear-groups "$PROGRAM" "$@"
.
	PROGRAM=$root
	export PROGRAM
	chmod 755 "$work/as-other"
	HUDDLE=$work/as-other
	gives 0 status
elif [ "$(id -u)" = 0 ]; then
	skip 'setpriv is missing: root may write everywhere'
fi
if [ "$HUDDLE" != "${root-}" ]; then
	may() {
		chmod "$1" "$2"
		all_refused "$3" "$4"
		chmod "$5" "$2"
	}
	may 500 "$work/unit" 77 "$work/unit" 700
	may 400 "$store" 77 "$store" 600
	may 000 "$store" 77 "$store" 600
	may 000 "$conf" 78 "$conf" 600
	chmod 500 "$work/unit/keys"
	keep "$work/unit"
	refused 77 round open --kind walkup
	unchanged
	chmod 700 "$work/unit/keys"
	gives 0 round status --json
	has out '"checkins":1,'
fi
if [ -n "${root-}" ]; then
	# A folder in which a new unit may not be made.
	refused 77 --config "$work/new/huddle.conf" init --unit a --name A \
		--organization b --yes
	is 'nothing was made' test ! -e "$work/new"
	HUDDLE=$root
	chown -R 0:0 "$work/unit"
fi

# Not enough room. What was acknowledged stays, what was not leaves nothing,
# and with room it goes on.
notes() {
	"$HUDDLE" note list | grep -c 'Linen runs out'
}
long=$(printf 'Linen runs out %0480d' 0)
# fill STATUS: notes until there is no room for another.
fill() {
	before=$(notes)
	kept_notes=0
	while [ $kept_notes -lt 2000 ]; do
		echo "$long" | "$HUDDLE" note add --kind pebble \
			--theme other - >"$work/out" 2>"$work/err"
		status=$?
		[ $status = 0 ] || break
		kept_notes=$((kept_notes + 1))
	done
	command='a note without room'
	judge $status 73
	is "$command: no id is printed" test ! -s "$work/out"
	err_has 'Not saved'
}
after() {
	now=$(notes)
	is "$now notes are $before and $kept_notes" \
		test "$now" = $((before + kept_notes))
	gives 0 note add --kind pebble --theme other - <"$work/note"
	gives 0 round status --json
	has out '"checkins":1,'
}

# A limit to the size of files stands for a disk that is full.
trap '' XFSZ
limit=$(($(wc -c <"$store") / 512 + 16))
program=$HUDDLE
cat >"$work/limited" <<.
#!/bin/sh
ulimit -f $limit && exec "$program" "\$@"
.
chmod 755 "$work/limited"
HUDDLE=$work/limited
fill
HUDDLE=$program
after

# A real one.
mkdir "$work/small"
if mount -t tmpfs -o size=400k,mode=700 tmpfs "$work/small" 2>/dev/null; then
	undo="umount '$work/small'"
	unit "$work/small/unit"
	gives 0 round open
	gives 0 checkin - <"$work/one"
	cat /dev/zero >"$work/small/fill" 2>/dev/null
	keep "$work/small/unit"
	refused 73 round open --kind walkup
	unchanged
	fill
	refused 73 --config "$work/small/2/huddle.conf" init --unit a \
		--name A --organization b --yes
	is 'nothing was made' test -z "$(find "$work/small/2" -type f \
		2>/dev/null)"
	# Check-ins need no room that they do not have already.
	gives 0 checkin - <"$work/one"
	rm "$work/small/fill"
	now=$(notes)
	is 'nothing acknowledged was lost' \
		test "$now" = $((before + kept_notes))
	gives 0 note add --kind pebble --theme other - <"$work/note"
	gives 0 round close --json
	has out '"checkins":2,'
	mount -o remount,ro "$work/small"
	refused 77 status
	refused 77 note list
else
	skip 'no small disk may be mounted here: only a limit to the size of' \
		'files stood for one that is full'
fi

finish
