# What C cannot say: where the machine starts, where traps arrive, and how a program goes on.
	.include "pg32.inc"

	.globl	low_memory
	.set	low_memory, 0

	.equ	SAVED, 0x40		# register n is saved at SAVED + 4n

	.text
	.globl	_start
_start:
	la	sp, stack_top		# a0 is the boot table, and start's argument
	la	t0, trap_entry
	sw	t0, TRAP_NEW_PSW + PSW_PC
	in	t0, PORT_SYSTEM_MEMORY
	sw	t0, TRAP_NEW_PSW + PSW_BOUND
	call	start
	j	resume

trap_entry:
	.cfi_startproc simple
	.cfi_signal_frame
	.cfi_return_column 64
	.cfi_def_cfa zero, 0
	.cfi_offset 64, TRAP_OLD_PSW + PSW_PC
	.cfi_same_value sp
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	sw	x\n, SAVED + 4 * \n
	.endr
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	.cfi_offset \n, SAVED + 4 * \n
	.endr
	la	sp, stack_top
	call	trap

resume:
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	lw	x\n, SAVED + 4 * \n
	.endr
	lpsw	TRAP_OLD_PSW
	.cfi_endproc

	.bss
	.balign	16
	.space	4096
stack_top:
