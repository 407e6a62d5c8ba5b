# rdtsc: a user program measures the time of a system call with rdtsc, as programs of the x86 do; the
# kernel measures the same with the clock's port.
#
# Under a VMM rdtsc reads the real clock, which counts the VMM's instructions too (under vmm.elf), or
# misses those that are emulated (under pg32-vmm), while the port gives the virtual clock.
	.include "pg32.inc"
	.isa	rdtsc
	.globl	_start
	.text
_start:
	call	set_handler
	li	a0, 0
	li	a1, 0
	call	start_user

# Each call is told the time before it by a3, and keeps in a4 and a5 how long ago the last one was by
# that and by the port.
handler:
	in	t0, PORT_SYSTEM_CLOCK_LOW(zero)
	sub	a4, a3, s0
	sub	a5, t0, s1
	mv	s0, a3
	mv	s1, t0
	lw	t0, TRAP_VALUE(zero)
	beqz	t0, resume
	la	a0, text
	call	print_text
	mv	a0, a4
	call	print_number
	la	a0, by_rdtsc
	call	print_text
	mv	a0, a5
	call	print_number
	la	a0, by_port
	call	print_text
	xor	a0, a4, a5
	snez	a0, a0
	halt	a0

	.include "programs/flaws/common.inc"

	.section .rodata
text:	.asciz	"from one system call to the next: "
by_rdtsc:
	.asciz	" instructions by rdtsc, "
by_port:
	.asciz	" by the clock's port\n"

	.text
	.balign	4096
user:	rdtsc	a3
	syscall	0
	rdtsc	a3
	syscall	1
