#!/bin/sh
# cppcheck, with what it found out before kept in the folder named. It does not
# understand compound literals behind a question mark (internalAstError).
. "${0%/*}/files.sh"
cppcheck --quiet --std=c11 --language=c --error-exitcode=0 \
	-j "$(getconf _NPROCESSORS_ONLN)" \
	--enable=warning,performance,portability \
	${1:+--cppcheck-build-dir="$1"} --inline-suppr \
	--suppress=missingInclude --suppress=unknownMacro \
	--suppress=internalAstError \
	-D_GNU_SOURCE -I. -Isrc \
	--include="${0%/*}/model.h" $(for f in src ui db config; do
		[ -d $f ] && echo $f
	done) 2>&1 | verdict cppcheck
