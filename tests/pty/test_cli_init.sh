#!/bin/sh
# huddle init: what it makes, what it refuses, and where everything is looked
# for.
. "${0%/*}/cli.sh"

u=$work/unit
west='--unit 4-west --organization example-health --yes'

# It needs an id, a name and an organization, each as they must be.
# shellcheck disable=SC2086
{
	refused 64 --config "$u/huddle.conf" init
	refused 64 --config "$u/huddle.conf" init $west
	for name in "$(printf '\033[2J')" "$(printf 'caf\351')" \
		"$(printf '%061d' 0)"; do
		refused 65 --config "$u/huddle.conf" init $west --name "$name"
	done
	refused 65 --config "$u/huddle.conf" init --unit 'A b' --name A \
		--organization b --yes
	refused 64 --config "$u/huddle.conf" init --unit 4-west --name A \
		--organization b
	err_has '--yes'
	is 'nothing was made' test ! -e "$u"

	gives 0 --config "$u/huddle.conf" init $west --name '4 West' --json
	out "{\"config\":\"$u/huddle.conf\",\"format\":\"huddle-init/1\",\
\"store\":\"$u/huddle.db\"}"
}
is 'files are private' \
	test -z "$(find "$u" -type f ! -perm 600 -print)"
is 'folders are private' \
	test -z "$(find "$u" -type d ! -perm 700 -print)"
for file in huddle.conf huddle.db keys instruments/pulse.conf themes.conf \
	agendas.conf support.conf; do
	is "$file is there" test -e "$u/$file"
done
gives 0 --config "$u/huddle.conf" config check
gives 0 --config "$u/huddle.conf" status --json
out '{"actions":{"open":0,"overdue":0},"format":"huddle-status/1",'\
'"items":["energy","needed","someone"],"name":"4 West",'\
'"releases":{"last":null,"lost":0,"waiting":0},"rounds":[],"unit":"4-west"}'

# The data files are in the language that is asked for, if they are there.
spoken() {
	title=$1
	shift
	command="init with $*"
	# shellcheck disable=SC2086
	env "$@" "$HUDDLE" --config "$work/l/huddle.conf" init $west \
		--name '4 West' >/dev/null 2>"$work/err"
	judge $? 0
	is "$command: \"$title\"" grep -qF "\"$title\"" "$work/l/agendas.conf"
	rm -rf "$work/l"
}
spoken daily LC_ALL= LANG=C
spoken diaria LC_ALL= LC_MESSAGES= LANG=es_ES.UTF-8
spoken diaria LC_ALL= LC_MESSAGES=es_MX LANG=en_US.UTF-8
spoken daily LC_ALL=C.UTF-8 LC_MESSAGES=es_ES LANG=es_ES
spoken diaria LANGUAGE=es
spoken daily LANGUAGE=en LC_ALL=es_ES.UTF-8
command='demo in Spanish'
LANGUAGE=es "$HUDDLE" demo "$work/l" --weeks 1 >/dev/null 2>"$work/err"
judge $? 0
is "$command" cmp -s config/es/themes.conf "$work/l/themes.conf"

# It never overwrites: not the configuration, not the store, not a data file.
keep "$u"
# shellcheck disable=SC2086
{
	refused 73 --config "$u/huddle.conf" init $west --name Other
	unchanged
	refused 73 --config "$work/2/huddle.conf" --store "$u/huddle.db" \
		init $west --name Other
	unchanged
	is 'no second configuration' test ! -e "$work/2/huddle.conf"
	mkdir -p "$work/3"
	echo mine >"$work/3/themes.conf"
	keep "$work/3"
	refused 73 --config "$work/3/huddle.conf" init $west --name Other
	unchanged
}

# What fails leaves nothing, on whichever way it failed: a disk that is full, a
# data file in the way, a store that is not to be had.
for blocks in 0 1 4 8 16 32 64 100; do
	command="init on a disk with $blocks blocks a file"
	(
		trap '' XFSZ
		ulimit -f $blocks
		# shellcheck disable=SC2086
		exec "$HUDDLE" --config "$work/4/c/huddle.conf" \
			--store "$work/5/d/e/huddle.db" init $west --name Other
	) 2>"$work/err"
	judge $? 73
	is "$command: nothing is left" test ! -e "$work/4" -a ! -e "$work/5"
