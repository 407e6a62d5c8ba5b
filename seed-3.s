# Different bare and virtual, and reduced: the program of seed 3
#   pg32-as -Ttext 0 -o seed-3.elf seed-3.s
#   pg32-equiv --depth 1 -m 16K --limit 5000 seed-3.elf
	.text
	.org	0x1000
	.globl	_start
_start:
	addi zero, zero, 0              # 1000
