#!/bin/sh
# huddle office report on the office of the demonstration: which files it
# makes, that it replaces its own and nothing else, and what it refuses.
. "$(dirname "$0")/../pty/cli.sh"

gives 0 demo "$work/demo"
store=$work/demo/office.db
pages=$work/new/folder/pages

gives 0 office report --store "$store" --output "$pages"
out_has 'begin with index.html'
is 'the first page' [ -s "$pages/index.html" ]
is 'a page of a unit' [ -s "$pages/unit-4-west.html" ]
is 'its words' grep -q 'had what they needed' "$pages/unit-4-west.html"
is 'the words of themes' grep -q 'Supplies and equipment' "$pages/index.html"
is 'nothing half made' [ -z "$(find "$pages" -name '.*' ! -path "$pages")" ]
is 'private' [ -z "$(find "$pages" -perm /077)" ]

# Every unit that is linked has its page, and no page is left out.
linked=$(grep -o 'href="unit-[a-z0-9-]*\.html"' "$pages/index.html" |
	cut -d '"' -f 2 | sort)
made=$(cd "$pages" && ls unit-*.html | sort)
is 'links and pages are the same' [ "$linked" = "$made" ]

# Again: pages are replaced, what else is there stays.
cp "$pages/index.html" "$work/before"
echo mine >"$pages/notes.txt"
echo old >"$pages/unit-4-west.html"
gives 0 office report --store "$store" --output "$pages"
is 'the same page' cmp -s "$pages/index.html" "$work/before"
is 'the old one replaced' grep -q '</html>' "$pages/unit-4-west.html"
is 'others stay' grep -qx mine "$pages/notes.txt"

gives 0 --json office report --store "$store" --output "$pages"
out_has '"format":"huddle-office-report/1"'

# Nothing since then: no page of a unit is made anew.
gives 0 office report --store "$store" --output "$work/since" \
	--since 2999-01-01
is 'no unit' [ "$(ls "$work/since")" = index.html ]
is 'it says so' grep -q 'No summary has come' "$work/since/index.html"

# What is refused leaves everything as it was.
gives 64 office report --store "$store"
err_has '--output DIR'
gives 64 office report --output "$pages"
gives 64 office report --store "$store" --output "$pages" --since tomorrow
err_has '2026-11-24'
gives 69 office report --store "$work/none.db" --output "$work/none"
is 'no folder for nothing' [ ! -e "$work/none" ]
gives 73 office report --store "$store" --output "$pages/notes.txt"
rm "$pages/index.html"
mkdir -p "$pages/index.html/in the way"
gives 73 office report --store "$store" --output "$pages"
is 'nothing left behind' [ -z "$(find "$pages" -name '.new*')" ]
finish
