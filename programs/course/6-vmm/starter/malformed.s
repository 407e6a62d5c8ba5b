# Stage 1: loads a PSW that is none: the machine check-stops.
	.include "guest.inc"
	.globl	_start
_start:
	la	a4, made
	spsw	0(a4)
	lw	t0, 4(a4)
	addi	t0, t0, 2		# no multiple of 4
	sw	t0, 4(a4)
	lpsw	0(a4)
	halt	zero

	.data
made:	.space	20
