#!/bin/sh
# Every header compiles alone, twice over, and has its own guard.
. "${0%/*}/files.sh"
CC_ALL=${CC_ALL:-gcc -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -I. -Isrc}
{
	c_files | grep '\.h$' | while read -r header; do
		printf '#include "%s"\n#include "%s"\n' "$header" "$header" |
			$CC_ALL -I. -fsyntax-only -x c - 2>&1 |
			grep -m 1 error: | sed "s,^,$header: ,"
	done
	c_files | grep '\.h$' | xargs -r grep -h '^#ifndef .*_H$' | sort |
		uniq -d | sed 's,$,: guards two headers,'
} | verdict headers
