# VMM 1 believes the guest's bound: behind the guest's memory there is more.
	.include "guest.inc"
	.globl	_start
_start:
	handle_traps_at handler
	sw	zero, 0x80(zero)
	la	t0, beyond
	sw	t0, 0x84(zero)
	sw	zero, 0x88(zero)
	li	t0, 0x40000000
	sw	t0, 0x8C(zero)
	sw	zero, 0x90(zero)
	lpsw	0x80(zero)
beyond:
	in	t0, PORT_SYSTEM_MEMORY(zero)
	lw	t0, 0(t0)
	li	a0, 1
	halt	a0
handler:
	halt	zero
