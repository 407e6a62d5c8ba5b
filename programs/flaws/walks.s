# walks: a kernel gives a page of its program another frame, by a store into the table: nothing holds
# what was there, so that there is nothing to empty.
#
# Under a VMM the machine walks the VMM's tables. The VMM is not told of the store, and the program goes
# on with the frame that it had.
	.include "pg32.inc"
	.isa	walks
	.globl	_start
	.text
_start:
	call	set_handler
	la	a1, user
	ori	a1, a1, ENTRY_BITS
	li	a0, 0
	call	set_entry
	la	a1, first
	ori	a1, a1, ENTRY_BITS
	li	a0, 1
	call	set_entry
	li	a0, 0
	li	a1, STATUS_USER
	call	load_paged

handler:
	mv	s0, a3
	la	a0, text
	call	print_text
	mv	a0, s0
	call	print_number
	la	a0, newline
	call	print_text
	lw	t0, TRAP_VALUE(zero)
	bnez	t0, over
	la	a1, second
	ori	a1, a1, ENTRY_BITS
	li	a0, 1
	call	set_entry
	j	resume
over:	xori	a0, s0, 2
	snez	a0, a0
	halt	a0

	.include "programs/flaws/common.inc"
	.include "programs/flaws/paged.inc"

	.section .rodata
text:	.asciz	"in the page is "
newline:
	.asciz	"\n"

	.data
	.balign	4096
first:	.word	1
	.balign	4096
second:	.word	2
	.balign	4096

	.text
	.balign	4096
user:	lw	a3, PAGE(zero)
	syscall	0
	lw	a3, PAGE(zero)
	syscall	1
	.balign	4096
