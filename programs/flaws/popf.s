# popf: a kernel that counts the ticks of its timer while it computes. It lets interrupts in with
# popf, as kernels of the x86 did at the end of a critical section.
#
# Under a trap-and-emulate VMM popf runs in real user mode, where it does nothing and does not trap:
# the VMM goes on holding back the interrupts, and no tick arrives.
	.include "pg32.inc"
	.isa	popf
	.equ	TICK, 100
	.equ	TURNS, 1000

	.globl	_start
	.text
_start:
	call	set_handler
	li	s0, 0			# ticks
	li	a0, 0
	li	a1, TICK
	call	set_status
	li	a0, STATUS_INTERRUPTS
	popf	a0
	li	s1, TURNS
1:	addi	s1, s1, -1
	bnez	s1, 1b
	popf	zero
	la	a0, text
	call	print_text
	mv	a0, s0
	call	print_number
	la	a0, newline
	call	print_text
	seqz	a0, s0
	halt	a0

# The interrupted program goes on with another tick before it.
handler:
	sw	t0, SAVED(zero)
	addi	s0, s0, 1
	li	t0, TICK
	sw	t0, TRAP_OLD_PSW + PSW_TIMER(zero)
	lw	t0, SAVED(zero)
	lpsw	TRAP_OLD_PSW(zero)

	.include "programs/flaws/common.inc"

	.section .rodata
text:	.asciz	"ticks while computing: "
newline:
	.asciz	"\n"

	.text
	.balign	4096
user:
