#!/bin/sh
# Installs what is missing to build, check, lint, fuzz or cover, with apt; for
# other systems it names the packages. Says nothing when all is there.
set -u

# What for: what must be there (a program, a file, a +module of pkg-config) and
# its package in apt, dnf, pacman, apk and brew. "=" is the name in apt, or the
# program itself; "-" that none is known.
table() {
	cat <<'EOT'
build:
cc gcc = = = =
/usr/include/stdio.h libc6-dev glibc-devel glibc musl-dev -
pkg-config = pkgconf pkgconf pkgconf pkgconf
msgfmt gettext = = gettext-dev =
+ncursesw libncurses-dev ncurses-devel ncurses ncurses-dev ncurses
+sqlite3 libsqlite3-dev sqlite-devel sqlite sqlite-dev sqlite
+libconfig libconfig-dev libconfig-devel libconfig = libconfig
+libsodium libsodium-dev libsodium-devel libsodium = libsodium
+libutf8proc libutf8proc-dev utf8proc-devel libutf8proc utf8proc-dev utf8proc
+jansson libjansson-dev jansson-devel jansson jansson-dev jansson
csv libcsv-dev libcsv-devel - - -
+libcurl libcurl4-openssl-dev libcurl-devel curl curl-dev curl
+libpq libpq-dev libpq-devel postgresql-libs libpq-dev libpq
/usr/share/zoneinfo/America/New_York tzdata = = = -
check:
+cmocka libcmocka-dev libcmocka-devel cmocka cmocka-dev cmocka
+vterm libvterm-dev libvterm-devel libvterm = libvterm
readelf binutils = = = =
faketime = libfaketime libfaketime libfaketime libfaketime
ps procps procps-ng procps-ng procps -
setpriv util-linux = = setpriv util-linux
sshd openssh-server openssh-server openssh = -
ssh-keygen openssh-client openssh-clients openssh openssh-keygen -
nginx nginx-light nginx = = =
openssl = = = = =
initdb postgresql postgresql-server postgresql = =
glpsol glpk-utils glpk-utils glpk glpk glpk
web:
node nodejs = = = =
npm = = = = node
chromium = = = = -
lint:
clang = = = = llvm
clang-format = clang-tools-extra clang clang-extra-tools =
clang-tidy = clang-tools-extra clang clang-extra-tools llvm
cppcheck = = = = =
mandoc = = = = =
pmccabe = - - - -
fuzz:
clang = = = = llvm
fuzzer libclang-rt-dev compiler-rt compiler-rt compiler-rt llvm
cover:
gcovr = = = = =
EOT
}

there() {
	case $1 in
	cc) command -v "${CC:-gcc}" >/dev/null ;;
	+*) pkg-config --exists "${1#+}" 2>/dev/null ;;
	/usr/include/stdio.h) echo '#include <stdio.h>' |
		"${CC:-gcc}" -E - >/dev/null 2>&1 ;;
	csv) echo '#include <csv.h>' |
		"${CC:-gcc}" -E - >/dev/null 2>&1 ;;
	fuzzer) echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' |
		clang -fsanitize=fuzzer -x c - -o /dev/null 2>/dev/null ;;
	/*) test -e "$1" ;;
	initdb) ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ||
		command -v initdb >/dev/null ;;
	*) (PATH=$PATH:/usr/sbin && command -v "$1" >/dev/null) ;;
	esac
}

# Prints the packages of what is missing, in the column of this system.
missing() {
	table | while read -r word packages; do
		case $word in *:) for=${word%:} && continue ;; esac
		case " $wanted " in *" $for "*) ;; *) continue ;; esac
		there "$word" && continue
		name=$word
		column=1
		for package in $packages; do
			[ "$package" = = ] && package=$name
			[ $column = 1 ] && name=$package
			[ $column = "$1" ] && echo "$package"
			column=$((column + 1))
		done
	done | grep -vx -e - | sort -u | tr '\n' ' '
}

say() {
	echo "deps: $*" >&2
}

# by_hand WHAT HOW: what happened, and what a person can do about it.
by_hand() {
	say "$1"
	say "install them with: $2 $packages"
	exit 69
}

wanted=${*:-build check}
[ -n "$(missing 1)" ] || exit 0

if command -v apt-get >/dev/null; then
	packages=$(missing 1)
elif command -v dnf >/dev/null; then
	packages=$(missing 2)
	by_hand 'something is missing' 'dnf install'
elif command -v pacman >/dev/null; then
	packages=$(missing 3)
	by_hand 'something is missing' 'pacman -S'
elif command -v apk >/dev/null; then
	packages=$(missing 4)
	by_hand 'something is missing' 'apk add'
elif command -v brew >/dev/null; then
	packages=$(missing 5)
	by_hand 'something is missing' 'brew install'
else
	packages=$(missing 1)
	by_hand 'something is missing; with the names of Debian' 'apt install'
fi

root=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null ||
		by_hand 'something is missing, and only root can install it' \
			'apt-get install'
	root=sudo
fi
say "installing $packages"
# The tests start servers of their own; none has to run because it came here.
quiet=${POLICY_RC_D:-/usr/sbin/policy-rc.d}
hush() {
	[ ! -e "$quiet" ] && $root sh -c "printf '#!/bin/sh\nexit 101\n' \
		>'$quiet' && chmod 755 '$quiet'" && hushed=yes
}
unhush() {
	[ "$hushed" = yes ] && $root rm -f "$quiet"
	hushed=no
}
hushed=no
trap unhush EXIT
trap 'exit 130' INT TERM
hush
# shellcheck disable=SC2086
{
	$root apt-get -q update
	$root env DEBIAN_FRONTEND=noninteractive \
		apt-get -q install -y --no-install-recommends $packages
} >&2 ||
	by_hand 'apt-get could not install what is missing' 'apt-get install'

unhush
packages=$(missing 1)
[ -z "$packages" ] || by_hand 'still missing' 'apt-get install'
