# The VMM's way in and out on PG32: an exit saves the guest's registers in its shadow and calls the
# dispatcher; resuming it takes one privileged instruction.
#
# Page 0 of the VMM's memory:
#
#   0x000  trap area: old PSW, cause, value, word; new PSW
#   0x040  the vm: the shadow, real PSW, origin, counts
#          the stack, which grows down from stack_top
#          the image, if it begins below 0x1000
	.include "pg32.inc"

	.text
	.globl	_start
	.type	_start, @function
_start:
	.cfi_startproc
	.cfi_undefined ra
	addi	sp, zero, stack_top
	j	vmm_main		# a0 is the boot table
	.cfi_endproc
	.size	_start, . - _start

# For debuggers, the .cfi_ lines say where the guest's registers are: at fixed places, so that they are
# counted from the register that is always zero. Column 64 is a pc that no register holds.
	.equ	column_pc, 64
	.equ	saved_registers, 0x40	# vm_registers, of which only the linker knows the value

	.macro	begin_exit name
	.type	\name, @function
	.cfi_startproc simple
	.cfi_signal_frame
	.cfi_return_column column_pc
	.cfi_def_cfa zero, 0
	.cfi_offset column_pc, TRAP_OLD_PSW + PSW_PC
	.cfi_same_value sp
	.endm

	.macro	registers_are_saved
	.irp	number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	.cfi_offset \number, saved_registers + 4 * \number
	.endr
	.endm

	.macro	end_exit name
	.cfi_endproc
	.size	\name, . - \name
	.endm

	.macro	save_registers
	sw	ra, vm_registers + 4(zero)
	sw	sp, vm_registers + 8(zero)
	sw	gp, vm_registers + 12(zero)
	sw	tp, vm_registers + 16(zero)
	sw	t0, vm_registers + 20(zero)
	sw	t1, vm_registers + 24(zero)
	sw	t2, vm_registers + 28(zero)
	sw	s0, vm_registers + 32(zero)
	sw	s1, vm_registers + 36(zero)
	sw	a0, vm_registers + 40(zero)
	sw	a1, vm_registers + 44(zero)
	sw	a2, vm_registers + 48(zero)
	sw	a3, vm_registers + 52(zero)
	sw	a4, vm_registers + 56(zero)
	sw	a5, vm_registers + 60(zero)
	registers_are_saved
	addi	sp, zero, stack_top
	.endm

# Where traps go: the new PSW's pc, while the guest does not run paged.
	.globl	vmm_exit
vmm_exit:
	begin_exit vmm_exit
	save_registers
	j	vmm_dispatch
	end_exit vmm_exit

# And while it does.
	.globl	vmm_exit_paged
vmm_exit_paged:
	begin_exit vmm_exit_paged
	save_registers
	j	vmm_dispatch_paged
	end_exit vmm_exit_paged

	.globl	vmm_resume
	.type	vmm_resume, @function
vmm_resume:
	.cfi_startproc
	.cfi_undefined ra
	lw	ra, vm_registers + 4(zero)
	lw	sp, vm_registers + 8(zero)
	lw	gp, vm_registers + 12(zero)
	lw	tp, vm_registers + 16(zero)
	lw	t0, vm_registers + 20(zero)
	lw	t1, vm_registers + 24(zero)
	lw	t2, vm_registers + 28(zero)
	lw	s0, vm_registers + 32(zero)
	lw	s1, vm_registers + 36(zero)
	lw	a0, vm_registers + 40(zero)
	lw	a1, vm_registers + 44(zero)
	lw	a2, vm_registers + 48(zero)
	lw	a3, vm_registers + 52(zero)
	lw	a4, vm_registers + 56(zero)
	lw	a5, vm_registers + 60(zero)
	lpsw	vm_real(zero)
	end_exit vmm_resume

# A trap of the VMM's own with nothing to take it: the machine check-stops for two traps in a row.
	.globl	vmm_double_trap
vmm_double_trap:
	sw	zero, TRAP_NEW_PSW + 12(zero)	# bound 0: the handler's first fetch traps
	break
