# Stage 4: reads a sector that each word names, changes it, writes it to where the word says, and waits
# for the interrupt of each. One transfer in eight is to an address outside memory, and fails.
	.include "guest.inc"
	.equ	BUFFER, 0x8000
	.globl	_start
_start:
	find_words
	handle_traps_at handler
next:
	bgeu	s0, s1, end
	lw	a4, 0(s0)
	addi	s0, s0, 4
	andi	a0, a4, 0xF
	li	a1, DISK_READ
	call	transfer
	li	t0, BUFFER
	lw	t1, 0(t0)
	fold	t1
	add	t1, t1, a4
	sw	t1, 0(t0)
	lw	t1, 508(t0)
	fold	t1
	srli	a0, a4, 4
	andi	a0, a0, 0xF
	li	a1, DISK_WRITE
	call	transfer
	j	next
end:
	halt	a5

# Sector a0, command a1.
transfer:
	out	a0, PORT_DISK_SECTOR(zero)
	li	t0, BUFFER
	andi	t1, a4, 0x700
	bnez	t1, 1f
	li	t0, 0xFFFFFF00
1:	out	t0, PORT_DISK_ADDRESS(zero)
	out	a1, PORT_DISK_COMMAND(zero)
	in	t0, PORT_DISK_STATUS(zero)
	fold	t0
	la	t0, enabled
	lpsw	0(t0)
wait_here:
	wait
	j	wait_here
handler:
	lw	t0, TRAP_VALUE(zero)
	fold	t0
	in	t0, PORT_DISK_STATUS(zero)
	fold	t0
	in	t0, PORT_SYSTEM_CLOCK_LOW(zero)
	fold	t0
	ret

	.data
enabled:
	.word	STATUS_INTERRUPTS, wait_here, 0, 0x10000, 0
