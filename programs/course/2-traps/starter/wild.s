# Stores behind its window.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	a0, 11
	syscall	CALL_PUT
	li	a1, 0x10000
	sw	a0, 0(a1)
	syscall	CALL_PUT
	syscall	CALL_EXIT
