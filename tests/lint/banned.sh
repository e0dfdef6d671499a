#!/bin/sh
# Functions that nobody may call, and SQL that is put together by printing.
. "${0%/*}/files.sh"
code=${0%/*}/code.awk
never='sprintf|vsprintf|strcpy|stpcpy|strcat|strncpy|strncat|gets|system|popen'
never="$never|atoi|atol|atoll|atof|strtok|tmpnam|mktemp|tempnam|alloca|rand"
never="$never|srand|random|setjmp|longjmp|initscr|leaveok|sqlite3_exec"
never="$never|sqlite3_get_table|sqlite3_mprintf|sqlite3_vmprintf"
never="$never|sqlite3_snprintf|sqlite3_vsnprintf|sqlite3_str_appendf"
sql='SELECT |INSERT |REPLACE INTO|UPDATE |DELETE FROM|CREATE |DROP |ALTER '
sql="$sql|PRAGMA |ATTACH |VALUES|WHERE |ORDER BY"
{
	c_files src ui db config | xargs -r awk -f "$code" |
		grep -E "(^|[^A-Za-z0-9_])($never)[ ]*\(" |
		sed 's/$/   <- banned function/'
	c_files tests | grep -v ^tests/fuzz | xargs -r awk -f "$code" |
		grep -E "(^|[^A-Za-z0-9_])(sprintf|strcpy|strcat|gets|atoi|\
sleep|usleep|nanosleep|clock_nanosleep)[ ]*\(" |
		sed 's/$/   <- banned in tests: wait for content, not time/'
	# Statements live in db/queries.sql and are bound, never printed.
	c_files src ui db config | xargs -r awk -v strings=1 -f "$code" |
		grep -E "\"[^\"]*($sql)[^\"]*%[-0-9.*]*[a-z]" |
		sed 's/$/   <- SQL put together by printing/'
	all_files | grep -E '^tests/.*test_[^/]*\.sh$' |
		xargs -r grep -HnE '(^|[ 	;|&(])sleep[ 	]' |
		sed 's/$/   <- wait for content, not time/'
} | verdict banned
