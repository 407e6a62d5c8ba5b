# Stage 4: this kernel has a fault. Run it, read what the machine says, and write into answers.txt
# what happened first and where. Nothing here is to be changed.
	.include "pg32.inc"

	.text
	.globl	_start
_start:
	la	s0, table
	li	s1, 4
1:	lw	a0, 0(s0)
	jal	visit
	addi	s0, s0, 4
	addi	s1, s1, -1
	bnez	s1, 1b
	halt	zero

visit:
	lw	a1, 0(a0)		# each entry points to a number
	add	a2, a2, a1
	ret

	.data
table:	.word	one, two, 0x7FFFFFF0, three
one:	.word	1
two:	.word	2
three:	.word	3
