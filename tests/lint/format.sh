#!/bin/sh
# C is laid out as .clang-format says.
. "${0%/*}/files.sh"
c_files | xargs -r -P "$(getconf _NPROCESSORS_ONLN)" -n 16 \
	clang-format --dry-run --ferror-limit=1 2>&1 |
	sed -n 's/: warning: .*/: run clang-format -i/p; / error: /p' |
	verdict format
