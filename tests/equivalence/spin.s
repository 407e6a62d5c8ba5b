# Enters a space, where its first fetch is an exit of each level, and then never makes another.
	.include "pg32.inc"
	.text
	.globl	_start
_start:	la	a0, table
	ori	a0, a0, ENTRY_VALID
	la	a1, root
	sw	a0, 0(a1)
	la	a2, _start
	ori	a2, a2, ENTRY_BITS
	la	a0, table
	la	a3, there
	srli	a3, a3, PAGE_BITS
	slli	a3, a3, 2
	add	a0, a0, a3
	sw	a2, 0(a0)
	la	a0, psw
	sw	a1, 8(a0)
	lpsw	0(a0)
there:	addi	t1, t1, 1
	j	there

	.data
psw:	.word	STATUS_PAGED, there, 0, 0x400000, 0
	.bss
	.balign	4096
root:	.space	4096
table:	.space	4096
