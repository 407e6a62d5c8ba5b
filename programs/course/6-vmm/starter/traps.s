# Stage 2: traps of every kind, from user mode and from supervisor mode. A word chooses which, and
# what is in the register that it is about.
	.include "guest.inc"
	.equ	USER, 0x8000		# the user's page
	.globl	_start
_start:
	find_words
	handle_traps_at handler
	la	t0, user		# the user's code to its page
	li	t1, USER
1:	lw	t2, 0(t0)
	sw	t2, 0(t1)
	addi	t0, t0, 4
	addi	t1, t1, 4
	la	t2, user_end
	bltu	t0, t2, 1b
	la	a4, made
loop:
	bgeu	s0, s1, end
	lw	a0, 0(s0)
	addi	s0, s0, 4
	andi	t0, a0, 7
	slli	t0, t0, 4		# sixteen bytes each
	andi	t1, a0, 8
	bnez	t1, in_supervisor_mode
	li	t1, STATUS_USER
	sw	t1, 0(a4)
	sw	t0, 4(a4)
	li	t1, USER
	sw	t1, 8(a4)
	andi	t1, a0, 0x10		# a page, or more than there is
	slli	t1, t1, 26
	li	t2, 0x1000
	or	t1, t1, t2
	sw	t1, 12(a4)
	sw	zero, 16(a4)
	lpsw	0(a4)
in_supervisor_mode:
	andi	t0, t0, 0x3F		# of these the first four
	la	t1, user
	add	t0, t0, t1
	jr	t0

# All that a trap leaves behind goes into the sum.
handler:
	lw	t0, TRAP_OLD_PSW(zero)
	fold	t0
	lw	t0, TRAP_OLD_PSW + 4(zero)
	fold	t0
	lw	t0, TRAP_OLD_PSW + 8(zero)
	fold	t0
	lw	t0, TRAP_OLD_PSW + 12(zero)
	fold	t0
	lw	t0, TRAP_CAUSE(zero)
	fold	t0
	lw	t0, TRAP_VALUE(zero)
	fold	t0
	lw	t0, TRAP_WORD(zero)
	fold	t0
	j	loop
end:
	halt	a5

	.balign	16
user:	syscall	77
	j	user
	.balign	16
	break
	j	user
	.balign	16
	.word	0x00000001		# no instruction
	j	user
	.balign	16
	.word	0xFF000000		# none of group F: in supervisor mode illegal, in user mode privileged
	j	user
	.balign	16
	lui	a1, 8
	lw	a1, -2(a1)		# the last two bytes are outside of memory
	j	user
	.balign	16
	sw	a0, -4(zero)
	j	user
	.balign	16
	lui	a1, 8
	jr	a1			# a fetch outside
	.balign	16
	spsw	0(zero)
	j	user
user_end:

	.data
made:	.space	20
