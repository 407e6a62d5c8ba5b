# The wrong new PSW: its pc is the address of the table of handlers, and not what is in the table.
	.include "pg32.inc"
	.globl	_start
	.text
_start:	la	t0, handlers
	sw	t0, TRAP_NEW_PSW + PSW_PC(zero)
	li	t0, 0x100000
	sw	t0, TRAP_NEW_PSW + PSW_BOUND(zero)
	sw	t0, TRAP_OLD_PSW + PSW_BOUND(zero)
	li	t0, STATUS_USER
	sw	t0, TRAP_OLD_PSW + PSW_STATUS(zero)
	la	t0, program
	sw	t0, TRAP_OLD_PSW + PSW_PC(zero)
	sw	zero, TRAP_OLD_PSW + PSW_BASE(zero)
	sw	zero, TRAP_OLD_PSW + PSW_TIMER(zero)
	lpsw	TRAP_OLD_PSW(zero)

handler:
	halt	zero

program:
	syscall	0

	.data
handlers:
	.word	handler
