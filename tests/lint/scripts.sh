#!/bin/sh
# Scripts can be run and are read by the shell without a fault; a catalogue of
# translations is whole.
. "${0%/*}/files.sh"
{
	all_files | grep -E '\.sh$|^\.ci/' | while read -r file; do
		case $(head -n 1 "$file") in
		'#!/bin/sh' | '#!/bin/sh -'*) sh -n "$file" 2>&1 ;;
		'#!/bin/bash') bash -n "$file" 2>&1 ;;
		'#!'*) echo "$file:1: sh is enough" ;;
		*) sh -n "$file" 2>&1; continue ;;
		esac
		[ -x "$file" ] || echo "$file: cannot be run (chmod +x)"
	done
	all_files | grep '\.po$' | while read -r file; do
		msgfmt -c -o /dev/null "$file" 2>&1
	done
} | verdict scripts
