# Stage 3: what does user mode cost? A hundred system calls, and before each 2000 instructions of the
# user's own, which are no business of a VMM's.
	.include "guest.inc"
	.equ	CALLS, 100
	.globl	_start
_start:
	handle_traps_at handler
	li	s0, CALLS
	la	t0, psw
	lpsw	0(t0)
handler:
	addi	s0, s0, -1
	beqz	s0, end
	la	t0, psw
	lpsw	0(t0)
end:
	halt	zero

user:	li	t1, 1000
1:	addi	t1, t1, -1
	bnez	t1, 1b
	syscall	1

	.data
psw:	.word	STATUS_USER, user, 0, 0x10000, 0
