# Stage 1: print "Hello, PG32" and a line end on the console, then halt with status 42.
	.include "pg32.inc"

	.text
	.globl	_start
_start:
	la	a1, text
1:	lbu	a0, 0(a1)
	beqz	a0, 2f
	out	a0, PORT_CONSOLE_OUTPUT
	addi	a1, a1, 1
	j	1b
2:	li	a0, 42
	halt	a0

	.rodata
text:	.asciz	"Hello, PG32\n"
