# A kernel that claims to be a VMM: its vmm_layout says what the symbols below say, each of which
# pg32-as -D sets to something else. It ends as END says: 0 by a trap with no handler, 1 by halt 7,
# 2 never. With LAST_PAGE its guest is the last page of memory, all zero. With PAGED it has a shadow of its
# guest's buffer, whose first root begins with LINK and whose first table is all ENTRY.
	.include "pg32.inc"
	.macro	default name, value
	.ifndef	\name
	.equ	\name, \value
	.endif
	.endm
	default	END, 0
	default	LAST_PAGE, 0
	default	MAGIC, 0x4D4D5650
	default	ORIGIN, 0x3000		# where its guest's memory begins
	default	SIZE, 0x1000		# and how large it is
	default	ORIGIN_AT, origin
	default	SIZE_AT, size
	default	REGISTERS_AT, registers
	default	PSW_AT, psw
	default	CLOCK_AT, clock
	default	WAITED_AT, waited
	default	COUNTS_AT, counts
	default	LAST_AT, last
	default	INTERPRETED_AT, interpreted
	default	CLOCK, 1000
	default	WAITED, 0
	default	INTERPRETED, 0
	default	COUNT, 0
	default	CAUSE, 0
	default	PSW, 0
	default	PAGED, 0
	default	STATUS, PSW
	default	BASE, PSW
	default	BOUND, PSW
	default	ROOT, BASE
	default	OFFSET, 0		# what is added to the frames that are held
	default	ADDRESS, 0x20000	# of its pages, for the machine below
	default	TURN, 0
	default	TABLES, 1
	default	REST, 0			# the words that follow
	default	LINK, ADDRESS + 0x2000 + ENTRY_VALID
	default	ENTRY, ENTRY_VALID | ENTRY_READ | ENTRY_WRITE | ENTRY_EXECUTE
	.if	PAGED
	default	BUFFER_AT, buffer
	default	PAGES, pages
	.else
	default	BUFFER_AT, 0
	.endif

	.text
	.globl	_start
_start:
	.if	LAST_PAGE
	in	t0, PORT_SYSTEM_MEMORY
	lui	t1, 1
	sub	t0, t0, t1
	sw	t0, origin, ra
1:	sw	zero, 0(t0)
	addi	t0, t0, 4
	addi	t1, t1, -4
	bnez	t1, 1b
	.endif
	.if	END == 0
	break
	.elseif	END == 1
	li	a0, 7
	halt	a0
	.else
	j	_start
	.endif

	.data
	.balign	4
	.globl	vmm_layout
vmm_layout:
	.word	MAGIC, ORIGIN_AT, REGISTERS_AT, PSW_AT, SIZE_AT, CLOCK_AT, WAITED_AT, COUNTS_AT
	.word	LAST_AT, INTERPRETED_AT
	.fill	8, 4, 0
	.word	BUFFER_AT
	.fill	21, 4, 0
origin:	.word	ORIGIN
size:	.word	SIZE
registers:
	.fill	16, 4, 0x12345678
psw:	.word	STATUS, PSW, BASE, BOUND, PSW
clock:	.word	CLOCK, 0
waited:	.word	WAITED, 0
interpreted:
	.word	INTERPRETED, 0
last:	.word	CAUSE, CAUSE, CAUSE
counts:	.fill	40, 4, COUNT
	.if	PAGED
buffer:	.word	ROOT, OFFSET, ADDRESS, TURN, REST, TABLES
	.fill	38, 4, REST
	.word	PAGES
	.balign	4096
pages:	.word	LINK
	.fill	1022, 4, 0
	.word	LINK
	.fill	1024, 4, 0
	.fill	1024, 4, ENTRY
	.fill	1024 * 15, 4, 0
	.endif
