# smsw: a routine that prints, for kernel and user program alike: it looks with smsw which of the
# two it runs in, and prints by itself or asks the kernel. The user program looks further whether it
# can be interrupted.
#
# Under a trap-and-emulate VMM the status is the real one, always of user mode and with interrupts
# on: the kernel asks itself. Where virtual supervisor code is interpreted it does not, but the user
# program still sees interrupts on.
	.include "pg32.inc"
	.isa	smsw
	.globl	_start
	.text
_start:
	call	set_handler
	la	a3, hello
	call	say
	li	a0, 0
	li	a1, 0
	call	start_user

# say: prints the text at a3, in either mode.
say:
	mv	s0, ra
	smsw	t0
	andi	t0, t0, STATUS_USER
	bnez	t0, 1f
	mv	a0, a3
	call	print_text
	jr	s0
1:	syscall	0
	jr	s0

# The texts of system call 0 are of the caller's space; the kernel makes none.
handler:
	lw	t0, TRAP_VALUE(zero)
	bnez	t0, finish
	lw	t0, TRAP_OLD_PSW + PSW_STATUS(zero)
	andi	t0, t0, STATUS_USER
	beqz	t0, panic
	lw	t0, TRAP_OLD_PSW + PSW_BASE(zero)
	add	a0, a3, t0
	call	print_text
	j	resume

panic:
	la	a0, itself
	call	print_text
	li	a4, 1
finish:
	halt	a4

	.include "programs/flaws/common.inc"

	.section .rodata
hello:	.asciz	"kernel: supervisor mode\n"
itself:	.asciz	"kernel: a system call from the kernel itself\n"

	.text
	.balign	4096
user:	smsw	a4
	andi	a4, a4, STATUS_INTERRUPTS
	li	a3, off - user
	beqz	a4, 1f
	li	a3, on - user
1:	call	user_say
	syscall	1

# As say: the user program has its own copy.
user_say:
	mv	s0, ra
	smsw	t0
	andi	t0, t0, STATUS_USER
	beqz	t0, 1f
	syscall	0
1:	jr	s0

off:	.asciz	"user program: user mode, interrupts off\n"
on:	.asciz	"user program: user mode, interrupts on\n"
