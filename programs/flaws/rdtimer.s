# rdtimer: a user program that looks how much of its time is left, first with a time slice and then
# without one, which is a timer of 0.
#
# Under a VMM the timer is the real one. It agrees while the guest's own timer is what comes next;
# but the VMM never lets a guest run without a timer, and what the user program then sees is the
# VMM's.
	.include "pg32.inc"
	.isa	rdtimer
	.equ	SLICE, 1000

	.globl	_start
	.text
_start:
	call	set_handler
	li	s1, 0			# runs of the user program
	li	a0, SLICE
	li	a1, 0
	call	start_user

handler:
	mv	s0, a0
	addi	s1, s1, 1
	la	a0, text
	call	print_text
	mv	a0, s0
	call	print_number
	la	a0, newline
	call	print_text
	li	a0, 0
	li	a1, 0
	li	t0, 2
	bne	s1, t0, start_user
	snez	a0, s0
	halt	a0

	.include "programs/flaws/common.inc"

	.section .rodata
text:	.asciz	"time left: "
newline:
	.asciz	"\n"

	.text
	.balign	4096
user:	nop
	rdtimer	a0
	syscall	0
