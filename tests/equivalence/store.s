# A kernel that stores its PSW: what a VMM with a wrong spsw gets wrong, at the second instruction.
_start:
	li	s1, 7
here:
	spsw	0x80(zero)
	lw	a0, 0x80(zero)
	out	s1, 0x10(zero)
	halt	s1
