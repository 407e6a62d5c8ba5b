# Asks for a megabyte of heap, touches three of its pages, and puts how many frames that took.
	.include "calls.inc"

	.text
	.globl	_start
_start:
	syscall	CALL_FRAMES
	mv	s0, a0
	li	a0, 0x100000
	syscall	CALL_GROW
	mv	s1, a0
	syscall	CALL_PUT		# where the heap begins
	lw	a1, 0(s1)		# the first page: zero
	li	a0, 0x50000
	add	a2, s1, a0
	li	a3, 77
	sw	a3, 0(a2)		# one in the midst
	li	a0, 0xFFFFC
	add	a4, s1, a0
	sw	a3, 0(a4)		# the last word
	lw	a3, 0(a2)
	add	a1, a1, a3
	mv	a0, a1
	syscall	CALL_PUT		# 77
	syscall	CALL_FRAMES
	sub	a0, a0, s0
	syscall	CALL_PUT		# three pages and their table
	syscall	CALL_EXIT
