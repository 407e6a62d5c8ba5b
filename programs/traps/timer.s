# Timer interrupt: between instructions, when so many have completed as the PSW said; or when
# interrupts are enabled again.
	.include "pg32.inc"
	.globl	_start
	.text
_start:
	j	begin
	li	a0, STATUS_INTERRUPTS
	la	a1, three
	li	a2, 3
	j	enter

	.balign	0x100
three:	nop				# at 0x1100
	nop
	nop
	nop				# at 0x110c: the interrupt comes before it

# The timer runs out with interrupts off: pending, and taken at once when they are enabled.
pending:
	li	a0, 0
	la	a1, 1f
	li	a2, 2
	j	enter
1:	nop
	nop
	nop
	spsw	NEXT_PSW(zero)
	lw	a0, NEXT_PSW + PSW_STATUS(zero)
	xori	a1, a0, STATUS_TIMER_PENDING
	sltu	a1, zero, a1
	or	s1, s1, a1		# wrong unless just this bit is set
	ori	a0, a0, STATUS_USER | STATUS_INTERRUPTS
	li	a1, 0x40
	li	a2, 7			# and the timer of the new PSW goes on as it is
	j	enter

user_timer:
	li	a0, STATUS_USER | STATUS_INTERRUPTS
	li	a1, 0
	li	a2, 1
	j	enter

	.include "programs/traps/common.inc"
	j	1f			# the one instruction that completes
	nop
1:	nop				# at 8

	.data
expected:
	expect	STATUS_INTERRUPTS, 0x110c, 0, 0x10000, 0, CAUSE_TIMER, 0, 0, pending
	expect	STATUS_USER | STATUS_INTERRUPTS, 0x40, 0x2000, 0x1000, 7, CAUSE_TIMER, 0, 0, user_timer
	expect	STATUS_USER | STATUS_INTERRUPTS, 8, 0x2000, 0x1000, 0, CAUSE_TIMER, 0, 0, finish
