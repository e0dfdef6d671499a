#!/bin/sh
# util <- core <- { db, config, ui, sync, report } <- app, cli <- main. The
# braces never include each other, and each library has its one door.
. "${0%/*}/files.sh"
c_files src ui db config | xargs -r awk '
function layer(path) {
	sub(/^src\//, "", path)
	if (path ~ /^(main|transfer_main)[.]/)
		return "main"
	if (path !~ /\// || path ~ /^app/)
		return "app"
	sub(/\/.*/, "", path)
	return path
}
# What a layer may include beside itself.
function may(from, to) {
	if (from == to || from == "main" || to == "util")
		return 1
	if (from == "util")
		return 0
	if (to == "core")
		return 1
	if (from == "core" || to == "main")
		return 0
	if (from == "app")
		return to != "cli"
	if (from == "cli")
		return 1
	return to == "gen"
}
BEGIN {
	door["sqlite3.h"] = "^db/"
	door["libpq-fe.h"] = "^db/office_postgres[.]c$"
	door["libconfig.h"] = "^config/config[^/]*[.]c$"
	door["csv.h"] = "^config/shift_csv[.]c$"
	door["curses.h"] = "^ui/term_curses[.]c$"
	door["sodium.h"] = "^src/(util/crypt|util/pin|sync/seal)[.]c$"
	door["curl.h"] = "^src/sync/transport[.]c$"
	door["jansson.h"] = "^src/(cli/|sync/|app[^/]*[.]c$)"
	door["utf8proc.h"] = "^src/util/utf8[.]c$"
}
/^[ \t]*#[ \t]*include[ \t]/ {
	name = $0
	sub(/^[^<"]*[<"]/, "", name)
	sub(/[>"].*/, "", name)
	base = name
	sub(/^.*\//, "", base)
	if (base ~ /^(n?curses|ncursesw|term|panel|menu|form)[.]h$/)
		base = "curses.h"
	if ($0 ~ /</) {
		if (base in door && FILENAME !~ door[base])
			print FILENAME ":" FNR ": " name \
			    " belongs into " door[base]
		next
	}
	if (name ~ /^[.][.]?\//)
		print FILENAME ":" FNR ": " name ": name it from the root"
	else if (!may(layer(FILENAME), layer(name)))
		print FILENAME ":" FNR ": " layer(FILENAME) \
		    " may not include " name
}' | verdict layers
