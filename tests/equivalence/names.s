# What a difference is called. At clock 2 the console is asked for its control port; then the PSW is
# stored over the new PSW of the trap area, and, paged, into the root table and into the table of pages.
_start:
	li	t0, 0x10
	in	a5, 1(t0)
	spsw	0x20(zero)
	li	a0, 0x4000
	li	a1, 0x5000
	addi	t0, a1, 1
	sw	t0, 0(a0)
	li	t0, 15
	li	t1, 8
	li	t2, 4096
next:
	sw	t0, 0(a1)
	add	t0, t0, t2
	addi	a1, a1, 4
	addi	t1, t1, -1
	bnez	t1, next
	lpsw	psw(zero)
paged:
	spsw	0x4F00(zero)
	spsw	0x5F00(zero)
	halt	zero

	.data
psw:
	.word	8, paged, 0x4000, 0x8000, 0
