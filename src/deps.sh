#!/bin/sh
# Installs what is missing to build, check, lint or cover, with apt; for other
# systems it names the packages. Says nothing when all is there.
set -u

# What for, how to see that it is there, and its packages. A word with a dot
# or a slash is a file, one after "pkg:" a pkg-config module, others programs.
table() {
	cat <<-'EOT'
	# for   there          apt              dnf              pacman     apk             brew
	build   cc             gcc              gcc              gcc        gcc             gcc
	build   /usr/include/stdio.h libc6-dev  glibc-devel      glibc      musl-dev        -
	build   pkg-config     pkg-config       pkgconf          pkgconf    pkgconf         pkgconf
	build   msgfmt         gettext          gettext          gettext    gettext-dev     gettext
	build   pkg:ncursesw   libncurses-dev   ncurses-devel    ncurses    ncurses-dev     ncurses
	build   pkg:sqlite3    libsqlite3-dev   sqlite-devel     sqlite     sqlite-dev      sqlite
	build   pkg:libconfig  libconfig-dev    libconfig-devel  libconfig  libconfig-dev   libconfig
	build   pkg:libsodium  libsodium-dev    libsodium-devel  libsodium  libsodium-dev   libsodium
	build   pkg:libutf8proc libutf8proc-dev utf8proc-devel   libutf8proc utf8proc-dev   utf8proc
	build   pkg:jansson    libjansson-dev   jansson-devel    jansson    jansson-dev     jansson
	build   /usr/share/zoneinfo/America/New_York tzdata tzdata tzdata tzdata -
	check   pkg:cmocka     libcmocka-dev    libcmocka-devel  cmocka     cmocka-dev      cmocka
	check   pkg:vterm      libvterm-dev     libvterm-devel   libvterm   libvterm-dev    libvterm
	check   readelf        binutils         binutils         binutils   binutils        binutils
	lint    clang          clang            clang            clang      clang           llvm
	lint    clang-format   clang-format     clang-tools-extra clang     clang-extra-tools clang-format
	lint    clang-tidy     clang-tidy       clang-tools-extra clang     clang-extra-tools llvm
	lint    cppcheck       cppcheck         cppcheck         cppcheck   cppcheck        cppcheck
	lint    mandoc         mandoc           mandoc           mandoc     mandoc          mandoc
	lint    pmccabe        pmccabe          -                -          -               -
	cover   gcovr          gcovr            gcovr            gcovr      gcovr           gcovr
	EOT
}

there() {
	case $1 in
	cc) command -v "${CC:-gcc}" >/dev/null ;;
	pkg:*) pkg-config --exists "${1#pkg:}" 2>/dev/null ;;
	/usr/include/stdio.h) echo '#include <stdio.h>' |
		"${CC:-gcc}" -E - >/dev/null 2>&1 ;;
	/*) test -e "$1" ;;
	*) command -v "$1" >/dev/null ;;
	esac
}

# Prints the packages of what is missing, in the column of this system.
missing() {
	table | while read -r for word apt dnf pacman apk brew; do
		case " $wanted " in *" $for "*) ;; *) continue ;; esac
		there "$word" || eval "echo \$$manager"
	done | grep -vx -e - | sort -u | tr '\n' ' '
}

manager=apt
for manager in apt-get dnf pacman apk brew none; do
	command -v "$manager" >/dev/null && break
done
manager=${manager%-get}
wanted=${*:-build check}
[ "$manager" = none ] && manager=apt && unknown=yes

packages=$(missing)
[ -z "$packages" ] && exit 0

say() {
	echo "deps: $*" >&2
}

by_hand() {
	case $manager in
	apt) how="apt-get install" ;;
	dnf) how="dnf install" ;;
	pacman) how="pacman -S" ;;
	apk) how="apk add" ;;
	brew) how="brew install" ;;
	esac
	say "$1"
	[ -z "${unknown:-}" ] && say "install them with: $how $packages"
	exit 69
}

[ -n "${unknown:-}" ] &&
	by_hand "these are missing (names as in Debian): $packages"
[ "$manager" != apt ] && by_hand "these are missing: $packages"

root=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null ||
		by_hand "these are missing, and only root can install: $packages"
	root=sudo
fi
say "installing $packages"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
$root apt-get -q update >&2 &&
	$root apt-get -q install -y --no-install-recommends $packages >&2 ||
	by_hand "apt-get could not install what is missing"

packages=$(missing)
[ -z "$packages" ] || by_hand "still missing: $packages"
