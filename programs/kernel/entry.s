# The part of the kernel that C can not say: where it starts, where traps arrive and end,
# and how one stack is left for another.

	.equ	LOW_KERNEL, 0x34	# struct low_memory of machine.h
	.equ	LOW_STACK, 0x38
	.equ	LOW_REGISTERS, 0x40
	.equ	LOW_PC, 4		# of the PSW that the trap stored

# For debuggers, the .cfi_ lines say where the registers of what came before are: here at fixed
# places, so that they are counted from the register that is always zero. Column 64 is a pc that no
# register holds.
	.equ	COLUMN_PC, 64

	.globl	low_memory
	.set	low_memory, 0

	.text

# The machine starts here, with a0 = the boot table: memory from _end to there is free.
	.globl	_start
	.type	_start, @function
_start:
	.cfi_startproc
	.cfi_undefined ra
	la	sp, boot_stack_top
	call	main			# main(boot table); does not return
	.cfi_endproc
	.size	_start, . - _start

# A trap saves the registers in low memory and calls trap(kernel) on the kernel stack of the
# process that it came from. trap returns when a process is to run, and that process's context
# is then in low memory.
	.globl	trap_entry
	.type	trap_entry, @function
trap_entry:
	.cfi_startproc simple
	.cfi_return_column COLUMN_PC
	.cfi_def_cfa zero, 0
	.cfi_undefined COLUMN_PC
	.cfi_same_value sp
	sw	ra, LOW_REGISTERS + 4(zero)
	sw	sp, LOW_REGISTERS + 8(zero)
	sw	gp, LOW_REGISTERS + 12(zero)
	sw	tp, LOW_REGISTERS + 16(zero)
	sw	t0, LOW_REGISTERS + 20(zero)
	sw	t1, LOW_REGISTERS + 24(zero)
	sw	t2, LOW_REGISTERS + 28(zero)
	sw	s0, LOW_REGISTERS + 32(zero)
	sw	s1, LOW_REGISTERS + 36(zero)
	sw	a0, LOW_REGISTERS + 40(zero)
	sw	a1, LOW_REGISTERS + 44(zero)
	sw	a2, LOW_REGISTERS + 48(zero)
	sw	a3, LOW_REGISTERS + 52(zero)
	sw	a4, LOW_REGISTERS + 56(zero)
	sw	a5, LOW_REGISTERS + 60(zero)
	.irp	number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	.cfi_offset \number, LOW_REGISTERS + 4 * \number
	.endr
	lw	sp, LOW_STACK(zero)
	lw	a0, LOW_KERNEL(zero)
	call	trap

# The same backwards; a new process starts here.
	.globl	trap_exit
trap_exit:
	lw	ra, LOW_REGISTERS + 4(zero)
	lw	sp, LOW_REGISTERS + 8(zero)
	lw	gp, LOW_REGISTERS + 12(zero)
	lw	tp, LOW_REGISTERS + 16(zero)
	lw	t0, LOW_REGISTERS + 20(zero)
	lw	t1, LOW_REGISTERS + 24(zero)
	lw	t2, LOW_REGISTERS + 28(zero)
	lw	s0, LOW_REGISTERS + 32(zero)
	lw	s1, LOW_REGISTERS + 36(zero)
	lw	a0, LOW_REGISTERS + 40(zero)
	lw	a1, LOW_REGISTERS + 44(zero)
	lw	a2, LOW_REGISTERS + 48(zero)
	lw	a3, LOW_REGISTERS + 52(zero)
	lw	a4, LOW_REGISTERS + 56(zero)
	lw	a5, LOW_REGISTERS + 60(zero)
	lpsw	0(zero)
	.cfi_endproc
	.size	trap_entry, . - trap_entry

# switch_stack(old, new): what a function must keep for its caller goes on the stack; all else
# the compiler has saved around the call.
	.globl	switch_stack
	.type	switch_stack, @function
switch_stack:
	.cfi_startproc
	addi	sp, sp, -16
	.cfi_adjust_cfa_offset 16
	sw	ra, 0(sp)
	sw	s0, 4(sp)
	sw	s1, 8(sp)
	.cfi_rel_offset ra, 0
	.cfi_rel_offset s0, 4
	.cfi_rel_offset s1, 8
	sw	sp, 0(a0)
	mv	sp, a1
	lw	ra, 0(sp)
	lw	s0, 4(sp)
	lw	s1, 8(sp)
	addi	sp, sp, 16
	.cfi_restore ra, s0, s1
	.cfi_adjust_cfa_offset -16
	ret
	.cfi_endproc
	.size	switch_stack, . - switch_stack

	.bss
	.balign	16
	.globl	boot_stack
boot_stack:
	.zero	4096
boot_stack_top:
