# VMM 2: halts with 0 on the bare machine, and with 1 under this VMM.
	.include "guest.inc"
	.globl	_start
_start:
	halt	zero
