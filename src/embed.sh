#!/bin/sh
# Writes C that holds the files named on the command line (util/embed.h).
set -eu
echo '#include <stdlib.h>'
echo '#include <string.h>'
echo '#include "util/embed.h"'
n=0
for f; do
	echo "static const char file_$n[] = {"
	od -An -v -tx1 "$f" | sed "s/ \(..\)/'\\\\x\1',/g"
	echo "'\\0'};"
	n=$((n + 1))
done
echo 'const struct embed embed_files[] = {'
n=0
for f; do
	echo "{\"$f\", file_$n, sizeof(file_$n) - 1},"
	n=$((n + 1))
done
echo '};'
echo "const size_t embed_count = $n;"
cat <<'EOF'
const char *embed_text(const char *name)
{
	for (size_t i = 0; i < embed_count; i++)
		if (strcmp(embed_files[i].name, name) == 0)
			return embed_files[i].text;
	abort();
}
EOF
