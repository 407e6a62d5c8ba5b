# System call: the value is the immediate, sign-extended. The old PSW's timer has counted the
# instructions that completed, and the syscall is not one of them.
	.include "pg32.inc"
	.globl	_start
	.text
_start:
	j	begin
	syscall	5
	syscall	-1

with_timer:
	li	a0, STATUS_USER | STATUS_INTERRUPTS
	li	a1, 8
	li	a2, 100
	j	enter

	.include "programs/traps/common.inc"
	syscall	32767
	syscall	-32768
	nop				# at 8
	nop
	syscall	0

	.data
expected:
	expect	0, 0x1004, 0, 0x10000, 0, CAUSE_SYSCALL, 5, 0x80000005, next
	expect	0, 0x1008, 0, 0x10000, 0, CAUSE_SYSCALL, 0xffffffff, 0x8000ffff, to_user
	expect	STATUS_USER, 0, 0x2000, 0x1000, 0, CAUSE_SYSCALL, 0x7fff, 0x80007fff, next
	expect	STATUS_USER, 4, 0x2000, 0x1000, 0, CAUSE_SYSCALL, 0xffff8000, 0x80008000, with_timer
	expect	STATUS_USER | STATUS_INTERRUPTS, 16, 0x2000, 0x1000, 98, CAUSE_SYSCALL, 0, 0x80000000, finish
