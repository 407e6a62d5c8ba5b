# Privileged instruction: every word of group F in user mode, defined or not, whatever it names.
	.include "pg32.inc"
	.globl	_start
	.text
_start:
	j	begin
	j	to_user			# supervisor mode may do all this

	.include "programs/traps/common.inc"
	lpsw	0(zero)
	spsw	-4(zero)		# outside the window, but privileged comes first
	in	a0, 0(zero)
	out	a0, 16(zero)
	wait
	halt	a0
	.word	0xff123456		# undefined

	.data
expected:
	expect	STATUS_USER, 0, 0x2000, 0x1000, 0, CAUSE_PRIVILEGED, 0, 0xf0000000, next
	expect	STATUS_USER, 4, 0x2000, 0x1000, 0, CAUSE_PRIVILEGED, 0, 0xf100fffc, next
	expect	STATUS_USER, 8, 0x2000, 0x1000, 0, CAUSE_PRIVILEGED, 0, 0xf2a00000, next
	expect	STATUS_USER, 12, 0x2000, 0x1000, 0, CAUSE_PRIVILEGED, 0, 0xf3a00010, next
	expect	STATUS_USER, 16, 0x2000, 0x1000, 0, CAUSE_PRIVILEGED, 0, 0xf4000000, next
	expect	STATUS_USER, 20, 0x2000, 0x1000, 0, CAUSE_PRIVILEGED, 0, 0xf50a0000, next
	expect	STATUS_USER, 24, 0x2000, 0x1000, 0, CAUSE_PRIVILEGED, 0, 0xff123456, finish
