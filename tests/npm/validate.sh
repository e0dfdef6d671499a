#!/bin/sh
# The forms in which a summary leaves, by validators that others made:
# tests/npm/validate.sh BUILD. Samples in every form, and what the units of the
# demonstration and their office export, are judged by each NAME.mjs.
set -u
here=${0%/*}
build=$(cd "$1" && pwd) || exit

"$here/install.sh" "$build"
status=$?
[ $status = 77 ] && exit 0
[ $status = 0 ] || exit $status

papers=$build/documents
log=$build/documents.log

write() {
	rm -rf "$papers" && mkdir -p "$papers" &&
		"$build/tests/unit/test_documents" "$papers" || return
	demo=$papers/demo
	"$build/huddle" demo "$demo" --weeks 6 || return
	for number in 1 2 3 4 5 6; do
		huddle release export $number --format fhir \
			--output "$papers/fhir/unit-$number.json" || return
	done
	for form in csv json fhir; do
		huddle office export --store "$demo/office.db" \
			--format $form --output "$papers/office-$form" || return
	done
	mv "$papers/office-csv" "$papers/csv/office" &&
		mv "$papers"/office-json/* "$papers/json" &&
		mv "$papers"/office-fhir/* "$papers/fhir-wordless" &&
		"$build/huddle" audit "$papers"/json/4-west-*
}

huddle() {
	"$build/huddle" --config "$demo/huddle.conf" "$@"
}

write >"$log" 2>&1 || {
	cat "$log"
	exit 1
}
failed=0
for name in summary csv fhir; do
	printf '%s: ' $name
	node "$here/$name.mjs" "$build/npm" "$papers" || failed=1
done
exit $failed
