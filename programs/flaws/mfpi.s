# mfpi: a kernel that fetches a system call's text from its caller's space with mfpi, as UNIX on the
# PDP-11 did. At the same address of its own space it has another text.
#
# Under a trap-and-emulate VMM the kernel's mfpi runs in real user mode, where it loads from the
# space that it runs in: the kernel prints what is its own.
	.include "pg32.inc"
	.isa	mfpi
	.equ	TEXT, 0x1800		# where the user program has its text, in its own space

	.globl	_start
	.text
_start:
	call	set_handler
	li	a0, 0
	li	a1, 0
	call	start_user

handler:
	lw	t0, TRAP_VALUE(zero)
	bnez	t0, finish
	lw	s1, TEXT(zero)		# what mfpi must not find
	mv	s0, a0
	mfpi	t0, 0(s0)
	xor	s1, s1, t0
1:	mfpi	a0, 0(s0)		# four characters, and then zeros
	beqz	a0, resume
	sw	a0, NEXT_PSW(zero)
	sw	zero, NEXT_PSW + 4(zero)
	li	a0, NEXT_PSW
	call	print_text
	addi	s0, s0, 4
	j	1b

finish:
	seqz	s1, s1
	halt	s1

	.include "programs/flaws/common.inc"

	.text
	.org	TEXT - 0x1000
	.ascii	"only the kernel may know this\n\0\0\0\0\0\0"

	.balign	4096
user:	li	a0, TEXT
	syscall	0
	syscall	1
	.org	user - _start + TEXT
	.ascii	"what the user program has to say\n\0\0\0\0\0\0\0"
