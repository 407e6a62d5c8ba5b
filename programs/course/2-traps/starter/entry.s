# What C cannot say: where the machine starts, where traps arrive, and how a program goes on.
	.include "pg32.inc"

	.globl	low_memory
	.set	low_memory, 0

	.equ	SAVED, 0x40		# register n is saved at SAVED + 4n

	.text
	.globl	_start
_start:
	la	sp, stack_top		# a0 is the boot table, and start's argument
	# Stage 1, yours: the new PSW at TRAP_NEW_PSW, so that traps arrive at trap_entry in supervisor
	# mode with a window of all memory.
	call	start
	j	resume

# Stage 1, yours: save the registers, call trap on the kernel's stack, and go on.
trap_entry:
	halt	zero

# Stage 1, yours: load all registers and the PSW.
resume:
	halt	zero

	.bss
	.balign	16
	.space	4096
stack_top:
