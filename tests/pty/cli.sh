# What the tests of the command line share; read by them with ".". A check is
# one line; a test ends with `finish`, which prints the sum for tests/run.sh.
set -u
LC_ALL=C.UTF-8
TZ=UTC
export LC_ALL TZ
unset HUDDLE_CONFIG HUDDLE_STORE XDG_CONFIG_HOME XDG_DATA_HOME
HUDDLE=${HUDDLE:-build/huddle}
case $HUDDLE in /*) ;; *) HUDDLE=$PWD/$HUDDLE ;; esac
work=$(mktemp -d "${TMPDIR:-/tmp}/cli.XXXXXX") || exit
chmod 711 "$work"
HOME=$work/home
export HOME HUDDLE
mkdir -p "$HOME"
passed=0 failed=0 skipped=0
undo=:
trap 'eval "$undo"; rm -rf "$work"' EXIT

well() {
	passed=$((passed + 1))
}

ill() {
	failed=$((failed + 1))
	printf 'not ok: %s\n' "$*"
}

# is WHAT COMMAND ...: the command must succeed.
is() {
	what=$1
	shift
	if "$@"; then well; else ill "$what"; fi
}

# skip WHAT: said loudly, and counted.
skip() {
	skipped=$((skipped + 1))
	printf '\n*** SKIPPED: %s\n\n' "$*"
}

# gives STATUS ARGUMENT ...: runs the program, standard input is the caller's.
gives() {
	wanted=$1
	shift
	command="huddle $*"
	"$HUDDLE" "$@" >"$work/out" 2>"$work/err"
	judge $? "$wanted"
}

judge() {
	if [ "$1" = "$2" ]; then
		well
	else
		ill "$command: ended with $1, not $2"
		sed 's/^/    /' "$work/out" "$work/err"
	fi
}

# What it printed: exactly this line (or lines); this somewhere; nothing.
out() {
	if [ "$(cat "$work/out")" = "$1" ]; then
		well
	else
		ill "$command: printed"
		sed 's/^/    /' "$work/out"
		printf '  instead of\n    %s\n' "$1"
	fi
}

has() {
	if grep -qF -e "$2" "$work/$1"; then
		well
	else
		ill "$command: not in std$1: $2"
		sed 's/^/    /' "$work/$1"
	fi
}

out_has() { has out "$1"; }
err_has() { has err "$1"; }

lacks() {
	if grep -qF -e "$2" "$work/$1"; then
		ill "$command: in std$1: $2"
	else
		well
	fi
}

# A fault says one thing on standard error and nothing on standard output.
refused() {
	gives "$@" <"${refused_input:-/dev/null}"
	if [ -s "$work/out" ]; then
		ill "$command: printed $(cat "$work/out")"
	elif ! grep -q '^huddle: ' "$work/err"; then
		ill "$command: no message: $(cat "$work/err")"
	else
		well
	fi
}

# A new unit, in use from now on: unit FOLDER.
unit() {
	HUDDLE_CONFIG=$1/huddle.conf
	export HUDDLE_CONFIG
	"$HUDDLE" init --unit 4-west --name '4 West' \
		--organization example-health --yes >/dev/null || {
		ill "cannot set up a unit in $1"
		finish
	}
}

# Every file of a folder with its bytes, to compare before and after.
bytes_of() {
	(cd "$1" && find . -type f -exec cksum {} + | sort -k 3)
}

keep() {
	kept=$1
	bytes_of "$1" >"$work/kept"
}

unchanged() {
	bytes_of "$kept" >"$work/now"
	if cmp -s "$work/kept" "$work/now"; then
		well
	else
		ill "$command: changed something:"
		diff "$work/kept" "$work/now" | sed 's/^/    /'
	fi
}

# own_clock WHY: from here on the program believes what `at` says; without
# faketime the test ends here.
own_clock() {
	if ! command -v faketime >/dev/null; then
		skip "faketime is not installed: $1"
		finish
	fi
	ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0
	export ASAN_OPTIONS
	real=$HUDDLE
	HUDDLE=$work/later
}

# at DAY TIME
at() {
	printf '#!/bin/sh\nexec faketime "%s" "%s" "$@"\n' "$*" "$real" \
		>"$HUDDLE"
	chmod +x "$HUDDLE"
}

finish() {
	printf '%d passed, %d failed, %d skipped\n' \
		$passed $failed $skipped
	[ $failed = 0 ]
	exit
}
