# The timer: a loop in user mode is interrupted after 1, 2, 3, 5, 8, ... instructions. Each line shows
# the pc and the loop's counter at an interrupt, which say how many instructions have completed.
	.include "pg32.inc"

	.equ	USER_BASE, 0x2000
	.equ	USER_BOUND, 0x1000

	.globl	_start
	.text
_start:
	la	t0, handler
	sw	t0, TRAP_NEW_PSW + 4(zero)
	li	t0, 0x10000
	sw	t0, TRAP_NEW_PSW + 12(zero)
	li	t0, STATUS_USER | STATUS_INTERRUPTS
	sw	t0, TRAP_OLD_PSW(zero)
	sw	zero, TRAP_OLD_PSW + 4(zero)
	li	t0, USER_BASE
	sw	t0, TRAP_OLD_PSW + 8(zero)
	li	t0, USER_BOUND
	sw	t0, TRAP_OLD_PSW + 12(zero)
	la	s1, quanta
	li	s0, 0
	la	a0, heading
	call	print_text

# s1: the next quantum. The old PSW goes on with it.
resume:
	lw	t0, 0(s1)
	beqz	t0, finish
	addi	s1, s1, 4
	sw	t0, TRAP_OLD_PSW + 16(zero)
	mv	a0, t0
	call	print_word
	lpsw	TRAP_OLD_PSW(zero)

handler:
	lw	a0, TRAP_CAUSE(zero)
	call	print_word
	lw	a0, TRAP_OLD_PSW + 4(zero)
	call	print_word
	mv	a0, s0
	call	print_word
	la	a0, newline
	call	print_text
	j	resume

finish:
	halt	zero

	.include "programs/traps/print.inc"

	.section .rodata
	.balign	4
quanta:	.word	1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 0
heading:
	.asciz	"quantum  cause    pc       counter\n"
newline:
	.asciz	"\n"

# The loop: four instructions a turn, at pc 0 of the user window.
	.text
	.balign	4096
user:	addi	s0, s0, 1
	nop
	nop
	j	user
