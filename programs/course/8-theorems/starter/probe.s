# Executes WORD in supervisor mode and halts with 0, or where it traps with the trap's cause. What the
# registers are before it is known: each has its number times 0x11111111.
	.include "guest.inc"
	.globl	_start
_start:
	handle_traps_at trapped
	li	ra, 0x11111111
	li	sp, 0x22222222
	li	gp, 0x33333333
	li	tp, 0x44444444
	li	t0, 0x55555555
	li	t1, 0x66666666
	li	t2, 0x77777777
	li	s0, 0x88888888
	li	s1, 0x99999999
	li	a0, 0xAAAAAAAA
	li	a1, 0xBBBBBBBB
	li	a2, 0xCCCCCCCC
	li	a3, 0xDDDDDDDD
	li	a4, 0xEEEEEEEE
	li	a5, 0xFFFFFFFF
	.word	WORD
	halt	zero
trapped:
	lw	a0, TRAP_CAUSE(zero)
	halt	a0
