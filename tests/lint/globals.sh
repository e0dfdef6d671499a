#!/bin/sh
# No variable that changes is visible outside its file, and the domain
# (src/core) calls nothing that reads a clock, a file or the terminal.
. "${0%/*}/files.sh"
B=${B:-build}
impure='fopen|open|open64|openat|read|write|time|clock_gettime|gettimeofday'
impure="$impure|getenv|printf|puts|fputs|fprintf|__printf_chk|__fprintf_chk"
impure="$impure|getrandom|rand|random|exit|abort_"
{
	find "$B/src" "$B/ui" "$B/db" "$B/config" -name '*.o' 2>/dev/null |
		sort | while read -r object; do
		objdump -t "$object" | awk -v object="$object" '
		$2 == "g" && $3 == "O" && $4 ~ /^[.](data|bss)$/ ||
		$2 == "g" && $3 == "O" && $4 ~ /^[.](data|bss)[.]/ &&
		    $4 !~ /^[.]data[.]rel[.]ro/ ||
		$3 == "*COM*" {
			print object ": " $NF " can be changed from elsewhere"
		}'
	done
	for object in "$B"/src/core/*.o; do
		[ -e "$object" ] && nm -u "$object" |
			grep -wE "$impure" |
			sed "s,^ *U ,$object: the domain calls ,"
	done
} | verdict globals
