# Stage 1: supervisor code in windows of its own. A word chooses the page that the window begins
# with, how many pages it has, and where in it something is read and written.
	.include "guest.inc"
	.equ	PAGES, 0x8000		# four pages with the same code
	.globl	_start
_start:
	find_words
	la	a4, made
	spsw	0(a4)
	lw	a3, 12(a4)		# the bound
	li	t0, PAGES		# the code to each of the pages, and behind it the way back
	la	t1, back
	li	t2, 4
1:	sw	zero, 0xF00(t0)
	sw	t1, 0xF04(t0)
	sw	zero, 0xF08(t0)
	sw	a3, 0xF0C(t0)
	sw	zero, 0xF10(t0)
	la	a0, there
	mv	a1, t0
2:	lw	a2, 0(a0)
	sw	a2, 0(a1)
	addi	a0, a0, 4
	addi	a1, a1, 4
	la	a2, there_end
	bltu	a0, a2, 2b
	li	a1, 0x1000
	add	t0, t0, a1
	addi	t2, t2, -1
	bnez	t2, 1b
loop:
	bgeu	s0, s1, end
	lw	t0, 0(s0)
	addi	s0, s0, 4
	andi	t1, t0, 3		# which page
	slli	t1, t1, 12
	li	t2, PAGES
	add	t1, t1, t2
	sw	zero, 0(a4)
	sw	zero, 4(a4)
	sw	t1, 8(a4)
	srli	t1, t0, 2		# how many pages: 1 to 4, or more than there are
	andi	t1, t1, 3
	addi	t1, t1, 1
	slli	t1, t1, 12
	srli	t2, t0, 4
	andi	t2, t2, 1
	slli	t2, t2, 30
	or	t1, t1, t2
	sw	t1, 12(a4)
	sw	zero, 16(a4)
	srli	a0, t0, 8		# where in the first page
	andi	a0, a0, 0x3FC
	lpsw	0(a4)
back:
	fold	a1
	j	loop
end:
	halt	a5

# Runs at address 0 of its window.
there:
	lw	a1, 0x800(a0)
	add	a1, a1, a0
	addi	a1, a1, 1
	sw	a1, 0x800(a0)
	lpsw	0xF00(zero)
there_end:

	.data
made:	.space	20
