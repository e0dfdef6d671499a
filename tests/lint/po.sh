#!/bin/sh
# Catalogues of translations are whole: no text of the sources is missing, and
# what printf takes is the same in both.
. "${0%/*}/files.sh"
[ -x ui/po/update.sh ] || exit 0
work=$(mktemp -d "${TMPDIR:-/tmp}/huddle-po.XXXXXX") || exit
trap 'rm -rf "$work"' EXIT
{
	for po in ui/po/*.po; do
		msgfmt -c -o /dev/null "$po" 2>&1
		copy=$work/${po##*/}
		cp "$po" "$copy"
		ui/po/update.sh "$copy" 2>/dev/null
		msgattrib --untranslated --no-obsolete "$copy" |
			grep -A 1 '^msgid "' | grep -v -e '^msgid ""' -e '^--' |
			grep '^msgid\|^"' | sed "s,^,$po: not translated: ,"
		msgattrib --only-fuzzy --no-obsolete "$copy" |
			sed -n "s,^msgid ,$po: fuzzy: ,p"
	done
} | verdict po
