#!/bin/sh
# huddle checkin: people one after another through a pipe, each saved before
# the next is read; every faulty input, and that it leaves nothing.
. "${0%/*}/cli.sh"

unit "$work/unit"

checkins() {
	gives 0 round status --json
	has out "\"checkins\":$1,"
}

# No box is open.
keep "$work/unit"
refused_input=$work/one
echo 'energy=4' >"$work/one"
refused 69 checkin -
err_has 'no box is open'
unchanged

# One after another: "saved" comes when the empty line does, and it is true.
gives 0 round open
mkfifo "$work/answers" "$work/said"
"$HUDDLE" checkin - <"$work/answers" >"$work/said" 2>"$work/complaint" &
program=$!
exec 3>"$work/answers" 4<"$work/said"
for person in 1 2 3; do
	printf 'energy=%d\nneeded=4\n\n' $person >&3
	read -r said <&4
	is "person $person is told" test "$said" = saved
	checkins $person
done
# The fourth is only half there, and then the pipe ends: that is a check-in.
printf 'someone=2\n' >&3
checkins 3
exec 3>&-
read -r said <&4
is 'the last one is told' test "$said" = saved
wait $program
is 'it ends well' test $? = 0
exec 4<&-
is 'it says nothing else' test ! -s "$work/complaint"
checkins 4

# A fault in the third: two stay, it does not, and nobody behind it does.
command='a faulty third check-in'
printf '%s\n' energy=1 '' energy=2 '' energy=3 needed=6 '' energy=4 |
	"$HUDDLE" checkin - >"$work/out" 2>"$work/err"
judge $? 65
out "$(printf 'saved\nsaved')"
err_has 'line 6'
err_has '2 before it were'
checkins 6
command='a faulty second check-in, as JSON'
printf '%s\n' energy=1 '' energy=none | "$HUDDLE" checkin --json - \
	>"$work/out" 2>"$work/err"
judge $? 65
checkins 7

# Whatever is wrong with a check-in, nothing of it is kept.
bad() {
	command="checkin with $1"
	keep "$work/unit"
	# shellcheck disable=SC2059
	printf "$1" | "$HUDDLE" checkin - >"$work/out" 2>"$work/err"
	judge $? 65
	is "$command: says nothing was saved" test ! -s "$work/out"
	lacks err 'assert'
	unchanged
}
bad ''
bad '\n\n\n'
bad 'energy=0\n'
bad 'energy=6\n'
bad 'energy=-1\n'
bad 'energy=44\n'
bad 'energy=4 \n'
bad 'energy= 4\n'
bad 'energy=\n'
bad 'energy=four\n'
bad 'energy=٤\n'
bad 'energy\n'
bad '=4\n'
bad '4\n'
bad 'Energy=4\n'
bad 'other=4\n'
bad 'energy=4\nenergy=4\n'
bad 'energy=4\nneeded=4\nother=1\n'
bad 'energy=4\t\n'
bad 'energy=4\000\n'
bad '\000'
bad 'energy=4\033[2J\n'
bad 'energ\377=4\n'
bad '\357\273\277energy=4\n'
bad 'energy\342\200\256=4\n'
long=$(printf '%0300d' 0)
bad "energy=$long\n"
bad "$long$long$long=4\n"
checkins 7

# Nothing that somebody typed is repeated: an answer may stand anywhere in it.
told() {
	command="checkin with $1"
	printf '%s\n' "$1" | "$HUDDLE" checkin - >"$work/out" 2>"$work/err"
	judge $? 65
	is "$command: says what was expected" test "$(cat "$work/err")" = \
		"huddle: line 1: $2. This check-in was not saved; 0 before \
it were."
}
items='no item of this box; expected one of: energy, needed, someone'
told '4=energy' "$items"
told 'energy5=5' "$items"
told 'hunter2=4' "$items"
told 'energy: 4' 'expected ITEM=ANSWER'
told 'energy=four' '"energy" takes one answer from 1 to 5'
checkins 7

# What is allowed: Windows line ends, no last line end, skips, any order.
says_saved() {
	command="checkin with $1"
	# shellcheck disable=SC2059
	printf "$1" | "$HUDDLE" checkin - >"$work/out" 2>"$work/err"
	judge $? 0
	out saved
}
says_saved 'energy=4\r\nneeded=1\r\n\r\n'
says_saved '\n\nsomeone=5\nenergy=1'
says_saved 'someone=5'
checkins 10

# Answers never stand on the command line.
refused 64 checkin energy=4
err_has 'standard input'
lacks err 'energy=4'
refused 64 checkin - energy=4
refused 64 checkin --energy=4 -
checkins 10

# Without the key nothing is added, and the way out is named.
key=$(echo "$work"/unit/keys/*)
mv "$key" "$work/key"
keep "$work/unit"
refused 69 checkin -
err_has "$key"
err_has 'huddle round void'
refused 69 round close
err_has "$key"
unchanged
head -c 31 "$work/key" >"$key"
chmod 600 "$key"
refused 69 checkin -
head -c 32 /dev/zero >"$key"
refused 69 checkin -
refused 69 round close
cat "$work/key" >"$key"
chmod 644 "$key"
refused 77 checkin -
err_has "$key"
refused 77 round close
if [ "$(id -u)" = 0 ]; then
	is 'root is asked to lend the unit out' command -v setpriv >/dev/null
	chmod 000 "$key"
	chown -R 65534:65534 "$work/unit"
	command='a key that may not be read'
	setpriv --reuid 65534 --regid 65534 --clear-groups \
		"$HUDDLE" checkin - <"$work/one" >"$work/out" 2>"$work/err"
	judge $? 77
	err_has "$key"
	chown -R 0:0 "$work/unit"
else
	chmod 000 "$key"
	refused 77 checkin -
	err_has "$key"
fi
chmod 600 "$key"
checkins 10
says_saved 'energy=4\n'

# A key that is lost: the round can only be ended, and it says what is lost.
rm "$key"
refused 69 round close
gives 0 round void --reason 'the key is lost' --json
out '{"format":"huddle-round/1","lost":11}'
gives 0 round open
gives 0 round close

finish
