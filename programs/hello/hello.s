# The least program there is: text to the console, byte by byte, and halt.

	.include "pg32.inc"

	.text
	.globl	_start
_start:
	la	s0, text
next:
	lbu	a0, 0(s0)
	beqz	a0, done
	out	a0, PORT_CONSOLE_OUTPUT(zero)
	addi	s0, s0, 1
	j	next
done:
	halt	zero				# with status 0

	.section .rodata
text:
	.asciz	"Hello from PG32.\n"
