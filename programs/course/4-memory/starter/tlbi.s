# Given: empty_buffer.
	.text
	.globl	empty_buffer
empty_buffer:
	tlbi
	ret
