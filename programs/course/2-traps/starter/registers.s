# Gives every register a number of its own, makes system calls, and puts the number of each register
# that is not what it was: none, where the kernel is right.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15
	li	x\n, 0x1234567 * \n
	.endr
	syscall	CALL_COUNT
	syscall	CALL_GET
	syscall	CALL_GET
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15
	li	a0, 0x1234567 * \n
	beq	x\n, a0, 1f
	li	a0, \n
	syscall	CALL_PUT
1:
	.endr
	li	a0, 5
	syscall	CALL_EXIT
