# What nm -A -g says of our library, then of picolibc: prints the members of picolibc that call what
# both have, directly or through each other, and which have nothing that is ours.
{
	is_defined = $1 !~ /:$/
	member = $1
	sub(/:[^:]*$/, "", member)
	sub(/.*:/, "", member)
	symbol = $3
}
NR == FNR {
	if (is_defined)
		ours[symbol]
	next
}
is_defined {
	defines[member] = defines[member] " " symbol
	if (symbol in ours) {
		replaced[member]
		both[symbol]
	}
}
!is_defined { calls[member] = calls[member] " " symbol }
END {
	do {
		is_complete = 1
		for (member in calls) {
			if (member in replaced || member in found)
				continue
			count = split(calls[member], names, " ")
			for (i = 1; i <= count && !(names[i] in both); i++)
				;
			if (i > count)
				continue
			found[member]
			is_complete = 0
			count = split(defines[member], names, " ")
			for (i = 1; i <= count; i++)
				both[names[i]]
		}
	} while (!is_complete)
	for (member in found)
		print member
}
