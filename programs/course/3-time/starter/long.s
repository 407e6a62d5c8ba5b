# Counts in every register over many turns, and puts 1 if each has the right number at the end.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	a0, 600
1:
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15
	addi	x\n, x\n, \n
	.endr
	addi	a0, a0, -1
	bnez	a0, 1b
	li	a0, 600 * 2 + 0x10000	# sp began at the end of the window
	bne	sp, a0, 2f
	.irp	n, 1, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15
	li	a0, 600 * \n
	bne	x\n, a0, 2f
	.endr
	li	a0, 1
	syscall	CALL_PUT
	syscall	CALL_EXIT
2:	li	a0, 2
	syscall	CALL_PUT
	syscall	CALL_EXIT
