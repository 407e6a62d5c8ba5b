# Stage 3: the console's input again, in capitals.
	.include "pg32.inc"

	.text
	.globl	_start
_start:
	li	a1, 0			# received
	li	a2, -1
	li	a3, -2
next:	in	a0, PORT_CONSOLE_AWAIT
	beq	a0, a2, next
	beq	a0, a3, end
	addi	a1, a1, 1
	addi	t0, a0, -'a'
	li	t1, 26
	bgeu	t0, t1, 1f
	addi	a0, a0, 'A' - 'a'
1:	out	a0, PORT_CONSOLE_OUTPUT
	j	next
end:	la	t0, received
	sw	a1, 0(t0)
	li	a0, 3
	halt	a0

	.bss
	.globl	received
received: .word	0
