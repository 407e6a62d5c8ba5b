# Stage 3: a kernel that lets interrupts in and holds them back with popf. Where it does and when the timer
# runs out a word says; at each interrupt the PSW, the counter and the clock go into the sum.
	.include "guest.inc"
	.isa	popf
	.globl	_start
_start:
	find_words
	handle_traps_at handler
next:
	bgeu	s0, s1, end
	lw	a0, 0(s0)
	addi	s0, s0, 4
	andi	t0, a0, 0x7F
	addi	t0, t0, 20		# 20 to 147
	sw	t0, psw + 16, t1
	la	t0, psw
	lpsw	0(t0)			# interrupts are disabled, and the timer runs
begun:
	srli	a4, a0, 7
	andi	a4, a4, STATUS_INTERRUPTS
	popf	a4			# enabled, or not yet
	li	a4, 0
1:	addi	a4, a4, 1
	slti	t0, a4, 60
	bnez	t0, 1b
	li	t0, STATUS_INTERRUPTS
	popf	t0			# and at the latest now
2:	addi	a4, a4, 1
	j	2b
handler:
	lw	t0, TRAP_OLD_PSW(zero)
	fold	t0
	lw	t0, TRAP_OLD_PSW + 4(zero)
	fold	t0
	lw	t0, TRAP_CAUSE(zero)
	fold	t0
	fold	a4
	in	t0, PORT_SYSTEM_CLOCK_LOW(zero)
	fold	t0
	j	next
end:
	halt	a5

	.data
psw:	.word	0, begun, 0, 0x10000, 0
