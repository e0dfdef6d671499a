#!/bin/sh
# Functions of at most 80 lines and a complexity of at most 15, files of at
# most 800 lines and 80 columns that begin by saying what they are for.
# Data (config/*.h, generated files) has no functions and passes by itself.
. "${0%/*}/files.sh"
LC_ALL=C.UTF-8
export LC_ALL
{
	# Columns of pmccabe: complexity, with switches as their cases,
	# statements, first line, lines, file(line): name.
	c_files | xargs -r pmccabe 2>&1 | awk '
	$1 !~ /^[0-9]+$/ { print; next }
	$1 > 15 { print $6 " " $7 ": complexity " $1 ", at most 15" }
	$5 > 80 { print $6 " " $7 ": " $5 " lines, at most 80" }'
	c_files | xargs -r wc -l | awk '
	$2 != "total" && $1 > 800 { print $2 ": " $1 " lines, at most 800" }'
	{
		c_files
		all_files | grep -E '\.(sh|awk|sql)$|^Makefile$'
	} | while read -r file; do
		expand "$file" | grep -nE '^.{81,}' |
			sed "s,:.*,: more than 80 columns,; s,^,$file:,"
		grep -nE '[ 	]+$' "$file" |
			sed "s,:.*,: blanks at the end,; s,^,$file:,"
	done
	c_files | while read -r file; do
		head -n 1 "$file" | grep -q '^/\*' ||
			echo "$file:1: say first what this file is for"
	done
} | verdict sizes
