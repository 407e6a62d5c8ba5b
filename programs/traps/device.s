# Device interrupt: the console holds a byte or the end of its input, whatever that is, and asks for
# attention until it is taken; with the timer pending too, the timer comes first.
	.include "pg32.inc"
	.globl	_start
	.text
_start:
	j	begin
	call	hold			# at 0x1004
	li	a0, STATUS_INTERRUPTS
	la	a1, quiet
	li	a2, 0
	j	enter

	.balign	0x100
quiet:	break				# at 0x1100: the interrupt comes before it

# It asks still: the handler did not take the byte.
again:
	li	a0, STATUS_USER | STATUS_INTERRUPTS
	li	a1, 0x40
	li	a2, 0
	j	enter

both:
	li	a0, STATUS_USER | STATUS_INTERRUPTS | STATUS_TIMER_PENDING
	li	a1, 0x80
	li	a2, 0
	j	enter

# The byte is taken: nothing asks any more, and the syscall in the user window is reached.
taken:
	in	a0, PORT_CONSOLE_INPUT(zero)
	out	zero, PORT_CONSOLE_CONTROL(zero)
	li	a0, STATUS_USER | STATUS_INTERRUPTS
	li	a1, 0
	li	a2, 0
	j	enter

# Returns when the console asks for attention. Interrupts are off.
hold:
	li	a0, 1
	out	a0, PORT_CONSOLE_CONTROL(zero)
	wait
	ret

	.include "programs/traps/common.inc"
	syscall	1

	.data
expected:
	expect	STATUS_INTERRUPTS, 0x1100, 0, 0x10000, 0, CAUSE_DEVICE, DEVICE_CONSOLE, 0, again
	expect	STATUS_USER | STATUS_INTERRUPTS, 0x40, 0x2000, 0x1000, 0, CAUSE_DEVICE, DEVICE_CONSOLE, 0, both
	expect	STATUS_USER | STATUS_INTERRUPTS, 0x80, 0x2000, 0x1000, 0, CAUSE_TIMER, 0, 0, taken
	expect	STATUS_USER | STATUS_INTERRUPTS, 0, 0x2000, 0x1000, 0, CAUSE_SYSCALL, 1, 0x80000001, finish
