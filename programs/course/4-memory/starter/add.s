# Adds the numbers of a table that it has, and puts the sum.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	la	a1, table
	li	a2, 8
	li	a0, 0
1:	lw	a3, 0(a1)
	add	a0, a0, a3
	addi	a1, a1, 4
	addi	a2, a2, -1
	bnez	a2, 1b
	sw	a0, sum, t0
	lw	a0, sum
	syscall	CALL_PUT
	syscall	CALL_EXIT

	.data
table:	.word	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000
sum:	.word	0
