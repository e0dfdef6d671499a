#!/bin/sh
# huddle send: nothing to do, delivery into a folder, what waits, what is
# wrong; and the second program that does it.
. "${0%/*}/cli.sh"

far=${HUDDLE%/*}/huddle-transfer

# office ORGANIZATION FILE: an office's public key.
office() {
	printf '{"fingerprint":"%s","format":"huddle-key/1","key":"%s",' \
		"$2" "$3"
}

unit "$work/unit"
gives 0 send
out 'No office is configured, so nothing is sent.'
gives 0 send --json
out '{"format":"huddle-send/1","sent":0,"waiting":0}'
gives 0 send --now
refused 64 send word
refused 64 send --later

finish
