# COUNT calls of a function from each of PLACES places. With DIRECT it returns by a jump to a known
# place, one function for each: what does it cost that a return is a computed jump?
	.include "pg32.inc"
	.globl _start

	.macro leaf
	addi	a1, a1, 3
	xori	a2, a1, 5
	.endm

_start:
	li	a5, COUNT
loop:
	.set	place, 0
	.rept	PLACES
	.if	DIRECT
	j	1f
2:	addi	a0, a0, 1
	j	3f
1:	leaf
	j	2b
3:
	.else
	jal	t0, function
	addi	a0, a0, 1
	.endif
	.endr
	addi	a5, a5, -1
	bnez	a5, loop
	halt	zero

function:
	leaf
	jr	t0
