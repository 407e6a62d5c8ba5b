# uhalt: a machine for one job at a time, on which the job itself ends the run.
#
# Under a VMM all looks the same: the same output, the same status. But it was the machine that
# stopped, not the virtual one, and the VMM was never asked: with other guests beside this one, they
# would have stopped too. The paper takes processor time for no resource (its footnote 3) and would
# let this be; PG32 counts it, and says that control was lost.
	.include "pg32.inc"
	.isa	uhalt
	.globl	_start
	.text
_start:
	call	set_handler
	li	a0, 0
	li	a1, 0
	call	start_user

handler:
	la	a0, text
	call	print_text
	j	resume

	.include "programs/flaws/common.inc"

	.section .rodata
text:	.asciz	"the job runs\n"

	.text
	.balign	4096
user:	syscall	0
	li	a0, 3
	uhalt	a0
