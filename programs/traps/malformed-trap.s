# Check-stop: a trap loads a PSW whose pc is not a multiple of 4. Exit status 125.
	.include "pg32.inc"
	.globl	_start
	.text
_start:
	li	t0, 0x1002
	sw	t0, TRAP_NEW_PSW + 4(zero)
	break
	halt	zero
