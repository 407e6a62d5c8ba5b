# Stage 2: one instruction COUNT times, spsw or, with OUT, an out to the console. Two instructions of the
# loop are not it.
	.include "pg32.inc"
	.globl	_start
_start:
	li	s0, COUNT
	la	a0, kept
loop:
	.if	OUT
	out	zero, PORT_CONSOLE_OUTPUT(zero)
	.else
	spsw	0(a0)
	.endif
	addi	s0, s0, -1
	bnez	s0, loop
	halt	zero

	.bss
kept:	.space	20
