# Stage 4: what is typed comes back, byte by byte and by interrupt, with the clock at which it came in
# the sum; behind it the first words of the module, in hexadecimal digits.
	.include "guest.inc"
	.globl	_start
_start:
	find_words
	handle_traps_at handler
	li	t0, 1
	out	t0, PORT_CONSOLE_CONTROL(zero)
idle:
	la	t0, enabled
	lpsw	0(t0)
wait_here:
	wait
	j	wait_here
handler:
	lw	t0, TRAP_VALUE(zero)	# the device
	fold	t0
	in	a0, PORT_CONSOLE_INPUT(zero)
	fold	a0
	in	t0, PORT_SYSTEM_CLOCK_LOW(zero)
	fold	t0
	li	t0, CONSOLE_END
	beq	a0, t0, words
	out	a0, PORT_CONSOLE_OUTPUT(zero)
	j	idle
words:
	out	zero, PORT_CONSOLE_CONTROL(zero)
	bgeu	s0, s1, end
	lw	a0, 0(s0)
	addi	s0, s0, 4
	li	a1, 8
1:	srli	t0, a0, 28
	slli	a0, a0, 4
	addi	t0, t0, '0'
	out	t0, PORT_CONSOLE_OUTPUT(zero)
	addi	a1, a1, -1
	bnez	a1, 1b
	j	words
end:
	halt	a5

	.data
enabled:
	.word	STATUS_INTERRUPTS, wait_here, 0, 0x10000, 0
