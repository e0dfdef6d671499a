# Turns db/queries.sql into C: queries.h (an enum) and queries.c (the texts).
# A block begins with "-- name: NAME"; comments are dropped, lines are joined.
# Usage: awk -f db/queries.awk -v out=FOLDER db/queries.sql

function fail(text) {
	printf "%s:%d: %s\n", FILENAME, FNR, text >"/dev/stderr"
	failed = 1
	exit 1
}
/^-- name: / {
	if ($3 !~ /^[A-Z][A-Z0-9_]*$/ || NF != 3)
		fail("a name is written in capitals")
	if ($3 in seen)
		fail($3 " is there already, at line " seen[$3])
	if (count && sql[count] == "")
		fail("the block before this one is empty")
	seen[$3] = FNR
	name[++count] = $3
	next
}
{
	sub(/--.*/, "")
	gsub(/[ \t]+/, " ")
	sub(/^ /, "")
	sub(/ $/, "")
	if ($0 == "")
		next
	if (!count)
		fail("a statement before the first name")
	gsub(/\\/, "&&")
	gsub(/"/, "\\\"")
	sql[count] = sql[count] (sql[count] == "" ? "" : " ") $0
}
END {
	if (failed)
		exit 1
	if (!count || sql[count] == "")
		fail("the last block is empty")
	header = out "/queries.h"
	source = out "/queries.c"
	print "/* Made by db/queries.awk: the statements of the store. */" \
	    >header
	print "#ifndef HUDDLE_GEN_QUERIES_H" >header
	print "#define HUDDLE_GEN_QUERIES_H" >header
	print "enum query {" >header
	for (i = 1; i <= count; i++)
		print "\tQUERY_" name[i] "," >header
	print "\tQUERIES\n};" >header
	print "struct query_text {\n\tconst char *name;\n\tconst char *sql;" \
	    >header
	print "};" >header
	print "extern const struct query_text query_texts[QUERIES];" >header
	print "#endif" >header
	print "#include \"gen/queries.h\"" >source
	print "const struct query_text query_texts[QUERIES] = {" >source
	for (i = 1; i <= count; i++)
		print "\t{\"" name[i] "\", \"" sql[i] "\"}," >source
	print "};" >source
}
