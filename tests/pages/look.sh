#!/bin/sh
# The office's pages and the staff room's in a real browser: tests/pages/look.sh
# BUILD. Writes those of an organization and of units that do not exist below
# BUILD/pages and has them looked at (tests/npm/pages.mjs); then spoils one of
# each in many ways, each of which must be found.
set -u
here=${0%/*}
build=$(cd "$1" && pwd) || exit
pages=$build/pages

"$here/../npm/install.sh" "$build"
status=$?
[ $status = 77 ] && exit 0
[ $status = 0 ] || exit $status
command -v "${CHROMIUM:-chromium}" >/dev/null || {
	printf '\n*** SKIPPED: no chromium, so nobody looks at pages\n\n'
	exit 0
}

look() {
	node "$here/../npm/pages.mjs" "$build/npm" "$1"
}

rm -rf "$pages"
mkdir -p "$pages/all" "$pages/some" "$pages/spoiled" || exit
"$build/tests/unit/test_office_pages" "$pages/all" 7 26 || exit

# All units; one with gaps, one with nothing to tell, one with a hostile name.
for name in index unit-unit-00 unit-unit-02 unit-unit-06; do
	cp "$pages/all/$name.html" "$pages/some" || exit
done
"$build/tests/unit/test_trend_page" "$pages/some" || exit

# The unit of the demonstration, in each language; $1 is that.
demo() {
	unit=$pages/demo-$1
	LANGUAGE=$1 LC_ALL=C.UTF-8 "$build/huddle" demo "$unit" &&
		sed "s/# language = \"auto\"/language = \"$1\"/" \
			"$unit/huddle.conf" >"$unit/conf" &&
		mv "$unit/conf" "$unit/huddle.conf" &&
		"$build/huddle" --config "$unit/huddle.conf" report \
			--output "$pages/some/demo-$1.html" &&
		grep -q "<html lang=\"$1\">" "$pages/some/demo-$1.html"
}
for language in en es; do
	demo $language >"$pages/demo.log" 2>&1 || {
		cat "$pages/demo.log"
		exit 1
	}
done
printf 'pages: '
look "$pages/some" || exit

# Each of these must be found, under the name in front of it.
cat >"$pages/spoils" <<'EOT'
html s,</caption>,</span>,
width s,<h1>,<h1 style="width:60rem">,
contrast s/fill:var(--soft)/fill:#b8b8b8/
charts s/role="img"//
tables s/ scope="col"//
axe s/<html lang="en">/<html>/
scripts s,</main>,<script>1</script></main>,
asked s,</body>,<img alt="" src="x.png"></body>,
links s,href="index.html",href="http://[::1]/",
letters s/@media print{body{/@media print{main{display:none}body{/
EOT
cut -d ' ' -f 2- "$pages/spoils" >"$pages/spoils.sed"
sed -f "$pages/spoils.sed" "$pages/all/unit-unit-00.html" \
	>"$pages/spoiled/page.html"
sed -e 's/\(\.chart \.run{stroke:\)[^;]*/\1#c8c8c8/' \
	-e 's/<p class="says">/<p class="says" style="width:70rem">/' \
	"$pages/some/staff-room.html" >"$pages/spoiled/staff-room.html"
sed 's/<h3>/<h3 style="margin-top:60px">/' "$pages/some/demo-en.html" \
	>"$pages/spoiled/sheet-long.html"
sed -e 's/\(\.sheet text,[^{]*{font-size:\)12px/\17px/' \
	-e 's/class="said"/class="said" style="margin-top:-30px"/' \
	"$pages/some/demo-en.html" >"$pages/spoiled/sheet.html"
cat >>"$pages/spoils" <<'EOT'
sheet-A4 sheet-long.html
sheet-Letter sheet-long.html
sheet-size sheet.html
sheet-apart sheet.html
contrast staff-room.html
width staff-room.html
EOT
look "$pages/spoiled" >"$pages/spoiled.log" 2>&1
failed=0
while read -r name how; do
	page=page.html
	case $how in *.html) page=$how ;; esac
	what=$(echo "$name" | tr - ' ')
	grep -q "not ok: $page.*: $what" "$pages/spoiled.log" || {
		echo "not found: $page: $name"
		failed=1
	}
done <"$pages/spoils"
[ $failed = 0 ] && echo 'pages: what is spoiled is found'
exit $failed
