# Puts its number and gives up the rest of its turn, twenty times.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	syscall	CALL_SELF
	li	s1, 20
1:	syscall	CALL_PUT
	syscall	CALL_YIELD
	addi	s1, s1, -1
	bnez	s1, 1b
	syscall	CALL_EXIT
