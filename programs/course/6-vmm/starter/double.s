# Stage 2: a trap whose handler cannot be fetched: the machine check-stops.
	.include "guest.inc"
	.globl	_start
_start:
	handle_traps_at _start
	sw	zero, TRAP_NEW_PSW + 12(zero)	# bound 0
	syscall	1
	halt	zero
