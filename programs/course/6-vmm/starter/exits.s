# Stage 5: what does an exit cost? A thousand each of lpsw, spsw, in, and a system call from user mode,
# and between them 40000 instructions that are no business of a VMM's.
	.include "guest.inc"
	.equ	COUNT, 1000
	.globl	_start
_start:
	handle_traps_at handler
	li	s0, COUNT
loop:
	la	a4, kernel
	lpsw	0(a4)
loaded:
	spsw	kept - kernel(a4)
	in	t0, PORT_SYSTEM_MEMORY(zero)
	li	t1, 20
1:	addi	t1, t1, -1
	bnez	t1, 1b
	la	a4, user
	lpsw	0(a4)
run:	syscall	1
handler:
	addi	s0, s0, -1
	bnez	s0, loop
	halt	zero

	.data
kernel:	.word	0, loaded, 0, 0x10000, 0
kept:	.space	20
user:	.word	STATUS_USER, run, 0, 0x10000, 0
