# Machine b: its instruction shows the status. A user looks whether interrupts are enabled.
	.include "guest.inc"
	.globl	_start
_start:
	handle_traps_at handler
	go_on	STATUS_USER, user
user:
	.word	0xE4A00000
	syscall	0
handler:
	srli	a0, a0, 1
	andi	a0, a0, 1
	halt	a0
