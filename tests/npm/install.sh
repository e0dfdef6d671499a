#!/bin/sh
# Installs the packages of package-lock.json into BUILD/npm, once for each
# state of the lock: tests/npm/install.sh BUILD. Ends with 77, and says so
# loudly, where there is no node or npm.
set -eu
here=$(cd "${0%/*}" && pwd)
into=$1/npm

for program in node npm; do
	command -v $program >/dev/null || {
		printf '\n*** SKIPPED: without %s nothing is validated\n\n' \
			$program
		exit 77
	}
done
lock=$(cksum <"$here/package-lock.json")
[ "$(cat "$into/lock" 2>/dev/null)" = "$lock" ] && exit
rm -rf "$into"
mkdir -p "$into"
cp "$here/package.json" "$here/package-lock.json" "$into"
(cd "$into" && npm ci --ignore-scripts --no-audit --no-fund \
	--loglevel=error) || {
	echo "npm could not install the validators into $into" >&2
	exit 69
}
echo "$lock" >"$into/lock"
