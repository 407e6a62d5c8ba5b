# Given: pause.
	.include "pg32.inc"

	.text
	.globl	pause
pause:
	wait				# until something requests attention
	la	t0, attended
	sw	t0, with_interrupts + PSW_PC, t1
	in	t0, PORT_SYSTEM_MEMORY
	sw	t0, with_interrupts + PSW_BOUND, t1
	sw	t0, without_interrupts + PSW_BOUND, t1
	la	t0, returned
	sw	t0, without_interrupts + PSW_PC, t1
	la	t0, with_interrupts
	lpsw	0(t0)			# the interrupt comes here
attended:
	la	t0, without_interrupts
	lpsw	0(t0)
returned:
	ret

	.data
	.balign	4
with_interrupts:
	.word	STATUS_INTERRUPTS, 0, 0, 0, 0
without_interrupts:
	.word	0, 0, 0, 0, 0
