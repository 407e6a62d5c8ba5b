# Illegal instruction: a word that is no instruction.
	.include "pg32.inc"
	.globl	_start
	.text
_start:
	j	begin
	.word	0			# no such group
	.word	0x10123001		# add, but an unused field is not zero
	.word	0xff000000		# undefined in group F

	.include "programs/traps/common.inc"
	.word	0
	.word	0x10123001

	.data
expected:
	expect	0, 0x1004, 0, 0x10000, 0, CAUSE_ILLEGAL, 0, 0, next
	expect	0, 0x1008, 0, 0x10000, 0, CAUSE_ILLEGAL, 0, 0x10123001, next
	expect	0, 0x100c, 0, 0x10000, 0, CAUSE_ILLEGAL, 0, 0xff000000, to_user
	expect	STATUS_USER, 0, 0x2000, 0x1000, 0, CAUSE_ILLEGAL, 0, 0, next
	expect	STATUS_USER, 4, 0x2000, 0x1000, 0, CAUSE_ILLEGAL, 0, 0x10123001, finish
