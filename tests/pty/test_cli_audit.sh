#!/bin/sh
# huddle audit: what keeps the rules, what breaks one, what is no summary; a
# chain of files; nobody needs a configuration for it.
. "${0%/*}/cli.sh"

good=$work/good.json
sed -n '/^{"actions"/,/^\.Ed/{/^\.Ed/d;p;}' man/huddle-summary.5 |
	tr -d '\n' >"$good"

# spoil NAME SED: another file, one thing in it changed.
spoil() {
	sed "$2" "$good" >"$work/$1"
	cmp -s "$good" "$work/$1" && ill "$1 is not spoiled"
}

gives 0 audit "$good"
out_has "$good: pulse: "
out_has '44 of 71'
has out "$good: no rule is broken"
lacks out 'this breaks a rule'
lacks err .
is 'a finding is a line' test -z "$(grep -v "^$good: " "$work/out")"

# As an editor or a pretty printer leaves it: the same counts, and it says so.
sed 's/,"/ , "/g' "$good" >"$work/spaced.json"
gives 0 audit "$work/spaced.json"
out_has 'not written as it was sealed'
echo >>"$good"
gives 0 audit "$good"
lacks out 'not written as it was sealed'

# Each breaks one rule.
spoil few.json 's/"answered":71,"counted":44/"answered":4,"counted":3/'
spoil epsilon.json 's/"epsilon_milli":1000/"epsilon_milli":5000/'
spoil far.json 's/"counted":44/"counted":999999/'
spoil notes.json 's/"count":4/"count":2/'
spoil cards.json 's/"count":3/"count":1/'
spoil response.json 's/"answered":9/"answered":4/'
spoil buddies.json 's/"pairs":7/"pairs":2/'
spoil paper.json 's/"paper_rounds":1/"paper_rounds":10/'
spoil period.json 's/"to":"2026-11-15"/"to":"2026-11-14"/'
spoil ends.json 's/"to":"2026-11-15"/"to":"2026-11-01"/'
spoil link.json 's/"previous":"[0-9a-f]*"/"previous":null/'
spoil reason.json 's/fewer than 5 answers/Ann was away/'
spoil twice.json 's/\[{"count":4/[{"count":4,"kind":"pebble","theme":'\
'"supplies"},{"count":4/'
spoil silent.json 's/"notes":\[[^]]*\]/"notes":[]/'
for part in few:pulse epsilon:pulse far:pulse notes:notes cards:actions \
	response:response buddies:buddies paper:pulse period: ends: link: \
	reason:withheld twice: silent:notes; do
	name=$work/${part%%:*}.json
	part=${part#*:}
	gives 1 audit "$name"
	out_has "$name: ${part:+$part: }this breaks a rule: "
	has out "$name: rules are broken"
	lacks err .
done

# One object for scripts.
gives 1 audit "$good" "$work/few.json" --json
out_has '"format":"huddle-audit/1"'
out_has '"breaks":1,'
out_has '"kind":"breaks","part":"pulse"'
is 'one line' test "$(wc -l <"$work/out")" = 1
gives 0 audit --json "$good"
out_has '{"breaks":0,"files":[{"breaks":0,"epoch":1,'

# What is no summary is named, and is no finding.
spoil member.json 's/"epoch":1/"epoch":1,"author":"Ann"/'
spoil negative.json 's/"answered":71/"answered":-1/'
spoil text.json 's/"count":4/"count":4,"text":"x"/'
: >"$work/empty.json"
mkdir "$work/folder.json"
head -c 20 "$good" >"$work/cut.json"
for name in member negative text empty cut folder; do
	refused 65 audit "$work/$name.json"
	err_has "$work/$name.json"
done
refused 65 audit "$work/member.json"
err_has '"author"'
refused 65 audit "$work/negative.json"
err_has 'pulse[0].answered: found -1'
refused 69 audit "$work/none.json"
refused 64 audit
refused 64 audit --what "$good"

# A sealed file, by its name or only by its looks.
head -c 8320 /dev/urandom | tr '{' '[' >"$work/x.huddle"
cp "$work/x.huddle" "$work/x"
refused 65 audit "$work/x.huddle"
err_has 'only the office can open it'
refused 65 audit "$work/x"
err_has 'only the office can open it'

# The others are audited all the same, and the worst counts.
gives 65 audit "$work/member.json" "$work/few.json" "$good"
has out "$good: no rule is broken"
has out "$work/few.json: rules are broken"

# Two that follow each other are a chain.
tr -d '\n' <"$good" >"$work/first"
hash=$(sha256sum <"$work/first" | cut -d ' ' -f 1)
next() {
	sed "s/\"sequence\":7/\"sequence\":8/
	s/\"previous\":\"[0-9a-f]*\"/\"previous\":\"$1\"/
	s/2026-11-09/$2/; s/2026-11-15/$3/" "$good"
}
next "$hash" 2026-11-16 2026-11-22 >"$work/second"
gives 0 audit "$work/first" "$work/second"
next "${hash%?????}00000" 2026-11-16 2026-11-22 >"$work/second"
gives 1 audit "$work/first" "$work/second"
has out "$work/second: this breaks a rule: it does not follow"
next "$hash" 2026-11-09 2026-11-15 >"$work/second"
gives 1 audit "$work/first" "$work/second"
has out "$work/second: this breaks a rule: its period begins before"

# A hostile name or member reaches no terminal raw.
escape=$(printf '\033')
odd="$work/$escape[2J.json"
sed "s/\"epoch\":1/\"epoch\":1,\"$escape[2J\":\"\\\\u009b\"/" "$good" >"$odd"
gives 65 audit "$odd"
lacks err "$escape"
sed 's/"kind":"pebble"/"kind":"\\u001b[2J"/' "$good" >"$odd"
gives 65 audit "$odd"
lacks err "$escape"
err_has 'notes[0].kind'
cp "$good" "$odd"
gives 0 audit "$odd"
lacks out "$escape"

finish
