# Writes register zero, and reads it some instructions later, long before the next exit.
	.text
_start:	addi	s1, zero, 7
	addi	zero, s1, 1
	addi	a0, s1, 1
there:	add	s1, a0, zero
	halt	s1
