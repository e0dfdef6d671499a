#!/bin/sh
# On a machine where everything is missing, src/deps.sh installs it with apt,
# as root or through sudo, and otherwise says what to install and how.
set -u
bin="$TMPDIR/bin"
passed=0
failed=0
deps=$(cd src && pwd)/deps.sh

# machine ID TOOL ...: a PATH of what every system has, and fakes that only
# say what they were asked for.
machine() {
	rm -rf "$bin" && mkdir "$bin"
	for tool in sh cat sort tr grep env ls chmod rm; do
		ln -s "$(command -v $tool)" "$bin/$tool"
	done
	printf '#!%s/sh\necho %s\n' "$bin" "$1" >"$bin/id"
	shift
	for tool; do
		printf '#!%s/sh\necho "%s $*"\n' "$bin" "$tool" >"$bin/$tool"
		[ "$tool" = apt-get ] &&
			echo "cat '$TMPDIR/policy' 2>/dev/null" >>"$bin/apt-get"
		[ "$tool" = sudo ] && echo '"$@"' >>"$bin/sudo"
	done
	chmod +x "$bin"/*
	PATH="$bin" CC=gcc POLICY_RC_D="$TMPDIR/policy" \
		"$bin/sh" "$deps" build check >"$TMPDIR/out" 2>&1
	status=$?
}

says() {
	if grep -q -e "$1" "$TMPDIR/out" && [ $status = 69 ] &&
		[ ! -e "$TMPDIR/policy" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not said, or exit $status is not 69: $1"
		cat "$TMPDIR/out"
	fi
}

machine 0 apt-get
says '^apt-get -q install .*binutils .*gcc .*libcmocka-dev .*pkg-config'
says '^apt-get -q update'
says '^deps: still missing'
says '^exit 101' # no server starts by being installed
machine 1000 apt-get sudo
says '^sudo env .*libsqlite3-dev'
says '^apt-get -q install .*libsqlite3-dev'
machine 1000 apt-get
says 'only root can install'
says 'apt-get install .*libsodium-dev'
machine 0 dnf
says 'dnf install .*ncurses-devel .*utf8proc-devel'
machine 0 pacman
says 'pacman -S .*jansson .*ncurses'
machine 0 apk
says 'apk add .*libconfig-dev .*ncurses-dev'
machine 0 brew
says 'brew install .*libvterm .*ncurses'
machine 0
says 'with the names of Debian'

# Here all is there, since the tests are running: not a word.
"$deps" build check >"$TMPDIR/out" 2>&1
status=$?
if [ $status = 0 ] && [ ! -s "$TMPDIR/out" ]; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	cat "$TMPDIR/out"
fi

echo "$passed passed, $failed failed"
[ $failed = 0 ]
