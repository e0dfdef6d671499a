#!/bin/sh
# Plants one breach after the other in a small clean tree: each must be found,
# and the clean tree must pass.
set -u
lint=$(cd "${0%/*}" && pwd)
tree=$(mktemp -d "${TMPDIR:-/tmp}/huddle-lint.XXXXXX") || exit
trap 'rm -rf "$tree"' EXIT
trap 'exit 130' INT TERM
missed=0

clean_tree() {
	rm -rf "${tree:?}"/* "$tree"/.clang-format
	cp "$lint/../../.clang-format" "$tree"
	mkdir -p "$tree/src/core" "$tree/src/util" "$tree/ui" "$tree/db" \
		"$tree/config" "$tree/man" "$tree/tests/unit"
	cat >"$tree/src/util/thing.h" <<'EOT'
/*
 * A thing.
 */
#ifndef HUDDLE_UTIL_THING_H
#define HUDDLE_UTIL_THING_H

int thing(int of);

#endif
EOT
	cat >"$tree/src/core/thing.c" <<'EOT'
/*
 * Makes things; says "sprintf(" and SELECT in a comment.
 */
#include "util/thing.h"

int
thing(int of)
{
	return of + 1;
}
EOT
	cat >"$tree/man/thing.1" <<'EOT'
.Dd January 2, 2024
.Dt THING 1
.Os
.Sh NAME
.Nm thing
.Nd make things
.Sh DESCRIPTION
Makes things.
EOT
}

look() {
	(cd "$tree" && unset CC_ALL && B=build "$lint/$1.sh") >"$tree/.out" 2>&1
}

# finds CHECK WHAT FILE: with standard input at the end of FILE, CHECK fails
# and says which file it is.
finds() {
	clean_tree
	mkdir -p "$tree/$(dirname "$3")"
	cat >>"$tree/$3"
	case $1 in
	globals)
		mkdir -p "$tree/build/${3%/*}"
		(cd "$tree" && ${CC:-gcc} -Isrc -c -o "build/${3%.c}.o" "$3") \
			2>/dev/null
		;;
	esac
	if look "$1"; then
		echo "lint: $1 does not find $2" >&2
		missed=1
	elif ! grep -q "$(basename "$3" .c)" "$tree/.out"; then
		echo "lint: $1 does not say where $2 is:" >&2
		cat "$tree/.out" >&2
		missed=1
	fi
}

clean_tree
for check in format layers headers sizes banned words globals man scripts \
	tree docs cppcheck; do
	look $check || {
		echo "lint: $check finds something in a clean tree:" >&2
		cat "$tree/.out" >&2
		missed=1
	}
done

finds format 'a bad indent' src/core/thing.c <<'EOT'
    int  other;
EOT
finds layers 'util that needs core' src/util/wrong.c <<'EOT'
#include "core/thing.h"
EOT
finds layers 'core that needs the store' src/core/wrong.c <<'EOT'
#include "db/db.h"
EOT
finds layers 'a screen that needs the store' ui/wrong.c <<'EOT'
#include "db/db.h"
EOT
finds layers 'the store that needs the configuration' db/wrong.c <<'EOT'
#include "config/config.h"
EOT
finds layers 'the app that needs a command' src/app_wrong.c <<'EOT'
#include "cli/cli.h"
EOT
finds layers 'a path that climbs' src/core/wrong.c <<'EOT'
#include "../util/thing.h"
EOT
for door in sqlite3.h libconfig.h curses.h ncursesw/curses.h sodium.h \
	jansson.h curl/curl.h; do
	finds layers "$door in a screen" ui/wrong.c <<-EOT
	#include <$door>
	EOT
done
finds headers 'a header that leans on others' ui/wrong.h <<'EOT'
#ifndef HUDDLE_WRONG_H
#define HUDDLE_WRONG_H
size_t wrong(void);
#endif
EOT
finds headers 'a header without a guard' ui/wrong.h <<'EOT'
struct wrong { int is; };
EOT
{
	echo 'int wrong(int a) {'
	i=0
	while [ $i -lt 16 ]; do
		echo "if (a == $i) a += $i;"
		i=$((i + 1))
	done
	echo 'return a; }'
} | finds sizes 'a tangle' src/core/thing.c
{
	echo 'int wrong(int a) {'
	i=0
	while [ $i -lt 80 ]; do
		echo 'a++;'
		i=$((i + 1))
	done
	echo 'return a; }'
} | finds sizes 'a long function' src/core/thing.c
yes '/* */' | head -n 800 | finds sizes 'a long file' src/core/thing.c
printf '/* %077d */\n' 0 | finds sizes 'a wide line' src/core/thing.c
printf '/* */ \n' | finds sizes 'a blank at the end' src/core/thing.c
finds sizes 'a file that does not say what it is for' ui/wrong.c <<'EOT'
int wrong;
EOT
for word in sprintf strcpy strcat strncpy system gets atoi sqlite3_exec; do
	finds banned $word src/core/thing.c <<-EOT
	int wrong(void) { return $word(0); }
	EOT
done
finds banned 'SQL put together by printing' db/wrong.c <<'EOT'
int wrong(void) { return text("SELECT a FROM b WHERE c = '%s'", x); }
EOT
finds banned 'a sleep in a test' tests/unit/test_wrong.c <<'EOT'
int wrong(void) { return usleep(1); }
EOT
finds banned 'a sleep in a script' tests/unit/test_wrong.sh <<'EOT'
#!/bin/sh
true && sleep 1
EOT
finds words 'work left undone' src/core/thing.c <<'EOT'
/* FIXME */
EOT
finds globals 'a variable for all' src/core/wrong.c <<'EOT'
int wrong = 1;
EOT
finds globals 'a variable for all, of zeros' ui/wrong.c <<'EOT'
int wrong[4];
EOT
finds globals 'a clock in the domain' src/core/wrong.c <<'EOT'
long time(long *);
long wrong(void) { return time(0); }
EOT
finds man 'a bad page' man/thing.1 <<'EOT'
.Xx
EOT
finds scripts 'a script that cannot be read' src/wrong.sh <<'EOT'
#!/bin/sh
if true; then
EOT
finds scripts 'a script that cannot be run' src/wrong.sh <<'EOT'
#!/bin/sh
true
EOT
finds tree 'a room that was not planned' lib/wrong.c <<'EOT'
EOT
finds docs 'a path that is not there' README.md <<'EOT'
See `src/core/other.c`.
EOT
finds docs 'a target that make does not have' SECURITY.md <<'EOT'
Run `make sense`.
EOT
finds docs 'a setting without a page' config/option_tables.c <<'EOT'
    {"option_tables", OPTION_ID, .fallback = ""},
EOT
finds cppcheck 'a read past the end' src/core/thing.c <<'EOT'
int wrong(void) { int a[2] = {1, 2}; return a[2]; }
EOT

clean_tree
cp "$lint/../../.clang-tidy" "$tree"
cat >>"$tree/src/core/thing.c" <<'EOT'
int wrong(const int *at) { return at ? 1 : *at; }
EOT
if (cd "$tree" && clang-tidy --quiet src/core/thing.c -- -Isrc) \
	>/dev/null 2>&1; then
	echo 'lint: clang-tidy does not find a null pointer' >&2
	missed=1
fi

exit $missed
