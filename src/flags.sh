#!/bin/sh
# Writes, for make, which of the flags named the compiler and the linker take,
# and what pkg-config says: CC=... COMPILE="..." LINK="..." src/flags.sh FOLDER
# PACKAGE ... FAR_* is for the second program, with libpq if there is one and
# POSTGRES is not 0.
set -u
folder=$1
shift

pkg-config --exists --print-errors "$@" 'libcurl >= 7.85' || {
	echo "Something that huddle needs is missing: run 'make deps'" >&2
	exit 69
}

# libcsv has nothing that pkg-config knows.
printf '#include <csv.h>\nint main(void) { return csv_error(0) != 0; }\n' \
	>"$folder/try.c"
$CC "$folder/try.c" -o "$folder/try" -lcsv 2>/dev/null || {
	echo "libcsv is missing: run 'make deps', or install it by hand" >&2
	exit 69
}

# shellcheck disable=SC2086
taken() {
	for flag in $2; do
		$CC -Werror $1 "$flag" -o "$folder/try" "$folder/try.c" \
			2>/dev/null && printf ' %s' "$flag"
	done
	echo
}

echo 'int main(void) { return 0; }' >"$folder/try.c"
echo "HARDEN_CC :=$(taken -c "$COMPILE")"
echo "HARDEN_LINK :=$(taken '' "$LINK")"
echo "PKG_CFLAGS := $(pkg-config --cflags "$@")"
echo "PKG_LIBS := $(pkg-config --libs "$@") -lcsv"
if [ "${POSTGRES:-auto}" != 0 ] && pkg-config --exists libpq; then
	echo "FAR_CFLAGS := -DHUDDLE_POSTGRES $(pkg-config --cflags \
		libcurl libpq)"
	echo "FAR_LIBS := $(pkg-config --libs libcurl libpq)"
else
	echo "FAR_CFLAGS := $(pkg-config --cflags libcurl)"
	echo "FAR_LIBS := $(pkg-config --libs libcurl)"
fi
rm -f "$folder/try" "$folder/try.c"
