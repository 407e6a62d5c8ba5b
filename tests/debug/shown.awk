# Whether a text has the lines of a session in their order: awk -f shown.awk EXPECTED ACTUAL. Numbers
# may be others, and "..." is any text; a line that has it may begin earlier. Prints the first line that is missing.
function plain(line) {
	gsub(/0x[0-9a-f]+/, "N", line)
	gsub(/[0-9]+/, "N", line)
	gsub(/[ \t]+/, " ", line)
	sub(/^ /, "", line)
	return line
}
# Whether the line has the parts of the wanted one, between its "...", in their order.
function has_parts(have, want,    parts, count, i, place) {
	count = split(want, parts, / *\.\.\. */)
	for (i = 1; i <= count; i++) {
		place = index(have, parts[i])
		if (parts[i] != "" && !place)
			return 0
		have = substr(have, place + length(parts[i]))
	}
	return 1
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
	if (want ~ /\.\.\./ ? has_parts(have, want) : have == want)
		at++
}
END {
	if (at < count) {
		print "missing: " expected[at]
		exit 1
	}
}
