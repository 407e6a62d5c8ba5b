# pushf: a kernel whose critical sections nest: each keeps with pushf whether interrupts were on,
# and at its end turns them on again only if so. The user program looks whether it can be
# interrupted.
#
# Under a trap-and-emulate VMM pushf stores the real interrupt enable, which is always on: the end of
# the inner section turns interrupts on within the outer one. The user program sees the same also
# where virtual supervisor code is interpreted.
	.include "pg32.inc"
	.isa	pushf
	.equ	TICK, 60
	.equ	TURNS, 100
	.equ	OUTER, 0xa0		# what the sections keep
	.equ	INNER, 0xa4

	.globl	_start
	.text
_start:
	call	set_handler
	li	a3, 0			# how many sections deep
	li	a4, 0			# interrupts within a section
	li	a0, STATUS_INTERRUPTS
	li	a1, TICK
	call	set_status

	pushf	OUTER(zero)
	call	interrupts_off
	addi	a3, a3, 1
	pushf	INNER(zero)
	call	interrupts_off
	lw	a0, INNER(zero)
	call	interrupts_as_before
	li	t1, TURNS
1:	addi	t1, t1, -1
	bnez	t1, 1b
	addi	a3, a3, -1
	lw	a0, OUTER(zero)
	call	interrupts_as_before

	call	interrupts_off
	la	a0, text
	call	print_text
	mv	a0, a4
	call	print_number
	la	a0, newline
	call	print_text
	li	a0, 0
	li	a1, 0
	call	start_user

interrupts_off:
	li	a0, 0
interrupts_as_before:
	li	a1, TICK
	j	set_status

handler:
	sw	t0, SAVED(zero)
	lw	t0, TRAP_CAUSE(zero)
	addi	t0, t0, -CAUSE_SYSCALL
	beqz	t0, finish
	beqz	a3, 1f
	addi	a4, a4, 1
1:	li	t0, TICK
	sw	t0, TRAP_OLD_PSW + PSW_TIMER(zero)
	lw	t0, SAVED(zero)
	lpsw	TRAP_OLD_PSW(zero)

finish:
	la	a0, off
	beqz	a5, 1f
	la	a0, on
1:	call	print_text
	add	a4, a4, a5
	snez	a4, a4
	halt	a4

	.include "programs/flaws/common.inc"

	.section .rodata
text:	.asciz	"interrupts within a critical section: "
newline:
	.asciz	"\n"
off:	.asciz	"user program: interrupts off\n"
on:	.asciz	"user program: interrupts on\n"

	.text
	.balign	4096
user:	pushf	found - user(zero)
	lw	a5, found - user(zero)
	syscall	0
found:	.word	0
