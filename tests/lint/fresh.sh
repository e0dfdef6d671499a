#!/bin/sh
# A fresh copy of the tree, in a folder with a blank in its name, is built by
# another compiler; then only what changed is built again. For `make ci`.
set -eu
. "${0%/*}/files.sh"
compiler=${1:-clang}
place=$(mktemp -d "${TMPDIR:-/tmp}/huddle-fresh.XXXXXX")
trap 'rm -rf "$place"' EXIT
trap 'exit 130' INT TERM
unset MAKEFLAGS MFLAGS MAKELEVEL B
jobs=$(getconf _NPROCESSORS_ONLN)

mkdir "$place/a copy"
all_files | tar -cf - -T - | tar -xf - -C "$place/a copy"
cd "$place/a copy"

build() {
	make -j "$jobs" CC="$compiler" "$@" >"$place/out" 2>&1 || {
		cat "$place/out"
		exit 1
	}
}

# made WHAT eq|gt NUMBER: so many lines of the build say that they made it.
made() {
	[ "$(grep -c "^$1 " "$place/out")" -"$2" "$3" ] && return
	cat "$place/out"
	echo "fresh: the lines with $1 should be -$2 $3" >&2
	exit 1
}

build
made link eq 2
build/huddle version >/dev/null
build
made cc eq 0
made link eq 0
touch src/util/err.h
build
made cc gt 10
made link eq 2
touch src/main.c
build
made cc eq 1
touch db/queries.sql
build
made cc gt 1
build CFLAGS=-O1
made cc gt 50
build CFLAGS=-O1 PREFIX=/usr
made link eq 2
[ "$(make -s CC="$compiler" PREFIX=/usr CFLAGS=-O1)" = '' ]
make clean >/dev/null
[ ! -e build ]
echo "fresh: $compiler builds it, and again only what changed"
