# Store outside the window: nothing is stored, not even the bytes that are inside.
	.include "pg32.inc"
	.globl	_start
	.text
_start:
	j	begin
	lui	a1, 0x10		# at 0x1004: a1 = 0x10000, where the window ends
	addi	a0, zero, -1
	sw	a0, 0(a1)		# at 0x100c
	sw	a0, -2(a1)		# two bytes inside, two outside
	sh	a0, -1(a1)
	sb	a0, 0(a1)
	spsw	-16(a1)			# four words inside, one outside

check:
	lui	a1, 0x10
	lw	a0, -4(a1)
	beqz	a0, to_user		# all of it is as it was
	li	s1, 1
	j	to_user

	.include "programs/traps/common.inc"
	lui	a1, 1			# a1 = 0x1000, where the user window ends
	sw	a1, 0(a1)
	sh	a1, -1(a1)
	sb	a1, -1(a1)		# inside: no trap
	sb	a1, 0(a1)
	sw	a1, -4(zero)		# no address wraps around

	.data
expected:
	expect	0, 0x100c, 0, 0x10000, 0, CAUSE_STORE, 0x10000, 0x72ab0000, next
	expect	0, 0x1010, 0, 0x10000, 0, CAUSE_STORE, 0x10000, 0x72abfffe, next
	expect	0, 0x1014, 0, 0x10000, 0, CAUSE_STORE, 0x10000, 0x71abffff, next
	expect	0, 0x1018, 0, 0x10000, 0, CAUSE_STORE, 0x10000, 0x70ab0000, next
	expect	0, 0x101c, 0, 0x10000, 0, CAUSE_STORE, 0x10000, 0xf10bfff0, check
	expect	STATUS_USER, 4, 0x2000, 0x1000, 0, CAUSE_STORE, 0x1000, 0x72bb0000, next
	expect	STATUS_USER, 8, 0x2000, 0x1000, 0, CAUSE_STORE, 0x1000, 0x71bbffff, next
	expect	STATUS_USER, 16, 0x2000, 0x1000, 0, CAUSE_STORE, 0x1000, 0x70bb0000, next
	expect	STATUS_USER, 20, 0x2000, 0x1000, 0, CAUSE_STORE, 0xfffffffc, 0x72b0fffc, finish
