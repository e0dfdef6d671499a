#!/bin/sh
# Attack 13, and as far as a shell can tell 14: what a check-in leaves on
# command lines, in the environment, in logs, in the shell's history, in files
# and in core dumps. All of it is looked at while answers are being given.
. "${0%/*}/cli.sh"

unit "$work/unit"
gives 0 round open
mkdir "$work/traces" "$work/here" "$work/temporary"
cd "$work/here" || exit
TMPDIR=$work/temporary
export TMPDIR
touch "$work/marker"

# An answer looks like this; no other line of the unit does.
answer='^\(energy\|needed\|someone\)=[1-5]'
clear() {
	grep -aqs "$answer" "$2" && ill "$1: $2" && return
	well
}

# start: answers through a pipe; three people are in, the fourth half-way.
start() {
	mkfifo "$work/answers" "$work/said"
	"$@" checkin - <"$work/answers" >"$work/said" 2>&1 &
	program=$!
	exec 3>"$work/answers" 4<"$work/said"
	for person in 1 2 3; do
		printf 'energy=5\nneeded=%d\n\n' $person >&3
		read -r said <&4
		is "person $person" test "$said" = saved
	done
	printf 'energy=5\nsomeone=5\n' >&3
}

stop() {
	exec 3>&-
	wait $program
	status=$?
	exec 4<&-
	rm "$work/answers" "$work/said"
}

start "$HUDDLE"
tr '\0' '\n' <"/proc/$program/cmdline" >"$work/traces/cmdline"
is 'the command line can be read' \
	grep -qx checkin "$work/traces/cmdline"
tr '\0' '\n' 2>/dev/null <"/proc/$program/environ" >"$work/traces/environ"
ps -A -o args >"$work/traces/ps" 2>/dev/null
for file in "$work"/traces/*; do
	clear 'seen by other users' "$file"
done
is 'it holds only its own files open' test -z "$(
	ls -l "/proc/$program/fd" 2>/dev/null | sed -n 's/.* -> //p' |
		grep '^/' | grep -v -e "$work/unit/huddle.db" \
		-e "^$work/answers" -e "^$work/said" -e '^/dev/'
)"
# Every file of the unit, and the logs that have changed since.
for file in $(find "$work/unit" -type f) $(find /var/log /run/log \
	-type f -newer "$work/marker" 2>/dev/null); do
	clear 'while people check in' "$file"
done
is 'no file anywhere else, meanwhile' \
	test -z "$(find "$HOME" "$work/here" "$TMPDIR" -type f)"
stop
is 'it ended well' test $status = 0
for file in $(find "$work/unit" -type f); do
	clear 'afterwards' "$file"
done
is 'no file anywhere else' \
	test -z "$(find "$HOME" "$work/here" "$TMPDIR" -type f)"

# At a prompt: the history has the command, and none of the lines typed to it.
if command -v bash >/dev/null; then
	printf '%s\n' '"$HUDDLE" checkin -' energy=5 needed=1 '' energy=1 |
		HISTFILE=$work/history bash --norc -i >"$work/out" 2>&1
	is 'two people checked in' test "$(grep -c saved "$work/out")" = 2
	is 'the history is kept' grep -q 'checkin -' "$work/history"
	clear 'in the history' "$work/history"
else
	skip 'bash is not installed: no history was looked at'
fi

# Killed by a fault in the middle of a person: no core, no half check-in.
# Sanitizers forbid the guard, and need what it forbids.
guarded=true
grep -q __asan_init "$HUDDLE" && guarded=false
before=$("$HUDDLE" round status --json)
ulimit -c unlimited 2>/dev/null
start "$HUDDLE"
kill -ABRT $program
stop
is 'it died of the signal' test $status = 134
is 'no core was left' test -z "$(find "$work/here" -type f)"
before=${before#*checkins\":}
gives 0 round status --json
out_has "\"checkins\":$((${before%%,*} + 3)),"

# The same user cannot look into it, unless that user is root.
user=
[ "$(id -u)" = 0 ] && user='setpriv --reuid 65534 --regid 65534 --clear-groups'
if ! $guarded; then
	skip 'this program was built with sanitizers: it can be looked into'
elif [ "$user" ] && ! command -v setpriv >/dev/null; then
	skip 'setpriv is missing: root may look into every program'
else
	chown -R 65534 "$work/unit"
	chmod 755 "$work"
	# shellcheck disable=SC2086
	start $user "$HUDDLE"
	for file in mem environ maps; do
		# shellcheck disable=SC2086
		is "its $file is closed to the same user" \
			test -z "$($user head -c 1 "/proc/$program/$file" \
				2>/dev/null)"
	done
	# The control: a program without the guard can be looked into.
	# shellcheck disable=SC2086
	is 'another one is open to them' test -n "$(
		$user sh -c 'head -c 1 /proc/$$/maps' 2>/dev/null
	)"
	stop
	is 'it ended well' test $status = 0
fi

finish
