# What is cheap to see in a source: awk -f lint.awk FILE...
# Refuses trailing blanks, a file that does not open by saying what it is, typedefs of structs, #if
# inside a function, and tests that wait for less than ten minutes. Files and functions that grew
# long are only listed.

BEGIN {
	LONG_FILE = 500
	LONG_FUNCTION = 60
}

function refuse(text) {
	printf "%s:%d: error: %s\n", FILENAME, FNR, text
	failed = 1
}

function is_c() {
	return FILENAME ~ /\.[chly]$/
}

function end_file() {
	if (lines > LONG_FILE)
		printf "%s: note: %d lines\n", file, lines
}

FNR == 1 {
	end_file()
	file = FILENAME
	is_interpreted = /^#!/
	function_line = 0
	if (!is_interpreted && FILENAME !~ /\.mk$/ && !/^(\/\*|\/\/|#|;|%|<!--)/)
		refuse("the file does not open with a comment that says what it is")
}

FNR == 2 && is_interpreted && !/^#/ {
	refuse("the file does not open with a comment that says what it is")
}

/[ \t]$/ {
	refuse("a blank at the end of the line")
}

# What is slow under load is no failure: only what hangs is ended.
FILENAME ~ /^tests\// && /(^|[^a-z])timeout [0-9][0-9]?[0-9]?[ "]/ && !/timeout [6-9][0-9][0-9]/ {
	refuse("a test waits ten minutes for what may hang")
}

# Some of C's own types are typedefs by the standard.
is_c() && FILENAME !~ /^programs\/lib\/include\// && /^typedef (struct|union|enum)/ {
	refuse("a typedef of a struct, a union or an enum")
}

is_c() && /^{/ {
	function_line = FNR
}

is_c() && function_line && /^[ \t]*#[ \t]*if/ {
	refuse("#if inside a function: choose a file")
}

is_c() && function_line && /^}/ {
	if (FNR - function_line > LONG_FUNCTION)
		printf "%s:%d: note: a function of %d lines\n", FILENAME, function_line, FNR - function_line
	function_line = 0
}

{
	lines = FNR
}

END {
	end_file()
	exit failed
}
