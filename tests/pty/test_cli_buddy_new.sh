#!/bin/sh
# huddle buddy: a new round that is proposed on the day the running one began
# is a new round and not that one paired anew: who leaves is taken out of it,
# what was swapped and locked by hand stays, and what becomes of a proposal is
# said. A name has no comma in it.
. "${0%/*}/cli.sh"

proposed() {
	"$HUDDLE" buddy list | awk '
		/^[^ ]/ { here = index($0, "Proposed") == 1 }
		here && / and / { sub(/^ */, ""); print }'
}

unit "$work/unit"
for name in Ann Bob Cat Dan Eve Fay Gus Hal; do
	gives 0 buddy join $name --role nurse --shifts days
done
gives 0 buddy round propose --now
gives 0 buddy round confirm
gives 0 buddy round propose --now
proposed >"$work/new"
one=$(sed -n '1s/ .*//p' "$work/new")
other=$(sed -n '2s/ .*//p' "$work/new")
gone=$(sed -n '4s/ .*//p' "$work/new")
left=$(sed -n '4s/.* //p' "$work/new")
gives 0 buddy round swap "$one" "$other"
gives 0 buddy round lock "$one"
proposed | grep -vw -e "$gone" >"$work/swapped"
gives 0 buddy leave "$gone"
out "$gone has left. The proposal that waits is changed, as little as possible."
proposed >"$work/after"
is 'it waits still' test "$(wc -l <"$work/after")" = 3
is 'what is locked stays' grep -qF '(locked)' "$work/after"
is 'two groups are the same' test \
	"$(grep -cxFf "$work/swapped" "$work/after")" = 2
is 'nobody is alone' grep -qw "$left" "$work/after"

# Of two nobody is left to pair with.
HUDDLE_CONFIG=$work/two/huddle.conf
unit "$work/two"
gives 0 buddy join Ann
gives 0 buddy join Bob
gives 0 buddy round propose
gives 0 buddy leave Bob
out 'Bob has left. The proposal that waited is gone: nothing needs it any more.'
refused 69 buddy round confirm

# Several names in a field stand between commas.
keep "$work/two"
refused 65 buddy join 'Ana,Bo'
err_has '"Ana,Bo": a name has no comma or semicolon in it. Nothing was kept.'
refused 65 buddy join Ann --wish 'Ana;Bo'
unchanged
gives 0 buddy join Jory --role 'nurse, charge'
gives 0 buddy join Ann --wish Jori
err_has 'nobody called "Jori" has joined yet; did you mean "Jory"?'

finish
