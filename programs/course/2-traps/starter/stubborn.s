# Makes a system call that there is not.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	li	a0, 15
	syscall	77
	syscall	CALL_PUT		# -1
	syscall	CALL_COUNT
	syscall	CALL_PUT
	li	a0, 3
	syscall	CALL_EXIT
