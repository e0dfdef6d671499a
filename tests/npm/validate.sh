#!/bin/sh
# The forms in which a summary leaves, by validators that others made:
# tests/npm/validate.sh BUILD. Writes samples in every form below
# BUILD/documents and lets each NAME.mjs judge them.
set -u
here=${0%/*}
build=$1

"$here/install.sh" "$build"
status=$?
[ $status = 77 ] && exit 0
[ $status = 0 ] || exit $status

rm -rf "$build/documents"
mkdir -p "$build/documents" || exit
"$build/tests/unit/test_documents" "$build/documents" \
	>"$build/documents.log" 2>&1 || {
	cat "$build/documents.log"
	exit 1
}
failed=0
for name in summary csv fhir; do
	printf '%s: ' $name
	node "$here/$name.mjs" "$build/npm" "$build/documents" || failed=1
done
exit $failed
