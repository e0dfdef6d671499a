# Prints C as file:line:code without comments, and without what strings and
# characters hold unless strings=1.
FNR == 1 { inside = 0 }
{
	line = $0
	out = ""
	while (line != "") {
		if (inside) {
			end = index(line, "*/")
			if (!end)
				break
			line = substr(line, end + 2)
			inside = 0
		} else if (line ~ /^\/\*/) {
			line = substr(line, 3)
			inside = 1
			out = out " "
		} else if (line ~ /^\/\//) {
			break
		} else if (match(line, /^"([^"\\]|\\.)*"/)) {
			out = out (strings ? substr(line, 1, RLENGTH) : "\"\"")
			line = substr(line, RLENGTH + 1)
		} else if (match(line, /^'([^'\\]|\\.)*'/)) {
			out = out (strings ? substr(line, 1, RLENGTH) : "' '")
			line = substr(line, RLENGTH + 1)
		} else {
			out = out substr(line, 1, 1)
			line = substr(line, 2)
		}
	}
	print FILENAME ":" FNR ":" out
}
