# Machine c: its instruction reads the clock, the machine's. A user looks, and then the kernel by its
# port: the one instruction between is the user's.
	.include "guest.inc"
	.globl	_start
_start:
	handle_traps_at handler
	go_on	STATUS_USER, user
user:
	.word	0xE8A00000
	syscall	0
handler:
	in	t0, PORT_SYSTEM_CLOCK_LOW(zero)
	sub	a0, t0, a0
	addi	a0, a0, -1
	sltu	a0, zero, a0
	halt	a0
