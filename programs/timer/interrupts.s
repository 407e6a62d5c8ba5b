# All interrupts at once: a loop in user mode, the timer at ever different distances, the console's
# input byte for byte, and the disk, where a transfer follows the other. Each line shows what came,
# and the pc, the loop's counter and the clock at which it came; so every line depends on the exact
# instruction at which the interrupts before it arrived. Ends when the input has ended and all
# transfers are done; the status is 0 if the loop has completed as many instructions as the
# timers have counted.
	.include "pg32.inc"

	.equ	USER_BASE, 0x2000
	.equ	USER_BOUND, 0x1000
	.equ	BUFFER, 0x8000		# where the disk reads to and writes from
	.equ	TRANSFERS, 6

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
	la	a0, heading
	call	print_text
	li	s0, 0			# the loop's counter
	li	s1, 0			# the sum of all quanta
	li	a5, 0			# the quantum
	li	a4, 0			# transfers started
	li	a3, 1			# 1 until the input has ended
	li	t0, 1
	out	t0, PORT_CONSOLE_CONTROL(zero)
	call	start_transfer
	j	next_quantum

handler:
	lw	t0, TRAP_CAUSE(zero)
	addi	t0, t0, -CAUSE_TIMER
	beqz	t0, timer
	lw	t0, TRAP_VALUE(zero)
	addi	t0, t0, -1
	beqz	t0, console

# The disk. Its status, and the first word of what it has moved.
	la	a0, text_disk
	call	print_text
	in	a0, PORT_DISK_STATUS(zero)
	call	print_word
	li	t0, BUFFER
	lw	a0, 0(t0)
	call	print_word
	call	start_transfer
	j	resume

console:
	la	a0, text_console
	call	print_text
	in	a0, PORT_CONSOLE_INPUT(zero)
	addi	t0, a0, 2		# the end is -2
	snez	a3, t0
	call	print_word
	j	resume

timer:
	la	a0, text_timer
	call	print_text
	mv	a0, a5
	call	print_word
	call	print_place
	bnez	a3, next_quantum
	addi	t0, a4, -TRANSFERS
	blez	t0, next_quantum

# The end: 4 instructions a turn, and those of the last turn, make the sum.
	slli	t0, s0, 2
	lw	t1, TRAP_OLD_PSW + 4(zero)
	srli	t1, t1, 2
	beqz	t1, 1f
	addi	t0, t0, -4
1:	add	t0, t0, t1
	sub	t0, t0, s1
	snez	t0, t0
	halt	t0

# The quanta are 1, 8, 57, 400, ...: 7 times the last, and 1 more, within 1 to 1024.
next_quantum:
	li	t0, 7
	mul	t0, t0, a5
	andi	a5, t0, 1023
	addi	a5, a5, 1
	add	s1, s1, a5
	sw	a5, TRAP_OLD_PSW + 16(zero)
	lpsw	TRAP_OLD_PSW(zero)

# The rest of the quantum is in the old PSW.
resume:
	call	print_place
	lpsw	TRAP_OLD_PSW(zero)

# Where the loop was, and when.
print_place:
	mv	t2, ra
	lw	a0, TRAP_OLD_PSW + 4(zero)
	call	print_word
	mv	a0, s0
	call	print_word
	in	a0, PORT_SYSTEM_CLOCK_LOW(zero)
	call	print_word
	la	a0, newline
	call	print_text
	jr	t2

# Reads sectors 0, 1, 2 and writes what the last one held to sectors 3, 4, 5.
start_transfer:
	li	t0, TRANSFERS
	addi	a4, a4, 1
	bgt	a4, t0, 2f
	addi	t0, a4, -1
	out	t0, PORT_DISK_SECTOR(zero)
	li	t0, BUFFER
	out	t0, PORT_DISK_ADDRESS(zero)
	li	t0, 1
	li	t1, 3
	ble	a4, t1, 1f
	li	t0, 2
1:	out	t0, PORT_DISK_COMMAND(zero)
2:	ret

	.include "programs/traps/print.inc"

	.section .rodata
heading:
	.asciz	"what     is       [word]   pc       counter  clock\n"
text_timer:
	.asciz	"timer    "
text_console:
	.asciz	"console  "
text_disk:
	.asciz	"disk     "
newline:
	.asciz	"\n"

# The loop: four instructions a turn, at pc 0 of the user window.
	.text
	.balign	4096
user:	addi	s0, s0, 1
	nop
	nop
	j	user
