# Refuses circles of includes: awk -f circles.awk ALLOWED FILE... Of modules, which are a header and the
# file beside it that has its name, none may lead back to itself; of the folders that have a row,
# neither. Prints each circle on a line, and ends with status 1 where there is one.

# But for one: the toy kernel's state is a structure of all its parts, which the parts are handed.
function is_whole_state(from, to) {
	return to == "programs/kernel/kernel.h" && from ~ /\.c$/
}

# The module that a file is of: its name, with the ending left open. A table is one of its own.
function module_of(file) {
	sub(/\.[chly]$/, ".*", file)
	return file
}

# The deepest folder of the file that has a row, or "".
function row_of(file,    folder) {
	for (folder = file; sub(/\/[^\/]*$/, "", folder);)
		if (folder in rows)
			return folder
	return ""
}

BEGIN {
	for (i = 2; i < ARGC; i++)
		is_ours[ARGV[i]] = 1
}

function add_edge(from, to) {
	if (!((from, to) in edges)) {
		edges[from, to] = FILENAME
		followers[from] = followers[from] " " to
	}
}

# Looks for a way from a node back to one on the way to it.
function visit(node, way,    names, count, i) {
	state[node] = "open"
	way = way node " "
	count = split(followers[node], names, " ")
	for (i = 1; i <= count; i++)
		if (!(names[i] in state))
			visit(names[i], way)
		else if (state[names[i]] == "open")
			refuse(substr(way, index(" " way, " " names[i] " ")) names[i])
	state[node] = "done"
}

# A circle as its nodes, and for folders a file that includes from each to the next.
function refuse(circle,    names, count, i) {
	print "error: a circle of includes: " circle
	count = split(circle, names, " ")
	for (i = 1; i < count; i++)
		if (edges[names[i], names[i + 1]] != names[i])
			print "\t" names[i] " -> " names[i + 1] ": " edges[names[i], names[i + 1]]
	failed = 1
}

FILENAME == ARGV[1] {
	if (!/^#/ && NF > 1)
		rows[$1] = 1
	next
}

# A bare name is a file beside this one, or a generated one, which leads nowhere.
/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, parts, "\"")
	to = parts[2]
	folder = FILENAME
	sub(/[^\/]*$/, "", folder)
	if (to !~ /\//)
		to = folder to
	if (to in is_ours && module_of(FILENAME) != module_of(to) && !is_whole_state(FILENAME, to))
		add_edge(module_of(FILENAME), module_of(to))
	if (row_of(FILENAME) != row_of(to) && row_of(to) != "")
		add_edge(row_of(FILENAME), row_of(to))
}

END {
	for (node in followers)
		if (!(node in state))
			visit(node, "")
	exit failed
}
