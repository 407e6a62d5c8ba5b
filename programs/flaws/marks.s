# marks: a kernel that wants to know which pages its program uses, to choose one to write out: the
# machine has left marks in the entries. The program loads from one page, stores to another, and leaves
# the third alone.
#
# Under a VMM the machine walks the VMM's tables, and leaves its marks there: to the kernel all pages
# look unused.
	.include "pg32.inc"
	.isa	marks
	.equ	ACCESSED, 0x10		# the bits in an entry
	.equ	DIRTY, 0x20
	.globl	_start
	.text
_start:
	call	set_handler
	la	a1, user
	ori	a1, a1, ENTRY_BITS
	li	a0, 0
	call	set_entry
	li	s0, 1			# three pages
1:	la	a1, pages - PAGE
	slli	t0, s0, PAGE_BITS
	add	a1, a1, t0
	ori	a1, a1, ENTRY_BITS
	mv	a0, s0
	call	set_entry
	addi	s0, s0, 1
	li	t0, 4
	bne	s0, t0, 1b
	li	a0, 0
	li	a1, STATUS_USER
	call	load_paged

handler:
	li	s1, 0			# all marks, those of a page in six bits
	la	s0, table
	addi	s0, s0, 4
1:	lw	a0, 0(s0)
	andi	a0, a0, ACCESSED | DIRTY
	slli	s1, s1, 6
	or	s1, s1, a0
	call	print_number
	la	a0, newline
	call	print_text
	addi	s0, s0, 4
	la	t0, table + 16
	bne	s0, t0, 1b
	li	t0, (ACCESSED << 6 | ACCESSED | DIRTY) << 6
	xor	a0, s1, t0
	snez	a0, a0
	halt	a0

	.include "programs/flaws/common.inc"
	.include "programs/flaws/paged.inc"

	.section .rodata
newline:
	.asciz	"\n"

	.bss
	.balign	4096
pages:	.zero	3 * PAGE

	.text
	.balign	4096
user:	lw	a3, PAGE(zero)
	li	t0, 2 * PAGE
	sw	a3, 0(t0)
	syscall	0
	.balign	4096