done
# shellcheck disable=SC2086
{
	refused 73 --config "$work/3/huddle.conf" \
		--store "$work/5/d/huddle.db" init $west --name Other
	unchanged
	is 'no folder for the store' test ! -e "$work/5"
	refused 73 --config "$work/4/c/huddle.conf" \
		--store "$work/3/themes.conf/huddle.db" init $west --name Other
	unchanged
	is 'no folder for the configuration' test ! -e "$work/4"

	# What a store that is gone has left is no hindrance.
	mkdir "$work/6"
	echo old >"$work/6/huddle.db-journal"
	echo old >"$work/6/huddle.db-queue"
	echo "$work/6/huddle.conf" >"$work/6/huddle.db-new"
	gives 0 --config "$work/6/huddle.conf" init $west --name Other
	gives 0 --config "$work/6/huddle.conf" round open
	is 'nothing waits' test ! -e "$work/6/huddle.db-new"
	is 'nothing hidden is left' test -z "$(find "$work" -name '.init-*')"
}

# Where the configuration is looked for: --config, HUDDLE_CONFIG,
# XDG_CONFIG_HOME, ~/.config. Each of these units has its own name.
named() {
	place=$1
	shift
	env "$@" "$HUDDLE" init --unit "$place" --name "$place" \
		--organization example-health --yes >/dev/null || ill "init $*"
}
answers() {
	place=$1
	shift
	got=$(env "$@" status --json 2>&1)
	case $got in
	*"\"unit\":\"$place\""*) well ;;
	*) ill "$*: expected the unit $place: $got" ;;
	esac
}
c=HUDDLE_CONFIG=$work/b/huddle.conf
x=XDG_CONFIG_HOME=$work/xdg
d=XDG_DATA_HOME=$work/data
named home HOME="$HOME"
named xdg "$x" "$d"
named variable "$c"
is 'in the home folder' test -e "$HOME/.config/huddle/huddle.conf" -a \
	-e "$HOME/.local/share/huddle/huddle.db"
is 'in the XDG folders' test -e "$work/xdg/huddle/huddle.conf" -a \
	-e "$work/data/huddle/huddle.db"
answers home HOME="$HOME" "$HUDDLE"
answers xdg "$x" "$d" "$HUDDLE"
answers variable "$c" "$x" "$d" "$HUDDLE"
answers 4-west "$c" "$x" "$d" "$HUDDLE" --config "$u/huddle.conf"

# Where the store is looked for: --store, HUDDLE_STORE, the setting,
# XDG_DATA_HOME. A store of another unit is refused, and so told apart.
cp "$work/b/huddle.db" "$work/b/copy.db"
chmod 600 "$work/b/copy.db"
command='the store that is meant'
meant() {
	wanted=$1
	shift
	env "$@" status >"$work/out" 2>"$work/err"
	judge $? "$wanted"
}
s=HUDDLE_STORE=$u/huddle.db
meant 78 "$c" "$s" "$HUDDLE"
err_has "$u/huddle.db"
meant 0 "$c" "$s" "$HUDDLE" --store "$work/b/copy.db"
meant 69 "$c" HUDDLE_STORE="$work/none.db" "$HUDDLE"
meant 69 "$c" "$HUDDLE" --store="$work/none.db"
sed '/^store/d' "$work/b/huddle.conf" >"$work/b/bare.conf"
meant 78 HUDDLE_CONFIG="$work/b/bare.conf" "$d" "$HUDDLE"
err_has "$work/data/huddle/huddle.db"
meant 78 HUDDLE_CONFIG="$work/b/bare.conf" "$HUDDLE"
err_has "$HOME/.local/share/huddle/huddle.db"
is 'no store was made by looking' test ! -e "$work/none.db"

# No configuration at all.
meant 78 HUDDLE_CONFIG="$work/nowhere.conf" "$HUDDLE"
err_has 'huddle init'

# A program with other rights than its caller's does not listen to the
# caller's variables.
control=$(command -v id)
cp "$control" "$work/id" && chmod 4755 "$work/id"
cp "$HUDDLE" "$work/huddle" && chmod 4755 "$work/huddle"
as='setpriv --reuid 65534 --regid 65534 --clear-groups'
# shellcheck disable=SC2086
if [ "$(id -u)" = 0 ] && [ "$($as "$work/id" -u 2>/dev/null)" = 0 ]; then
	# shellcheck disable=SC2086
	meant 0 HUDDLE_CONFIG="$u/huddle.conf" "$work/huddle"
	for words in "HUDDLE_CONFIG=$u/huddle.conf" "HOME=$HOME" \
		"XDG_CONFIG_HOME=$work/xdg"; do
		command="with other rights, $words"
		$as env "$words" "$work/huddle" status \
			>"$work/out" 2>"$work/err"
		judge $? 78
		err_has /etc/huddle/huddle.conf
	done
	command='with other rights, HUDDLE_STORE'
	$as env HUDDLE_STORE="$work/none.db" "$work/huddle" \
		--config "$u/huddle.conf" status >"$work/out" 2>"$work/err"
	judge $? 0
else
	skip 'this user, or this disk, gives a program no other rights'
fi

finish
