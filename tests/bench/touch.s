# A guest that touches COUNT pages, each for the first time, in a space of its own: what does a
# translation cost its VMM? Its first part is the same for every COUNT.
	.include "pg32.inc"
	.globl	_start
	.set	root, 0x4000
	.set	table, 0x5000
_start:
	li	t0, table + 1		# valid
	sw	t0, root(zero)
	li	t0, 15			# page 0 on itself, with all permissions
	li	t1, table
	li	t2, 0x1000
	li	s0, 512			# the pages of 2 MiB; the upper half is the frame of page 6
map:	sw	t0, 0(t1)
	addi	t1, t1, 4
	add	t0, t0, t2
	addi	s0, s0, -1
	bnez	s0, map
	li	t0, 0x600F
	li	s0, 512
alias:	sw	t0, 0(t1)
	addi	t1, t1, 4
	addi	s0, s0, -1
	bnez	s0, alias
	lpsw	paged(zero)
touch:	li	a5, COUNT
	li	a4, 0x200000
loop:	lw	a3, 0(a4)
	add	a4, a4, t2
	addi	a5, a5, -1
	bnez	a5, loop
	halt	zero

	.data
paged:	.word	8, touch, root, 0x400000, 0
