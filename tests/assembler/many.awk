# Writes a source with many of one kind: awk -f many.awk -v kind=labels -v count=1000
function each(format,    i) {
	for (i = 0; i < count; i++)
		printf format, i, i, i
}

function list(format,    i) {
	for (i = 0; i < count; i++)
		printf (i == 0 ? "" : ", ") format, i, i
}

BEGIN {
	print ".data"
	if (kind == "undefined symbols")
		each(".word u%d\n")
	else if (kind == "sections")
		each(".section .s%d, \"aw\"\n.word %d\n")
	else if (kind == "line markers")
		each("# %d \"file%d.c\"\n.word %d\n")
	else if (kind == "files")
		each(".file %d \"file%d.c\"\n.word %d\n")
	else if (kind == "parameters") {
		printf ".macro m "; list("p%d"); print ""; each(".word \\p%d\n"); printf ".endm\nm "; list("p%d=%d"); print ""
	} else if (kind == "labels")
		each("l%d: .word l%d\n")
	else if (kind == "numeric labels")
		each("%d: .word %db\n")
	else if (kind == "values of .irp") {
		printf ".irp x, "; list("%d"); print "\n.word \\x\n.endr"
	} else if (kind == "macros")
		each(".macro m%d\n.word %d\n.endm\nm%d\n")
	else if (kind == "warnings")
		each(".warning \"%d\"\n")
	else if (kind == "operands of a line with an error") {
		printf ".word "; list("%d"); print ", ("
	} else if (kind == "assignments") {
		print "a: x = a"; each("x = x + %d\n.word x\n")
	} else if (kind == "conditions") {
		each(".if 1\n"); print ".word 1"; each(".endif\n")
	} else if (kind == "parentheses") {
		printf ".word "; each("("); printf "1"; each(")"); print ""
	} else if (kind == "statements of a line") {
		each(".byte 1;"); print ""
	} else if (kind == "comments of a call") {
		printf ".macro m a\n.byte \\a\n.endm\nm 1"; each("/* %d */"); print ""
	} else if (kind == "parentheses that are not closed") {
		printf ".macro m\n# "; each("\\("); print "\n.endm\nm"
	} else if (kind == "nested repetitions") {
		each(".rept 1\n"); print ".word 1"; each(".endr\n")
	} else
		exit 1
}
