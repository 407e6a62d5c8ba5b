# cps: a kernel that keeps two copies of a number equal, and changes them with interrupts off, as
# kernels of the ARM do with cps. Its timer's handler looks whether they are equal.
#
# Under a trap-and-emulate VMM cps runs in real user mode, where it does nothing and does not trap:
# interrupts stay on, and the handler sees one copy changed and the other not.
	.include "pg32.inc"
	.isa	cps
	.equ	TICK, 37
	.equ	CHANGES, 1000

	.globl	_start
	.text
_start:
	call	set_handler
	li	s0, 0			# torn changes seen
	li	a3, 0			# the two copies
	li	a4, 0
	li	a5, CHANGES
	li	a0, STATUS_INTERRUPTS
	li	a1, TICK
	call	set_status
1:	cps	0
	addi	a3, a3, 1
	nop
	addi	a4, a4, 1
	cps	STATUS_INTERRUPTS
	addi	a5, a5, -1
	bnez	a5, 1b
	cps	0
	la	a0, text
	call	print_text
	mv	a0, s0
	call	print_number
	la	a0, newline
	call	print_text
	snez	a0, s0
	halt	a0

handler:
	sw	t0, SAVED(zero)
	beq	a3, a4, 1f
	addi	s0, s0, 1
1:	li	t0, TICK
	sw	t0, TRAP_OLD_PSW + PSW_TIMER(zero)
	lw	t0, SAVED(zero)
	lpsw	TRAP_OLD_PSW(zero)

	.include "programs/flaws/common.inc"

	.section .rodata
text:	.asciz	"half-done changes that an interrupt saw: "
newline:
	.asciz	"\n"

	.text
	.balign	4096
user:
