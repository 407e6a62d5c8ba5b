# What C cannot say: where the machine starts, where traps arrive, and how a program goes on.
	.include "pg32.inc"

	.globl	low_memory
	.set	low_memory, 0

	.equ	SAVED, 0x40		# register n is saved at SAVED + 4n

	.text
	.globl	_start
_start:
	la	sp, stack_top		# a0 is the boot table, and start's argument
	# As in assignment 2: the new PSW at TRAP_NEW_PSW.
	call	start
	j	resume

# As in assignment 2: save the registers, call trap on the kernel's stack, and go on.
trap_entry:
	halt	zero

# As in assignment 2: load all registers and the PSW.
resume:
	halt	zero

	.bss
	.balign	16
	.space	4096
stack_top:
