# Puts its number every 100 instructions, forty times.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	syscall	CALL_SELF
	mv	s0, a0
	li	s1, 40
1:	mv	a0, s0
	syscall	CALL_PUT
	li	a1, 48			# 2 instructions each: with the 4 around it 100
2:	addi	a1, a1, -1
	bnez	a1, 2b
	addi	s1, s1, -1
	bnez	s1, 1b
	syscall	CALL_EXIT
