# Takes words until it gets a zero, puts their sum, and exits with the number of them.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	s0, 0
	li	s1, 0
1:	syscall	CALL_GET
	beqz	a0, 2f
	add	s0, s0, a0
	addi	s1, s1, 1
	j	1b
2:	mv	a0, s0
	syscall	CALL_PUT
	mv	a0, s1
	syscall	CALL_EXIT
