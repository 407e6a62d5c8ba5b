# Load outside the window: all bytes of an access must be inside.
	.include "pg32.inc"
	.globl	_start
	.text
_start:
	j	begin
	lui	a1, 0x10		# at 0x1004: a1 = 0x10000, where the window ends
	lw	a0, 0(a1)		# at 0x1008
	lw	a0, -3(a1)		# three bytes inside, one outside
	lh	a0, -1(a1)
	lb	a0, -1(a1)		# inside: no trap
	lw	a0, -4(zero)		# no address wraps around

	.include "programs/traps/common.inc"
	lui	a1, 1			# a1 = 0x1000, where the user window ends
	lw	a0, 0(a1)
	lbu	a0, 0(a1)
	lhu	a0, -1(a1)
	lw	a0, -4(a1)		# inside: no trap
	lpsw	0(a1)			# outside, but privileged comes first

	.data
expected:
	expect	0, 0x1008, 0, 0x10000, 0, CAUSE_LOAD, 0x10000, 0x62ab0000, next
	expect	0, 0x100c, 0, 0x10000, 0, CAUSE_LOAD, 0x10000, 0x62abfffd, next
	expect	0, 0x1010, 0, 0x10000, 0, CAUSE_LOAD, 0x10000, 0x61abffff, next
	expect	0, 0x1018, 0, 0x10000, 0, CAUSE_LOAD, 0xfffffffc, 0x62a0fffc, to_user
	expect	STATUS_USER, 4, 0x2000, 0x1000, 0, CAUSE_LOAD, 0x1000, 0x62ab0000, next
	expect	STATUS_USER, 8, 0x2000, 0x1000, 0, CAUSE_LOAD, 0x1000, 0x64ab0000, next
	expect	STATUS_USER, 12, 0x2000, 0x1000, 0, CAUSE_LOAD, 0x1000, 0x65abffff, next
	expect	STATUS_USER, 20, 0x2000, 0x1000, 0, CAUSE_PRIVILEGED, 0, 0xf00b0000, finish
