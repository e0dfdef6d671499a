#!/bin/sh
# What install lays down, uninstall takes away, and nothing else.
set -u
to="$TMPDIR/a root"
mkdir -p "$to/usr/share/doc/other" "$to/usr/bin"
: >"$to/usr/bin/other"
(cd "$to" && find . | sort) >"$TMPDIR/before"

run() {
	make -s B="${HUDDLE_BUILD#"$PWD"/}" DESTDIR="$to" PREFIX=/usr "$@" \
		>"$TMPDIR/out" 2>&1 || {
		cat "$TMPDIR/out"
		echo "make $* failed"
		exit 1
	}
}

must() {
	"$@" || {
		echo "not so: $*"
		exit 1
	}
}

run install-files
must test -x "$to/usr/bin/huddle"
must cmp "$HUDDLE" "$to/usr/bin/huddle"
must cmp "${HUDDLE%/*}/huddle-transfer" \
	"$to/usr/libexec/huddle/huddle-transfer"
must test -x "$to/usr/libexec/huddle/huddle-transfer"
must cmp config/systemd/huddle-send.timer \
	"$to/usr/lib/systemd/user/huddle-send.timer"
must test -s "$to/usr/share/doc/huddle/LICENSE"
must test -s "$to/usr/share/doc/huddle/examples/huddle.conf.example"
for folder in . es instruments; do
	for file in config/$folder/*.conf; do
		must cmp "$file" \
			"$to/usr/share/doc/huddle/examples/${file#config/}"
	done
done
for page in man/*.[1-8]; do
	must cmp "$page" "$to/usr/share/man/man${page##*.}/${page##*/}"
done
# Readable by everybody, whoever installs it.
must test -z "$(find "$to" -type f ! -perm -444 -print)"
must test -z "$(find "$to" -type d ! -perm -555 -print)"

run install-files
run uninstall
find "$to" -type d -empty -path '*/man*' -delete
rmdir "$to/usr/share/man" 2>/dev/null
(cd "$to" && find . ! -type d | sort) >"$TMPDIR/after"
(cd "$to" && find . -type d -path '*huddle*') >>"$TMPDIR/after"
printf './usr/bin/other\n' | must cmp - "$TMPDIR/after"
must test -d "$to/usr/share/doc/other"
