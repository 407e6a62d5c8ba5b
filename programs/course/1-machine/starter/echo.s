# Stage 3: read the console to its end by polling; print every byte again, small letters as capitals;
# leave the number of bytes in `received`, and halt with status 3.
#
# Reading port CONSOLE_AWAIT gives a byte, -1 where nothing has been typed yet, and -2 at the end.
	.include "pg32.inc"

	.text
	.globl	_start
_start:
	halt	zero			# yours

	.bss
	.globl	received
received: .word	0
