#!/bin/sh
# The manual pages are clean mdoc.
. "${0%/*}/files.sh"
find man -name '*.[1-8]' 2>/dev/null | sort |
	xargs -r mandoc -T lint -W warning 2>&1 | verdict man
