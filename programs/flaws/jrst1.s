# jrst1: a kernel that starts its user program as monitors of the PDP-10 did, by a jump that leaves
# supervisor mode. The user program must ask for everything, and so may not halt the machine.
#
# Under a trap-and-emulate VMM the jump is a plain one: the VMM does not learn that its guest has
# left virtual supervisor mode, and obeys the user program's halt.
	.include "pg32.inc"
	.isa	jrst1
	.globl	_start
	.text
_start:
	call	set_handler
	jrst1	program(zero)

program:
	syscall	0
	li	a0, 42
	halt	a0

handler:
	lw	t0, TRAP_CAUSE(zero)
	li	t1, CAUSE_PRIVILEGED
	beq	t0, t1, refuse
	lw	t0, TRAP_OLD_PSW + PSW_STATUS(zero)
	andi	t0, t0, STATUS_USER
	la	a0, from_user
	bnez	t0, 1f
	la	a0, from_supervisor
1:	call	print_text
	j	resume

refuse:
	la	a0, refusal
	call	print_text
	halt	zero

	.include "programs/flaws/common.inc"

	.section .rodata
from_user:
	.asciz	"a system call from user mode\n"
from_supervisor:
	.asciz	"a system call from supervisor mode\n"
refusal:
	.asciz	"the user program may not halt the machine\n"

	.text
	.balign	4096
user:
