# Stage 1: print "Hello, PG32" and a line end on the console, then halt with status 42.
	.include "pg32.inc"

	.text
	.globl	_start
_start:
	halt	zero			# yours
