# Reads behind its break.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	a0, 4096
	syscall	CALL_GROW
	mv	s0, a0
	lw	a0, 0(s0)
	li	a1, 4096
	add	s0, s0, a1
	lw	a0, 0(s0)
	syscall	CALL_PUT
	syscall	CALL_EXIT
