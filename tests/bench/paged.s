# Loops of loads and stores, relocated (PAGED=0) or paged (PAGED=1): base and bound or the tables give the
# same memory. Some COUNT instructions, in a PATTERN:
#
#   0   one page, and little but accesses     2   another of 512 pages at each access
#   1   64 pages in turn, 32 accesses each    3   a page of 512 at random
	.include "pg32.inc"
	.set	space, 0x400000
	.text
	.globl	_start
_start:
	la	a0, table
	li	a1, ENTRY_VALID | ENTRY_READ | ENTRY_WRITE | ENTRY_EXECUTE
	li	a2, 1024
	li	a3, 4096
1:	sw	a1, 0(a0)
	addi	a0, a0, 4
	add	a1, a1, a3
	addi	a2, a2, -1
	bnez	a2, 1b
	la	a0, table
	ori	a0, a0, ENTRY_VALID
	la	a1, root
	sw	a0, 0(a1)
	la	a0, psw
	la	a2, user
	sw	a2, 4(a0)
	.if	PAGED
	sw	a1, 8(a0)
	.endif
	lpsw	0(a0)

user:	li	a0, COUNT / 32
	li	s0, 0x200000
	li	a4, 4096
again:
	.if	PATTERN <= 1
	li	a2, 64
	mv	a1, s0
2:	.rept	8
	lw	a3, 0(a1)
	sw	a3, 16(a1)
	lw	a5, 4(a1)
	lbu	a3, 100(a1)
	.endr
	.if	PATTERN == 1
	add	a1, a1, a4
	.endif
	addi	a2, a2, -1
	bnez	a2, 2b
	addi	a0, a0, -64
	.elseif	PATTERN == 2
	li	a2, 64
	mv	a1, s0
2:	.rept	8
	lw	a3, 0(a1)
	add	a1, a1, a4
	.endr
	addi	a2, a2, -1
	bnez	a2, 2b
	addi	a0, a0, -32
	.else
	li	t0, 0x3D09
	li	t1, 0x1FF000
	li	a2, 64
2:	.rept	8
	mul	a1, a1, t0
	addi	a1, a1, 77
	and	a3, a1, t1
	add	a3, a3, s0
	lw	a5, 0(a3)
	.endr
	addi	a2, a2, -1
	bnez	a2, 2b
	addi	a0, a0, -80
	.endif
	bgtz	a0, again
	halt	zero

	.data
	.balign	4
psw:	.word	PAGED * STATUS_PAGED, 0, 0, space, 0
	.bss
	.balign	4096
root:	.space	4096
table:	.space	4096
