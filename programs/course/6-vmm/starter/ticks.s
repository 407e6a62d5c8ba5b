# Stage 3: the timer. A program in user mode is resumed for as many instructions as each word says; at
# each interrupt what the PSW, the counter and the clock are goes into the sum.
	.include "guest.inc"
	.globl	_start
_start:
	find_words
	handle_traps_at handler
	li	a4, 0			# the counter, which is the user's
next:
	bgeu	s0, s1, end
	lw	t0, 0(s0)
	addi	s0, s0, 4
	andi	t0, t0, 0x7F
	addi	t0, t0, 1		# 1 to 128
	sw	t0, psw + 16, t1
	la	t0, psw
	lpsw	0(t0)
handler:
	lw	t0, TRAP_OLD_PSW(zero)
	fold	t0
	lw	t0, TRAP_OLD_PSW + 4(zero)
	sw	t0, psw + 4, t1
	fold	t0
	lw	t0, TRAP_CAUSE(zero)
	fold	t0
	fold	a4
	in	t0, PORT_SYSTEM_CLOCK_LOW(zero)
	fold	t0
	j	next
end:
	halt	a5

# The user's program counts for ever.
user:	addi	a4, a4, 1
	xor	a3, a3, a4
	j	user

	.data
psw:	.word	STATUS_USER | STATUS_INTERRUPTS, user, 0, 0x10000, 0
