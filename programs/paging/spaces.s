# Paging: two spaces of one program, demand loading, copy on write, a page changed with and without
# tlbi. Each step is checked; the exit status is the number of the first one that went wrong, or 0.
#
#   0x1000  the kernel, which runs with base 0        0x8000  a root table    0x9000  its only table
#   0xA000  another root table    0xB000  its table   0xC000  frames
	.include "pg32.inc"
	.globl	_start

	.set	STATUS_PAGED, 8
	.set	VALID, 1
	.set	READ, 2
	.set	WRITE, 4
	.set	EXECUTE, 8
	.set	root, 0x8000
	.set	table, 0x9000
	.set	other_root, 0xA000
	.set	other_table, 0xB000
	.set	frame, 0xC000

	# expect NUMBER, REGISTER, VALUE
	.macro	expect number, register, value
	li	a0, \value
	li	a1, \number
	bne	\register, a0, wrong
	.endm

	# poke ADDRESS: stores t0 there; peek REGISTER, ADDRESS
	.macro	poke address
	li	t2, \address
	sw	t0, 0(t2)
	.endm
	.macro	peek register, address
	li	t2, \address
	lw	\register, 0(t2)
	.endm

	# enter ROOT: runs the user program in the space of that root until it traps
	.macro	enter table
	li	t0, \table
	sw	t0, user_psw + 8(zero)
	la	ra, 1f
	j	run_user
1:
	.endm

_start:
	la	t0, trapped
	sw	t0, TRAP_NEW_PSW + 4(zero)
	in	t0, PORT_SYSTEM_MEMORY(zero)
	sw	t0, TRAP_NEW_PSW + 12(zero)

	# The user program is at virtual 0, its data at virtual 0x400FFC to 0x401003: not there yet.
	la	t0, user
	li	t1, frame
	li	t2, (user_end - user) / 4
copy:	lw	a0, 0(t0)
	sw	a0, 0(t1)
	addi	t0, t0, 4
	addi	t1, t1, 4
	addi	t2, t2, -1
	bnez	t2, copy
	li	t0, table + VALID
	poke	root
	poke	root + 4	# the same table: virtual 0x400000 is virtual 0
	li	t0, frame + VALID + EXECUTE
	poke	table

	enter	root			# the load lies in two pages: the first is execute-only
	lw	t0, TRAP_VALUE(zero)
	expect	1, t0, 0x400FFE
	li	t0, frame + VALID + READ + EXECUTE
	poke	table
	enter	root			# now the second
	lw	t0, TRAP_VALUE(zero)
	expect	2, t0, 0x401000
	li	t0, 0x11112222
	poke	frame + 0xFFC
	li	t0, 0x33334444
	poke	frame + 0x1000
	li	t0, frame + 0x1000 + VALID + READ
	poke	table + 4
	enter	root			# now the store, into a page that is read-only
	lw	t0, TRAP_VALUE(zero)
	expect	3, t0, 0x401000
	lw	t0, TRAP_CAUSE(zero)
	expect	4, t0, CAUSE_STORE
	lw	t0, user_registers + 4 * 10(zero)
	expect	5, t0, 0x44441111
	li	t0, frame + 0x2000 + VALID + READ + WRITE	# a copy on a write
	poke	table + 4
	enter	root			# now it comes to its syscall
	lw	t0, TRAP_CAUSE(zero)
	expect	6, t0, CAUSE_SYSCALL
	peek	t0, frame + 0x2000
	expect	7, t0, 0x44441111
	peek	t0, frame + 0x1000
	expect	8, t0, 0x33334444
	lw	t0, user_registers + 4 * 11(zero)
	expect	9, t0, 0x44441111

	# What is held stays so, whatever the table says, until tlbi.
	li	t0, 0
	poke	frame + 0x3000
	li	t0, frame + 0x3000 + VALID + READ + WRITE
	poke	table + 4
	sw	zero, user_psw + 4(zero)
	enter	root
	peek	t0, frame + 0x3000
	expect	10, t0, 0
	tlbi
	sw	zero, user_psw + 4(zero)
	enter	root
	lw	t0, user_registers + 4 * 11(zero)
	peek	t1, frame + 0x3000
	li	a1, 11
	bne	t0, t1, wrong

	# Another space: the same program over other data, and back again.
	li	t0, other_table + VALID
	poke	other_root
	poke	other_root + 4
	li	t0, frame + VALID + READ + EXECUTE
	poke	other_table
	li	t0, frame + 0x4000 + VALID + READ + WRITE
	poke	other_table + 4
	sw	zero, user_psw + 4(zero)
	enter	other_root
	peek	t0, frame + 0x4000
	expect	12, t0, 0x00001111
	sw	zero, user_psw + 4(zero)
	enter	root
	lw	t0, TRAP_CAUSE(zero)
	expect	13, t0, CAUSE_SYSCALL
	halt	zero

wrong:	halt	a1

run_user:
	sw	ra, kernel_ra(zero)
	lw	a0, user_registers + 4 * 10(zero)
	lw	a1, user_registers + 4 * 11(zero)
	lpsw	user_psw(zero)
trapped:
	sw	a0, user_registers + 4 * 10(zero)
	sw	a1, user_registers + 4 * 11(zero)
	lw	a0, TRAP_OLD_PSW + 4(zero)
	sw	a0, user_psw + 4(zero)
	lw	ra, kernel_ra(zero)
	ret

	# In the space: a load in two pages, a store, a load, a syscall.
user:	lui	a5, 0x401
	lw	a0, -2(a5)
	sw	a0, 0(a5)
	lw	a1, 0(a5)
	syscall	0
user_end:

	.data
	.align	2
user_psw:
	.word	STATUS_USER + STATUS_PAGED, 0, 0, 0x800000, 0
user_registers:
	.space	64
kernel_ra:
	.word	0
