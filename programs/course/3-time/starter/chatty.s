# Puts a number that grows, with hardly an instruction between.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	a0, 1000
	li	s1, 1060
1:	syscall	CALL_PUT
	addi	a0, a0, 1
	blt	a0, s1, 1b
	syscall	CALL_EXIT
