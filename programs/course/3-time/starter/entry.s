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

# As in assignment 2: save the registers, call trap on the kernel's stack, and go on. The .cfi_
# lines are for a debugger: they say where the program was that trapped and, after your stores,
# where its registers are.
trap_entry:
	.cfi_startproc simple
	.cfi_signal_frame
	.cfi_return_column 64
	.cfi_def_cfa zero, 0
	.cfi_offset 64, TRAP_OLD_PSW + PSW_PC
	.cfi_same_value sp
	# The stores.
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	.cfi_offset \n, SAVED + 4 * \n
	.endr
	halt	zero

# As in assignment 2: load all registers and the PSW.
resume:
	halt	zero
	.cfi_endproc

	.bss
	.balign	16
	.space	4096
stack_top:
