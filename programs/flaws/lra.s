# lra: a user program that makes its own channel program, as kernels of the IBM 360/67 did: it finds
# with lra where its text lies in real memory, and hands that address to the kernel, whose channel
# prints what is there.
#
# Under a VMM lra gives the machine's real address, and the channel takes it for one of the virtual
# machine's: it prints what lies elsewhere, or nothing. Only a VMM whose guest begins at real address 0 gets it
# right, as does the paper's VMM in high core.
	.include "pg32.inc"
	.isa	lra
	.globl	_start
	.text
_start:
	call	set_handler
	li	a0, 0
	li	a1, 0
	call	start_user

handler:
	lw	t0, TRAP_CAUSE(zero)
	li	t1, CAUSE_SYSCALL
	bne	t0, t1, outside
	la	t0, user
	addi	t0, t0, text - user
	xor	s0, a0, t0
	mv	s1, a0
	la	a0, heading
	call	print_text
	mv	a0, s1
	call	print_text
	la	a0, ending
	call	print_text
	snez	s0, s0
	halt	s0

# There is no memory at the address.
outside:
	la	a0, ending
	call	print_text
	li	s0, 1
	halt	s0

	.include "programs/flaws/common.inc"

	.section .rodata
heading:
	.asciz	"the channel prints: \""
ending:
	.asciz	"\"\n"

	.text
	.balign	4096
user:	lra	a0, text - user(zero)
	syscall	0
text:	.asciz	"the text of the user program"
