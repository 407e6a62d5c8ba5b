# VMM 3 has the timer that lpsw loads count that lpsw.
	.include "guest.inc"
	.globl	_start
_start:
	go_on	0, loaded, 100
loaded:
	spsw	0x80(zero)
	lw	a0, 0x90(zero)
	xori	a0, a0, 100
	sltu	a0, zero, a0
	halt	a0
