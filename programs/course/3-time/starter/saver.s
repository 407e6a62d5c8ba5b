# Runs for 300 instructions and gives up the rest of its turn, ten times.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	s1, 10
1:	li	a1, 150
2:	addi	a1, a1, -1
	bnez	a1, 2b
	syscall	CALL_YIELD
	addi	s1, s1, -1
	bnez	s1, 1b
	li	a0, 10
	syscall	CALL_PUT
	syscall	CALL_EXIT
