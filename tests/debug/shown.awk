# Whether a text has the lines of a session in their order: awk -f shown.awk EXPECTED ACTUAL. Numbers
# may be others, and "..." is the rest of a line, which may begin earlier. Prints the first line that is missing.
function plain(line) {
	gsub(/0x[0-9a-f]+/, "N", line)
	gsub(/[0-9]+/, "N", line)
	gsub(/[ \t]+/, " ", line)
	sub(/^ /, "", line)
	return line
}
BEGIN {
	at = count = 0
}
NR == FNR {
	expected[count++] = plain($0)
	next
}
at < count {
	want = expected[at]
	have = plain($0)
	if (sub(/ *\.\.\.$/, "", want) ? index(have, want) > 0 : have == want)
		at++
}
END {
	if (at < count) {
		print "missing: " expected[at]
		exit 1
	}
}
