#!/bin/sh
# No words that stand for work left undone.
. "${0%/*}/files.sh"
undone='TODO|FIXME|XXX|HACK|WIP|TBD|[Ss]tub|STUB|[Ff]or now|[Nn]ot implemented'
undone="$undone|[Pp]laceholder|[Ll]orem ipsum"
all_files | grep -v '^tests/lint/' |
	xargs -r grep -nwEI "$undone" | verdict words
