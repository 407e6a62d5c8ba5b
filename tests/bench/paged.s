# A loop of loads, stores and arithmetic over 64 pages, relocated (PAGED=0) or paged (PAGED=1): base and
# bound or the tables give the same memory. COUNT rounds of 64 pages.
	.include "pg32.inc"
	.text
	.globl	_start
_start:
	la	a0, table
	li	a1, ENTRY_VALID | ENTRY_READ | ENTRY_WRITE | ENTRY_EXECUTE
	li	a2, 128
1:	sw	a1, 0(a0)
	addi	a0, a0, 4
	li	a3, 4096
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

user:	li	a0, COUNT
2:	li	a1, 0x20000
	li	a2, 64
	li	a4, 4096
3:	lw	a3, 0(a1)
	lw	a5, 16(a1)
	add	a3, a3, a5
	sw	a3, 32(a1)
	lbu	a5, 100(a1)
	xor	a3, a3, a5
	sw	a3, 200(a1)
	add	a1, a1, a4
	addi	a2, a2, -1
	bnez	a2, 3b
	addi	a0, a0, -1
	bnez	a0, 2b
	halt	zero

	.data
	.balign	4
psw:	.word	PAGED * STATUS_PAGED, 0, 0, 0x80000, 0
	.bss
	.balign	4096
root:	.space	4096
table:	.space	4096
