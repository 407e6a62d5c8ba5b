# Refuses an include against the direction of the folders: awk -f layers.awk ALLOWED FILE...
# Prints file:line of each, and ends with status 1 where there is one.

BEGIN {
	split("stdint.h stdbool.h stddef.h stdarg.h limits.h string.h", names, " ")
	for (i in names)
		freestanding[names[i]] = 1
	split("memcpy memmove memset memcmp strlen", names, " ")
	for (i in names)
		plain[names[i]] = 1
}

function refuse(text) {
	printf "%s:%d: error: %s\n", FILENAME, FNR, text
	failed = 1
}

# The deepest folder of the file that has a row, or "".
function row_of(file,    folder) {
	for (folder = file; sub(/\/[^\/]*$/, "", folder);)
		if (folder in rows)
			return folder
	return ""
}

# Whether one of the row's words, a folder or a header, holds the path.
function is_allowed(path,    count, words, i) {
	count = split(rows[row], words, " ")
	for (i = 1; i <= count; i++)
		if (path == words[i] || index(path, words[i] "/") == 1)
			return 1
	return 0
}

FILENAME == ARGV[1] {
	if (!/^#/ && NF > 1) {
		folder = $1
		$1 = ""
		rows[folder] = $0
	}
	next
}

FNR == 1 {
	row = row_of(FILENAME)
	is_hosted = rows[row] ~ / hosted/
	if (row == "")
		refuse("tests/layers/allowed has no row for this folder")
}

/^[ \t]*#[ \t]*include[ \t]*</ {
	split($0, parts, /[<>]/)
	if (!is_hosted && !(parts[2] in freestanding) && !is_allowed(parts[2]))
		refuse(row " is freestanding and may not include <" parts[2] ">")
}

# A bare name is a file beside this one, or a generated one.
/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, parts, "\"")
	if (parts[2] ~ /\// && !is_allowed(parts[2]))
		refuse(row " may not include " parts[2])
}

!is_hosted {
	rest = $0
	sub(/\/\*.*/, "", rest)
	while (match(rest, /(^|[^A-Za-z0-9_])(mem|str)[a-z]+\(/)) {
		name = substr(rest, RSTART, RLENGTH - 1)
		gsub(/[^a-z]/, "", name)
		if (!(name in plain))
			refuse(row " is freestanding and may not call " name)
		rest = substr(rest, RSTART + RLENGTH)
	}
}

END { exit failed }
