# Check-stop: lpsw loads a PSW whose reserved bit is set. Exit status 125.
	.include "pg32.inc"
	.globl	_start
	.text
_start:
	la	a0, psw
	lpsw	0(a0)
	halt	zero

	.data
psw:	.word	8, _start, 0, 0x10000, 0
