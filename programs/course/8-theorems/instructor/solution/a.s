# Machine a: its instruction enables interrupts, and in user mode does nothing.
	.include "guest.inc"
	.globl	_start
_start:
	.word	0xE2000002
	spsw	0x80(zero)
	lw	a0, 0x80(zero)
	andi	a0, a0, STATUS_INTERRUPTS
	sltiu	a0, a0, 1
	halt	a0
