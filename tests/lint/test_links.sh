#!/bin/sh
# The program links what every start can afford (no libcurl, no libpq, not even
# through another library); the second one has libcurl. Both are hardened.
set -u
passed=0
failed=0

is() {
	if [ "$2" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not so: $1"
	fi
}

libraries=$(ldd "$HUDDLE") || exit 1
case $libraries in *libcurl* | *libpq*) false ;; esac
is 'neither libcurl nor libpq' $?
case $libraries in *libsqlite3*) ;; *) false ;; esac
is 'ldd names what is linked' $?
case $libraries in *'not found'*) false ;; esac
is 'every library is found' $?

far=$HUDDLE_BUILD/huddle-transfer
LC_ALL=C readelf -d "$HUDDLE" | grep -q 'NEEDED.*\(libcurl\|libpq\)'
is 'the first program needs neither itself' $((1 - $?))
LC_ALL=C readelf -d "$far" | grep -q 'NEEDED.*libcurl'
is 'the second one needs libcurl' $?

for program in "$HUDDLE" "$far"; do
	LC_ALL=C readelf -W -h -l -d "$program" >"$TMPDIR/elf" || exit 1
	grep -q 'Type: *DYN' "$TMPDIR/elf"
	is 'position independent' $?
	grep -q 'GNU_RELRO' "$TMPDIR/elf"
	is 'relocations are made read-only' $?
	grep -q 'BIND_NOW\|FLAGS_1.*NOW' "$TMPDIR/elf"
	is 'bound at the start' $?
	grep 'GNU_STACK' "$TMPDIR/elf" | grep -vq 'RWE'
	is 'no code on the stack' $?
	! grep -q 'RPATH\|RUNPATH' "$TMPDIR/elf"
	is 'no library path of its own' $?
done

echo "$passed passed, $failed failed"
[ $failed = 0 ]
