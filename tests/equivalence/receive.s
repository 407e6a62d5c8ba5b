# Asks for a byte of input at clock 1, so that the console asks the host when the clock is 501, and
# spins with a timer that runs out at 701: instants at which a limit may fall.
_start:
	li	t0, 1
	out	t0, 0x11(zero)
	lpsw	psw(zero)
spin:
	j	spin

	.data
psw:
	.word	0, spin, 0, 0x4000, 698
