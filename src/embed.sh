#!/bin/sh
# Writes C that holds the files named on the command line (util/embed.h).
set -eu

cat <<'EOT'
#include <stdlib.h>
#include <string.h>

#include "util/embed.h"
EOT
n=0
for f; do
	printf '\nstatic const char file_%d[] = {\n' $n
	od -An -v -tx1 "$f" | sed "s/ *\([0-9a-f][0-9a-f]\)/'\\\\x\1',/g"
	printf "'\\\\0'};\n"
	n=$((n + 1))
done
printf '\nconst struct embed embed_files[] = {\n'
n=0
for f; do
	printf '\t{"%s", file_%d, sizeof(file_%d) - 1},\n' "$f" $n $n
	n=$((n + 1))
done
cat <<EOT
};
const size_t embed_count = $n;

const char *
embed_text(const char *name)
{
	for (size_t i = 0; i < embed_count; i++)
		if (strcmp(embed_files[i].name, name) == 0)
			return embed_files[i].text;
	abort();
}
EOT
