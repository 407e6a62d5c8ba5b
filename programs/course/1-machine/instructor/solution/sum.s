# Stage 2: count, sum and largest of the words of the first boot module.
	.include "pg32.inc"

	.text
	.globl	_start
_start:
	lw	a1, 4(a0)		# the module
	lw	a2, 8(a0)		# its size
	srli	a2, a2, 2
	li	a3, 0			# sum
	li	a4, 0			# largest
	la	t0, count
	sw	a2, 0(t0)
	beqz	a2, 3f
1:	lw	a5, 0(a1)
	add	a3, a3, a5
	bgeu	a4, a5, 2f
	mv	a4, a5
2:	addi	a1, a1, 4
	addi	a2, a2, -1
	bnez	a2, 1b
3:	sw	a3, 4(t0)
	sw	a4, 8(t0)
	li	a0, 2
	halt	a0

	.bss
	.globl	count, sum, largest
count:	.word	0
sum:	.word	0
largest: .word	0
