# Where the kernels here start, and where their traps arrive and end.

	.equ	REGISTERS, 0x40		# of struct low_memory

	.globl	low_memory
	.set	low_memory, 0

	.text
	.globl	_start
	.type	_start, @function
_start:	la	sp, stack_top
	call	main
	halt	a0
	.size	_start, . - _start

	.globl	trap_entry
	.type	trap_entry, @function
trap_entry:
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	sw	x\n, REGISTERS + 4 * \n(zero)
	.endr
	la	sp, stack_top
	call	take_trap
	.size	trap_entry, . - trap_entry

	.globl	resume
	.type	resume, @function
resume:
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	lw	x\n, REGISTERS + 4 * \n(zero)
	.endr
	lpsw	0(zero)
	.size	resume, . - resume

	.bss
	.balign	16
	.globl	stack
stack:	.zero	1024
stack_top:
