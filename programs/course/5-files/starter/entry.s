# What C cannot say: where the machine starts, and where traps arrive.
	.include "pg32.inc"

	.globl	low_memory
	.set	low_memory, 0

	.equ	SAVED, 0x40		# register n is saved at SAVED + 4n

	.text
	.globl	_start
_start:
	la	sp, stack_top		# a0 is the boot table, and main's argument
	# As in assignment 2: the new PSW at TRAP_NEW_PSW.
	call	main

# As in assignment 2, but for the stack: an interrupt comes while the kernel itself is at work on
# its own, so that trap needs another.
trap_entry:
	halt	zero

	.bss
	.balign	16
	.space	4096
stack_top:
	.space	4096
trap_stack_top:
