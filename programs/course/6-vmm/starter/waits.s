# Stage 3: waits for the timer, with interrupts enabled and not, and for a pending one that is only let
# in later. The lowest bit of a word says which, the others how long.
	.include "guest.inc"
	.globl	_start
_start:
	find_words
	handle_traps_at handler
next:
	bgeu	s0, s1, end
	lw	a0, 0(s0)
	addi	s0, s0, 4
	srli	t0, a0, 1
	andi	t0, t0, 0x3FF
	addi	t0, t0, 1
	sw	t0, psw + 16, t1
	andi	t0, a0, 1
	slli	t0, t0, 1		# STATUS_INTERRUPTS, or not
	sw	t0, psw, t1
	la	t0, psw
	lpsw	0(t0)
waiting:
	wait
	in	t0, PORT_SYSTEM_CLOCK_LOW(zero)
	fold	t0
	la	t0, kept
	spsw	0(t0)
	lw	t1, 0(t0)		# timer-pending
	fold	t1
	ori	t1, t1, STATUS_INTERRUPTS
	sw	t1, 0(t0)
	la	t1, never
	sw	t1, 4(t0)
	lpsw	0(t0)			# the interrupt comes before the next instruction
never:
	halt	zero
handler:
	lw	t0, TRAP_OLD_PSW(zero)
	fold	t0
	lw	t0, TRAP_OLD_PSW + 4(zero)
	fold	t0
	lw	t0, TRAP_OLD_PSW + 16(zero)
	fold	t0
	in	t0, PORT_SYSTEM_CLOCK_LOW(zero)
	fold	t0
	j	next
end:
	halt	a5

	.data
psw:	.word	0, waiting, 0, 0x10000, 0
kept:	.space	20
