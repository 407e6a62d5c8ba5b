# userbit: a kernel and its program in one space, as on machines whose entries say which pages are the
# kernel's alone. The program tries to read the kernel's page and is refused; then the kernel reads it.
#
# Under a trap-and-emulate VMM the kernel runs in real user mode, and its own page is refused to it.
	.include "pg32.inc"
	.isa	userbit
	.equ	USER, 0x10		# the bit in an entry
	.equ	PAGES, WINDOW / PAGE
	.globl	_start
	.text
_start:
	call	set_handler
	li	t0, STATUS_PAGED
	sw	t0, TRAP_NEW_PSW + PSW_STATUS(zero)
	la	t0, root
	sw	t0, TRAP_NEW_PSW + PSW_BASE(zero)
	li	s0, 0			# every page is where it is, and for all
1:	mv	a0, s0
	slli	a1, s0, PAGE_BITS
	ori	a1, a1, ENTRY_BITS | USER
	call	set_entry
	addi	s0, s0, 1
	li	t0, PAGES
	bne	s0, t0, 1b
	la	a1, secret		# but for one
	srli	a0, a1, PAGE_BITS
	ori	a1, a1, ENTRY_BITS
	call	set_entry
	la	a0, user
	li	a1, STATUS_USER
	call	load_paged

# In the space, in supervisor mode.
handler:
	lw	t0, TRAP_OLD_PSW + PSW_STATUS(zero)
	andi	t0, t0, STATUS_USER
	beqz	t0, own
	lw	t0, TRAP_CAUSE(zero)
	li	t1, CAUSE_LOAD
	bne	t0, t1, done
	la	a0, refused
	call	print_text
	la	t0, secret
	lw	a0, 0(t0)
	call	print_number
	la	a0, newline
	call	print_text
	halt	zero
own:	la	a0, own_refused
	call	print_text
	li	a0, 1
	halt	a0
done:	la	a0, seen
	call	print_text
	li	a0, 2
	halt	a0

	.include "programs/flaws/common.inc"
	.include "programs/flaws/paged.inc"

	.section .rodata
refused:
	.asciz	"the kernel's page is refused to the program; in it is "
seen:	.asciz	"the program reads the kernel's page\n"
own_refused:
	.asciz	"its own page is refused to the kernel\n"
newline:
	.asciz	"\n"

	.data
	.balign	4096
secret:	.word	42
	.balign	4096

	.text
user:	la	a3, secret
	lw	a3, 0(a3)
	syscall	0
