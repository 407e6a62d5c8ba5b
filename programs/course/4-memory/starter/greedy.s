# Touches heap until it is ended, or there is none: what it asks for is more than there is.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	a0, 0x380000
	syscall	CALL_GROW
	mv	s0, a0
	li	s1, 0x380
1:	sw	s1, 0(s0)
	li	a0, 4096
	add	s0, s0, a0
	addi	s1, s1, -1
	bnez	s1, 1b
	li	a0, 1
	syscall	CALL_PUT
	syscall	CALL_EXIT
