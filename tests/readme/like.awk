# awk -f like.awk PRINTED SHOWN: prints each shown line that no printed line is like, and ends with status 1
# where there is one. Alike are lines whose words are the same, but for numbers, which may be a tenth off, and
# digests, of which two are to be equal in the one file where they are in the other.

# A number without what is around it; "" where the word is none.
function number_of(word) {
	sub(/%$/, "", word)
	return word ~ /^[0-9]+(\.[0-9]+)?$/ ? word : ""
}

function is_digest(word) {
	return length(word) == 12 && word ~ /^[0-9a-f]+$/
}

function are_alike(shown, printed,    a, b) {
	if (is_digest(shown) && is_digest(printed))
		return (shown in twin ? twin[shown] == printed : !(printed in taken))
	a = number_of(shown)
	b = number_of(printed)
	if (a == "" || b == "")
		return shown == printed
	# A status or a depth is no measure.
	return a < 100 && a !~ /\./ ? a == b : a - b <= b / 10 && b - a <= b / 10
}

FILENAME == ARGV[1] {
	lines[++count] = $0
	next
}

NF != 0 && $1 != "..." {
	for (i = 1; i <= count; i++) {
		fields = split(lines[i], words)
		for (j = 1; fields == NF && j <= NF && are_alike($j, words[j]); j++)
			;
		if (fields == NF && j > NF)
			break
	}
	if (i > count) {
		print "no line is like: " $0
		failed = 1
		next
	}
	for (j = 1; j <= NF; j++)
		if (is_digest($j)) {
			twin[$j] = words[j]
			taken[words[j]] = 1
		}
}

END { exit failed }
