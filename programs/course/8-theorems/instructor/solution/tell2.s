# VMM 2 leaves timer-pending in the PSW that a timer interrupt stores.
	.include "guest.inc"
	.globl	_start
_start:
	handle_traps_at handler
	go_on	STATUS_INTERRUPTS, wait_here, 10
wait_here:
	j	wait_here
handler:
	lw	a0, TRAP_OLD_PSW(zero)
	srli	a0, a0, 2
	andi	a0, a0, 1
	halt	a0
