# The ends of the sections that begin in crt0.c: see there.

	.section .init_array, "aw"
	.globl	__constructors_end
__constructors_end:

	.section .fini_array, "aw"
	.globl	__destructors_end
__destructors_end:
