# Uses eight pages of stack.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	s0, 8 * 1024
	li	a0, 0
1:	addi	sp, sp, -4
	sw	s0, 0(sp)
	addi	s0, s0, -1
	bnez	s0, 1b
	li	s0, 8 * 1024
2:	lw	a1, 0(sp)
	add	a0, a0, a1
	addi	sp, sp, 4
	addi	s0, s0, -1
	bnez	s0, 2b
	syscall	CALL_PUT
	syscall	CALL_EXIT
