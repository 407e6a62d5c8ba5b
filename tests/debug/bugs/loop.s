# A trap loop: the window of the new PSW ends before what the handler begins with.
	.include "pg32.inc"
	.globl	_start
	.text
_start:	la	t0, handler
	sw	t0, TRAP_NEW_PSW + PSW_PC(zero)
	li	t0, 0x2000
	sw	t0, TRAP_NEW_PSW + PSW_BOUND(zero)
	li	t0, 0x100000
	sw	t0, TRAP_OLD_PSW + PSW_BOUND(zero)
	li	t0, STATUS_USER
	sw	t0, TRAP_OLD_PSW + PSW_STATUS(zero)
	la	t0, program
	sw	t0, TRAP_OLD_PSW + PSW_PC(zero)
	sw	zero, TRAP_OLD_PSW + PSW_BASE(zero)
	sw	zero, TRAP_OLD_PSW + PSW_TIMER(zero)
	lpsw	TRAP_OLD_PSW(zero)

program:
	syscall	0

	.data
	.balign	4096
saved:	.zero	64

	.text
handler:
	sw	t0, saved, t1
	halt	zero
