#!/bin/sh
# Brings catalogues up to date with the texts of the sources: new texts come
# in empty, those that are gone are taken out, the others stay. Run it after a
# change of texts, then translate what is empty: ui/po/update.sh [FILE ...]
set -eu
here=$(cd "${0%/*}" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/po.XXXXXX")
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- "$here"/*.po
for po; do
	cp "$po" "$work/${po##*/}"
done

(cd "$here/../.." && find src ui db config -name '*.[ch]' | LC_ALL=C sort |
	xgettext --files-from=- --language=C --from-code=UTF-8 --keyword \
		--keyword=_ --keyword=N_ --keyword=ngettext:1,2 \
		--sort-by-file --add-location=file -o "$work/all.pot")

# The day on which it was extracted would change the file every time.
for po; do
	msgmerge --quiet --no-fuzzy-matching --sort-by-file \
		--add-location=file -o "$work/new" \
		"$work/${po##*/}" "$work/all.pot"
	msgattrib --no-obsolete "$work/new" |
		sed '/^"POT-Creation-Date: /d' >"$work/whole"
	msgfmt --statistics -o /dev/null "$work/whole"
	cmp -s "$work/whole" "$po" || cat "$work/whole" >"$po"
done
