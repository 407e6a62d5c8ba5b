# Jumps out of its window, and to where no window is.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	a0, 14
	syscall	CALL_PUT
	li	a1, -16
	jr	a1
