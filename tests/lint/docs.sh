#!/bin/sh
# What the papers name is there: files and folders, targets of make, and every
# command, option and setting in its manual page.
. "${0%/*}/files.sh"
papers=$(ls README.md CONTRIBUTING.md SECURITY.md 2>/dev/null)
{
	# Paths, in backquotes or in the map; NAME and * stand for many.
	for paper in $papers; do
		tr -s ' `(|' '\n' <"$paper" |
			grep -E '^(src|ui|db|config|tests|man)/' |
			sed 's/[^A-Za-z0-9_*/]*$//' | sort -u |
		while read -r path; do
			case $path in
			*NAME* | *NNNN*) continue ;;
			esac
			# shellcheck disable=SC2086
			ls -d $path >/dev/null 2>&1 ||
				echo "$paper: there is no $path"
		done
		grep -oE '`make [a-z]+[` ]' "$paper" | tr -d '`' |
			cut -d ' ' -f 2 | sort -u |
		while read -r target; do
			grep -qE "^($target|[a-z ]* $target)( [a-z ]*)?:" \
				Makefile || echo "$paper: make has no $target"
		done
	done
	# Commands and options; mdoc writes --name as .Fl -name.
	if [ -e man/huddle.1 ] && [ -e src/cli/commands.c ]; then
		sed -n 's/^    {"\([a-z ]*\)", *".*/\1/p' \
			src/cli/commands.c | while read -r command; do
			grep -qE "^\.(It )?(Ic|Cm) $command( |\$)" \
				man/huddle.1 man/huddle-office.1 ||
				echo "man/huddle.1: nothing on $command"
		done
		word='\(NULL\|"[A-Z. |]*"\)'
		sed -n 's/^ *{*{"\([a-z-]*\)", '"$word"', N_.*/\1/p' \
			src/cli/*.c | sort -u | while read -r option; do
			grep -qE -e "-$option( |\$)" \
				man/huddle.1 man/huddle-office.1 ||
				echo "man/huddle.1: nothing on --$option"
		done
	fi
	if [ -e config/option_tables.c ]; then
		sed -n 's/^ *{"\([a-z_]*\)", OPTION_.*/\1/p' \
			config/option_tables.c | sort -u |
		while read -r option; do
			grep -qw "$option" man/huddle.conf.5 \
				man/huddle-instrument.5 2>/dev/null ||
				echo "man: no page has the setting $option"
		done
	fi
} | verdict docs
