# Waits where no timer runs and no device works: nothing can ever happen. Exit status 126.
	.globl	_start
	.text
_start:
	wait
	halt	zero
