# A child and its parent each change what both had.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	a0, 4096
	syscall	CALL_GROW
	mv	s0, a0
	li	a1, 100
	sw	a1, 0(s0)
	addi	sp, sp, -4
	sw	a1, 0(sp)
	syscall	CALL_FORK
	bnez	a0, parent
	lw	a0, 0(s0)		# 100
	addi	a0, a0, 1
	sw	a0, 0(s0)
	syscall	CALL_YIELD
	lw	a0, 0(s0)
	syscall	CALL_PUT		# 101
	lw	a0, 0(sp)
	syscall	CALL_PUT		# 100
	syscall	CALL_EXIT
parent:
	li	a1, 200
	sw	a1, 0(s0)
	sw	a1, 0(sp)
	syscall	CALL_YIELD
	lw	a0, 0(s0)
	syscall	CALL_PUT		# 200
	lw	a0, 0(sp)
	syscall	CALL_PUT		# 200
	syscall	CALL_EXIT
