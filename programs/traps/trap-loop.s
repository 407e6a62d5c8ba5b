# Check-stop: a trap that arrives before the handler of the last one has completed an instruction.
# Exit status 125.
	.include "pg32.inc"
	.globl	_start
	.text
_start:
	la	t0, handler
	sw	t0, TRAP_NEW_PSW + 4(zero)
	li	t0, 0x10000
	sw	t0, TRAP_NEW_PSW + 12(zero)
	break
	halt	zero
handler:
	break
