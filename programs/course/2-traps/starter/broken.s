# Runs into what is no instruction.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	a0, 13
	syscall	CALL_PUT
	.word	0
	syscall	CALL_EXIT
