# Twenty pages of heap, a child that writes one of them: how many frames that takes.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	a0, 20 * 4096
	syscall	CALL_GROW
	mv	s0, a0
	li	s1, 20
	mv	a1, s0
	li	a2, 4096
1:	sw	s1, 0(a1)
	add	a1, a1, a2
	addi	s1, s1, -1
	bnez	s1, 1b
	syscall	CALL_FRAMES
	mv	s1, a0
	syscall	CALL_FORK
	beqz	a0, child
	syscall	CALL_YIELD
	syscall	CALL_FRAMES		# the child has ended: all is as before
	sub	a0, a0, s1
	syscall	CALL_PUT
	lw	a0, 0(s0)
	syscall	CALL_PUT		# 20, whatever the child wrote
	syscall	CALL_EXIT
child:
	syscall	CALL_FRAMES
	sub	a0, a0, s1
	syscall	CALL_PUT		# the tables of a space
	sw	a0, 0(s0)
	syscall	CALL_FRAMES
	sub	a0, a0, s1
	syscall	CALL_PUT		# and one page
	syscall	CALL_EXIT
