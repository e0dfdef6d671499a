#!/bin/sh
# The command line itself: help, version, options matched whole, what is wrong
# with a line; config check, show, example; the sheet for a huddle on paper.
. "${0%/*}/cli.sh"

unit "$work/unit"

# Version and help, alone and of every command.
gives 0 version
is 'a version' grep -qx 'huddle [0-9.]*' "$work/out"
cp "$work/out" "$work/version"
gives 0 --version
out "$(cat "$work/version")"
gives 0 version --json
out "{\"format\":\"huddle-version/1\",\"version\":\"$(
	cut -d ' ' -f 2 "$work/version")\"}"
gives 0 --help
gives 0 help
cp "$work/out" "$work/help"
while read -r name; do
	is "help lists $name" grep -q "^  huddle $name  " "$work/help"
	# shellcheck disable=SC2086
	gives 0 help $name
	out_has "huddle $name"
	cp "$work/out" "$work/alone"
	# shellcheck disable=SC2086
	gives 0 $name --help
	out "$(cat "$work/alone")"
done <<-'.'
	run
	init
	demo
	status
	round open
	round status
	round close
	round void
	round tally
	checkin
	note add
	note list
	note answer
	note metoo
	note merge
	note redact
	action add
	action list
	action show
	action move
	action edit
	action escalate
	action respond
	action approve
	action pdsa
	action result
	action history
	action undo
	action redo
	buddy join
	buddy leave
	buddy list
	buddy ask
	buddy connected
	buddy topic
	buddy round propose
	buddy round swap
	buddy round lock
	buddy round confirm
	buddy round drop
	shift set
	shift import
	shift list
	trend
	report
	print sheet
	print board
	print slips
	print invitation
	print card
	print worked
	send
	office init
	office enrol
	office collect
	office status
	office export
	office report
	audit
	release preview
	release seal
	release list
	release show
	release export
	key show
	key rotate
	key export
	config check
	config show
	config example
	version
	help
.
gives 0 help round
out_has 'huddle round open'
out_has 'huddle round close'
refused 64 help nothing
lacks err 'assert'

# What later versions bring is not there yet, and no word is guessed.
keep "$work/unit"
for words in nothing buddy \
	'round' 'round other' 'note' 'action' 'action lis' 'print' \
	'sta' 'statuss' 'round clos' ''; do
	# shellcheck disable=SC2086
	refused 64 ${words:-''}
done
refused 64 --nothing
refused 64 status --nothing
refused 64 status --jso
refused 64 status --json=yes
refused 64 status word
refused 64 -j
refused 64 status -j
refused 64 --config
refused 64 status --store
refused 64 round close --headcount
refused 64 demo
refused 64 demo ''
refused 64 demo "$work/d" --weeks 0
refused 64 demo "$work/d" --weeks 521
refused 64 demo "$work/d" --seed x
is 'nothing was made' test ! -e "$work/d"
unchanged

# A word that only begins a command: what can stand behind it.
for group in print note action buddy round config; do
	refused 64 "$group"
	err_has "huddle $group needs one of: "
	refused 64 "$group" bogus
	gives 0 "$group" --help
	out_has "huddle $group "
done
refused 64 bogus --help

# Roles are known, and the PIN's descriptor is a number; no role has a PIN.
for role in bogus staff Manager 'manager ' ''; do
	refused 64 --role "$role" status
	err_has 'manager, coordinator or administrator'
done
for fd in x -1 3x '' 99999999999; do
	refused 64 --role manager --pin-fd "$fd" status
	err_has '--pin-fd'
	refused 64 status --pin-fd "$fd"
done
refused 64 --role bogus
refused 64 help --role bogus
for role in manager coordinator administrator; do
	gives 0 --role "$role" status
	gives 0 status --role "$role" --pin-fd 3 3</dev/null
done
unchanged

# A name with control characters is told without them.
escape=$(printf '\033')
odd="$work/$escape[2Jodd"
mkdir "$odd"
sed 's/^epsilon.*/epsilon = "much";/' "$work/unit/huddle.conf" \
	>"$odd/huddle.conf"
echo 'epsilon = 5000;;' >>"$odd/huddle.conf"
for words in "--config $odd/none.conf status" \
	"--config $odd/huddle.conf status" \
	"--config $odd/huddle.conf config check" \
	"--store $odd/none.db status" "$odd" "status $odd" "--$odd status" \
	"status --$odd" "demo $odd"; do
	# shellcheck disable=SC2086
	"$HUDDLE" $words >"$work/out" 2>"$work/err"
	command="huddle $(printf %s "$words" | tr -d "$escape")"
	is "$command: is refused" test $? = 0 -a -s "$work/err"
	lacks err "$escape"
	err_has '[2Jodd'
done
unchanged

# Every command asks whether it may.
for file in src/cli/*.c; do
	case $file in */cmd_demo.c | */cmd_run.c) continue ;; esac
	asks='= (app_allow|app_undo|allow_closing)\(&?app'
	is "$file asks" test "$(grep -cE 'app_(open|configure)\(' "$file")" = \
		"$(grep -cE "$asks" "$file")"
done

# Without a terminal the interface does not start.
refused 69
refused 69 run
unchanged

# The configuration, as it is and as it can be.
gives 0 config check
gives 0 config show
out_has '4-west'
cp "$work/out" "$work/unit/shown.conf"
gives 0 --config "$work/unit/shown.conf" config check
gives 0 --config "$work/unit/shown.conf" config show
sed -i "/^[\t ]*#/d" "$work/out" "$work/unit/shown.conf"
is 'what is shown can be read again' cmp -s "$work/out" \
	"$work/unit/shown.conf"
gives 0 config example
cp "$work/out" "$work/unit/example.conf"
for setting in unit store timezone language epsilon idle_seconds; do
	is "the example has $setting" grep -q "$setting" "$work/out"
done
rm "$work/unit/shown.conf"

# The sheet: one page of plain text, and the same for a browser.
gives 0 print sheet
out_has '4 West'
is 'at most 80 columns' test -z "$(expand "$work/out" | grep -E '.{81}')"
is 'one page' test "$(wc -l <"$work/out")" -le 66
is 'plain text' test -z "$(LC_ALL=C grep -n "$(printf '[\001-\010\033]')" \
	"$work/out")"
gives 0 print sheet --html
out_has '<!DOCTYPE html>'
out_has '4 West'
refused 64 print sheet word

# An output that cannot be written is told, not passed over.
if [ -w /dev/full ]; then
	command='help into a full disk'
	"$HUDDLE" help >/dev/full 2>"$work/err"
	judge $? 73
	has err 'standard output'
	gives 0 round open
	command='a check-in whose "saved" nobody can read'
	echo energy=4 | "$HUDDLE" checkin - >/dev/full 2>"$work/err"
	judge $? 73
fi

# Languages: the words of people, never those of scripts.
command='status --json in Spanish'
LANGUAGE=es LC_ALL=C.UTF-8 "$HUDDLE" status --json >"$work/out" 2>&1
judge $? 0
out_has '"format":"huddle-status/1"'

finish
