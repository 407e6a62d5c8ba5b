# Breakpoint: the break instruction traps in both modes.
	.include "pg32.inc"
	.globl	_start
	.text
_start:
	j	begin
	break

	.include "programs/traps/common.inc"
	break

	.data
expected:
	expect	0, 0x1004, 0, 0x10000, 0, CAUSE_BREAK, 0, 0x81000000, to_user
	expect	STATUS_USER, 0, 0x2000, 0x1000, 0, CAUSE_BREAK, 0, 0x81000000, finish
