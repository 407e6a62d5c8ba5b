# A guest that executes one instruction COUNT times: what does each exit of its VMM cost?
# KIND chooses the instruction.
	.include "pg32.inc"
	.globl	_start
_start:
	la	t0, handler
	sw	t0, TRAP_NEW_PSW + 4(zero)
	in	t0, PORT_SYSTEM_MEMORY(zero)
	sw	t0, TRAP_NEW_PSW + 12(zero)
	la	t1, psw
	sw	t0, 12(t1)
	li	a5, COUNT
loop:
	.if	KIND == 0
	la	t0, psw
	lpsw	0(t0)
	.elseif	KIND == 1
	la	t0, scratch
	spsw	0(t0)
	.elseif	KIND == 2
	nop
	nop
	in	t0, PORT_SYSTEM_MEMORY(zero)
	.elseif	KIND == 3
	nop
	nop
	syscall	1
	.endif
next:
	addi	a5, a5, -1
	bnez	a5, loop
	halt	zero

# The handler of the syscall goes on behind it, by an lpsw of its own.
handler:
	la	t0, psw
	lpsw	0(t0)

	.data
psw:	.word	0, next, 0, 0, 0
scratch:
	.space	20
