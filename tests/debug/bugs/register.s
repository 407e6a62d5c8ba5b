# A register not saved: the handler of the timer counts in t2, and so does the program.
	.include "pg32.inc"
	.globl	_start
	.text
_start:	la	t0, handler
	sw	t0, TRAP_NEW_PSW + PSW_PC(zero)
	li	t0, 0x100000
	sw	t0, TRAP_NEW_PSW + PSW_BOUND(zero)
	sw	t0, TRAP_OLD_PSW + PSW_BOUND(zero)
	li	t0, STATUS_USER | STATUS_INTERRUPTS
	sw	t0, TRAP_OLD_PSW + PSW_STATUS(zero)
	la	t0, program
	sw	t0, TRAP_OLD_PSW + PSW_PC(zero)
	li	t0, 50
	sw	t0, TRAP_OLD_PSW + PSW_TIMER(zero)
	sw	zero, TRAP_OLD_PSW + PSW_BASE(zero)
	lpsw	TRAP_OLD_PSW(zero)

handler:
	sw	t0, 0x40(zero)
	sw	t1, 0x44(zero)
	lw	t0, TRAP_CAUSE(zero)
	li	t1, CAUSE_TIMER
	bne	t0, t1, stop
	lw	t2, ticks
	addi	t2, t2, 1
	sw	t2, ticks, t0
	li	t0, 50
	sw	t0, TRAP_OLD_PSW + PSW_TIMER(zero)
	lw	t0, 0x40(zero)
	lw	t1, 0x44(zero)
	lpsw	TRAP_OLD_PSW(zero)
stop:	halt	a0

# The sum of 1 to 20 is 210: a0 becomes 0 where it is.
program:
	li	t1, 20
	li	t2, 0
add:	add	t2, t2, t1
	addi	t1, t1, -1
	bnez	t1, add
	addi	a0, t2, -210
	snez	a0, a0
	syscall	0

	.data
ticks:	.word	0
