/* GNU assembly with the C preprocessor, as one has it for RISC-V: squares, printed by the C library. */
#define LAST 5

	.text
	.globl	main
	.type	main, @function
main:
	addi	sp, sp, -16
	sw	ra, 12(sp)
	sw	s0, 8(sp)
	li	s0, 1
1:	mul	a2, s0, s0
	mv	a1, s0
	la	a0, format
	call	printf
	addi	s0, s0, 1
	li	t0, LAST
	ble	s0, t0, 1b
	li	a0, 0
	lw	ra, 12(sp)
	lw	s0, 8(sp)
	addi	sp, sp, 16
	ret
	.size	main, . - main

	.section .rodata
format:	.asciz	"%d squared is %d\n"
