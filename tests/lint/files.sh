# Which files there are, for the other scripts; they run in the root of a tree.

# The C files below the folders named, or all of them.
c_files() {
	[ $# -gt 0 ] || set -- src ui db config tests
	for folder; do
		[ -d "$folder" ] && find "$folder" -name '*.[ch]'
	done | sort
}

# Every text file that is ours.
all_files() {
	find . -path ./.git -prune -o -path './build*' -prune -o \
		-type f ! -name '*.mo' ! -name '*.db' -print |
		sed 's,^\./,,' | sort
}

# Ends with a count of what was found: findings on standard input.
verdict() {
	found=$(cat)
	[ -z "$found" ] && exit 0
	printf '%s\n' "$found"
	echo "lint: $1: $(printf '%s\n' "$found" | grep -c .) found" >&2
	exit 1
}
