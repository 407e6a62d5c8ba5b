# Forks three times over: eight programs, each of which puts what it counted.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	s1, 3
1:	syscall	CALL_FORK
	lw	a1, count
	slli	a1, a1, 1
	seqz	a0, a0
	or	a1, a1, a0
	sw	a1, count, t0
	addi	s1, s1, -1
	bnez	s1, 1b
	lw	a0, count
	syscall	CALL_PUT
	syscall	CALL_EXIT

	.data
count:	.word	1
