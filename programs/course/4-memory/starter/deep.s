# Uses more stack than there is, and is ended at the guard page.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	a0, 5
	syscall	CALL_PUT
1:	addi	sp, sp, -2048
	sw	a0, 0(sp)
	j	1b
