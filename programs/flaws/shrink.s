# shrink: a user program that shuts itself out of its second page, so that a wild store of its own
# cannot harm what it keeps there; it makes a system call, and then stores there.
#
# Under a trap-and-emulate VMM the real bound shrinks, and is right until the next exit. The VMM does
# not learn of it, and resumes the user program with the bound that it had before: the store is done.
# This is the paper's own example of a sensitive instruction with which a machine can still be
# virtualized: a VMM that takes the guest's bound out of the real PSW at each exit is right.
	.include "pg32.inc"
	.isa	shrink
	.equ	KEPT, 0x1000		# the second page
	.globl	_start
	.text
_start:
	call	set_handler
	li	a0, 0
	li	a1, 0
	call	start_user

handler:
	lw	t0, TRAP_CAUSE(zero)
	li	t1, CAUSE_STORE
	beq	t0, t1, kept
	lw	t0, TRAP_VALUE(zero)
	bnez	t0, lost
	la	a0, text
	call	print_text
	lw	a0, TRAP_OLD_PSW + PSW_BOUND(zero)
	call	print_number
	la	a0, newline
	call	print_text
	j	resume

kept:
	la	a0, store_refused
	call	print_text
	halt	zero
lost:
	la	a0, store_done
	call	print_text
	li	a0, 1
	halt	a0

	.include "programs/flaws/common.inc"

	.section .rodata
text:	.asciz	"the bound at the system call: "
newline:
	.asciz	"\n"
store_refused:
	.asciz	"the wild store was refused\n"
store_done:
	.asciz	"the wild store was done\n"

	.text
	.balign	4096
user:	li	a3, KEPT
	shrink	a3
	syscall	0
	sw	zero, 0(a3)
	syscall	1
