# Stage 2: the first boot module holds words. Leave in `count` how many there are, in `sum` their sum
# (modulo 2^32), in `largest` the largest of them (as unsigned numbers; 0 where there is none), and
# halt with status 2.
#
# At the start a0 is the address of the boot table:
#
#   0   the number of modules
#   4   the physical address of the first module
#   8   its size in bytes
	.include "pg32.inc"

	.text
	.globl	_start
_start:
	halt	zero			# yours

	.bss
	.globl	count, sum, largest
count:	.word	0
sum:	.word	0
largest: .word	0
