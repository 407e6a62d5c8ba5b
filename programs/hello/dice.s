# Throws six dice, by the random device: the same each time, and others with another --seed.
	.include "pg32.inc"

	.globl	_start
_start:
	li	s0, 6			# faces, and dice
	mv	s1, s0
throw:
	in	a0, PORT_RANDOM_NEXT(zero)
	mulhu	a0, a0, s0		# 0 to 5: the word's part of 2^32, of six
	addi	a0, a0, '1'
	out	a0, PORT_CONSOLE_OUTPUT(zero)
	addi	s1, s1, -1
	bnez	s1, throw
	li	a0, '\n'
	out	a0, PORT_CONSOLE_OUTPUT(zero)
	halt	zero
