# Stage 1: loads and stores PSWs in supervisor mode. A word's lowest bit is timer-pending, which
# changes nothing while interrupts are disabled; the rest is the timer.
	.include "guest.inc"
	.globl	_start
_start:
	find_words
	la	a4, made
	spsw	0(a4)			# for the bound
	la	t0, loaded
	sw	t0, 4(a4)
loop:
	bgeu	s0, s1, end
	lw	t0, 0(s0)
	addi	s0, s0, 4
	andi	t1, t0, 1
	slli	t1, t1, 2
	sw	t1, 0(a4)
	sw	t0, 16(a4)
	lpsw	0(a4)
loaded:
	spsw	kept - made(a4)
	lw	t0, kept - made(a4)
	fold	t0
	lw	t0, kept - made + 4(a4)
	fold	t0
	lw	t0, kept - made + 16(a4)
	fold	t0
	j	loop
end:
	halt	a5

	.data
made:	.space	20
kept:	.space	20
