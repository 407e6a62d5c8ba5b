# Fetch outside the window: the jump completes, and the fetch at its target traps.
	.include "pg32.inc"
	.globl	_start
	.text
_start:
	j	begin
	li	a0, 0x10000		# the first address behind the window
	jr	a0

	.include "programs/traps/common.inc"
	lui	a0, 1			# 0x1000, where the user window ends
	jr	a0

	.data
expected:
	expect	0, 0x10000, 0, 0x10000, 0, CAUSE_FETCH, 0x10000, 0, to_user
	expect	STATUS_USER, 0x1000, 0x2000, 0x1000, 0, CAUSE_FETCH, 0x1000, 0, finish
