#!/bin/sh
# --check: each kind of warning by a small program, and none for small programs that mean what they do;
# the same at every depth. Argument: what is built. Prints a line a test, as TAP.
build=$(cd "$1" && pwd) || exit 70
bin=$build/bin
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
top=$PWD
cd "$work" || exit 70
evidence=err

# program NAME: assembles the text on standard input.
program() {
	cat >"$1.s"
	"$bin/pg32-as" -g -I "$top" -I "$build/include" -o "$1" "$1.s" || exit 70
}

# checked ARGUMENT...: runs it bare, virtual, nested, hosted and interpreted; whether all warn alike.
# The warnings are in warned, their counts not.
checked() {
	"$bin/pg32-run" --check "$@" >out 2>err </dev/null
	grep '^check: [a-z]*:' err >warned
	cp err first
	for tool in "run --depth 1" "run --depth 2" vmm "vmm --hybrid"; do
		# shellcheck disable=SC2086
		"$bin"/pg32-$tool --check "$@" >out 2>err </dev/null
		grep '^check:' first >one
		grep '^check:' err >other
		cmp -s one other || { echo "pg32-$tool warns otherwise" >>err; cat first >>err; return 1; }
	done
	cp first err
}

# warns TEXT...: whether these are all warnings, each with its text.
warns() {
	[ "$(wc -l <warned)" = $# ] || { echo "not $# warnings" >>err; return 1; }
	line=0
	for text in "$@"; do
		line=$((line + 1))
		sed -n "${line}p" warned | grep -qF -e "$text" || { echo "no '$text'" >>err; return 1; }
	done
}

program uninitialised <<'END'
	.globl	_start
_start:	lw	t0, 0x600(zero)		# copied
	sw	t0, 0x604(zero)
	lw	t1, 0x604(zero)		# and what came of it is used
	addi	t1, t1, 1
	lw	t2, zeros		# the loader has written it
	addi	t2, t2, 1
	lw	t2, 0(a0)		# and the table of boot modules
	addi	t2, t2, 1
	sb	t2, 0x60A(zero)
	lw	t2, 0x608(zero)		# a part is written
	addi	t2, t2, 1
	lw	t2, 0x700(zero)		# not used
	lw	t2, 0x608(zero)
	lbu	a1, -1(sp)		# the stack is not written
	beqz	a1, 1f
1:	halt	zero
	.bss
zeros:	.word	0
END
checked uninitialised && warns 'check: uninitialised: reads 00000604, which nothing has written, used at 0000100c <_start+0xc> uninitialised.s:5, at instruction 2 in supervisor mode, pc 00001008 <_start+0x8> uninitialised.s:4' \
	'which nothing has written, used at 0000103c <_start+0x3c> uninitialised.s:16, at instruction 14 in'
ok "reads of what nothing has written, where they are used"

program psw <<'END'
	.globl	_start
_start:	lpsw	0x700(zero)
END
checked psw && warns 'check: uninitialised: reads 00000700, which nothing has written, at instruction 0 in'
ok "a PSW that nothing has written"

program disk <<'END'
	.include "pg32.inc"
	.globl	_start
_start:	li	t0, 0x8000
	out	t0, PORT_DISK_ADDRESS(zero)
	out	zero, PORT_DISK_SECTOR(zero)
	li	t0, DISK_READ
	out	t0, PORT_DISK_COMMAND(zero)
	wait
	li	t0, 0x8000
	lw	t1, 0x1FC(t0)
	addi	t1, t1, 1
	lw	t1, 0x200(t0)
	addi	t1, t1, 1
	halt	zero
END
head -c 512 /dev/zero >sector
checked --disk sector disk && warns 'uninitialised: reads 00008200,'
ok "what the disk has written"

program data <<'END'
	.globl	_start
_start:	la	t0, table
	jr	t0
	.data
table:	.word	0x30000000, 0xF5000000	# nop, halt zero
END
checked data && warns 'check: jumps: executes 0000100c <table>, which is no code, coming from 00001008 <_start+0x8> data.s:3, at instruction 3 in supervisor mode, pc 0000100c <table>'
ok "a jump into data"

program stacked <<'END'
	.globl	_start
_start:	li	t0, 0xF5000000		# halt zero
	addi	sp, sp, -16
	sw	t0, 0(sp)
	jr	sp
END
checked stacked && warns 'which is no code, coming from 0000100c'
ok "a jump into the stack"

# A program that nothing is known of, but that it has stored what it executes.
program unknown <<'END'
	.include "pg32.inc"
	.globl	_start
_start:	la	t0, handler
	sw	t0, TRAP_NEW_PSW + 4(zero)
	li	t0, 0x20000
	sw	t0, TRAP_NEW_PSW + 12(zero)
	la	t0, words
	li	t1, 0x8000
copy:	lw	t2, 0(t0)
	sw	t2, 0(t1)
	addi	t0, t0, 4
	addi	t1, t1, 4
	bnez	t2, copy
	li	t0, STATUS_USER
	sw	t0, 0x80(zero)
	sw	zero, 0x84(zero)
	li	t0, 0x8000
	sw	t0, 0x88(zero)
	li	t0, 0x1000
	sw	t0, 0x8C(zero)
	sw	zero, 0x90(zero)
	lpsw	0x80(zero)
handler:
	halt	zero
	.data
words:	.word	0x40580000		# lui t0, 0x80000: syscall 0
	.word	0x72500100		# sw t0, 0x100(zero)
	.word	0x43000100		# jalr zero, 0x100(zero)
	.word	0
END
checked unknown && warns 'jumps: executes 00008100, which is no code, coming from 00000008, at instruction'
ok "what a program of its own making executes"

# A kernel that runs each module of its own: at 0x8000, in a window of 0x2000, until a system call.
cat >loader.inc <<'END'
	.include "pg32.inc"
	.globl	_start
_start:	lw	s0, 0(a0)		# how many
	addi	s1, a0, 4
	la	t0, handler
	sw	t0, TRAP_NEW_PSW + 4(zero)
	li	t0, 0x1000000
	sw	t0, TRAP_NEW_PSW + 12(zero)
next:	beqz	s0, done
	addi	s0, s0, -1
	lw	t0, 0(s1)		# an ELF file with one segment
	addi	s1, s1, 8
	lw	t1, 28(t0)
	add	t1, t1, t0
	lw	t2, 4(t1)
	add	t2, t2, t0
	lw	a1, 16(t1)
	li	a2, 0x9000
copy:	lw	a3, 0(t2)
	sw	a3, 0(a2)
	addi	t2, t2, 4
	addi	a2, a2, 4
	addi	a1, a1, -4
	bgtz	a1, copy
	li	t0, STATUS_USER
	sw	t0, 0x80(zero)
	li	t0, 0x1000
	sw	t0, 0x84(zero)
	li	t0, 0x8000
	sw	t0, 0x88(zero)
	li	t0, 0x2000
	sw	t0, 0x8C(zero)
	sw	zero, 0x90(zero)
	lpsw	0x80(zero)
handler:
	j	next
done:	halt	zero
END
program loader <<'END'
	.include "loader.inc"
END
program wild <<'END'
	.globl	_start
_start:	la	t0, table
	jr	t0
	.balign	64
table:	.word	0x30000000, 0x80000000
END
sed 's/\.balign/.section .rodata\n&/' wild.s >wild-data.s
program wilder <wild-data.s
checked loader wild wilder wild && warns 'jumps: executes 00009040, which is no code, coming from 00001008 wilder <_start+0x8>'
ok "a jump into the data of a program that a kernel loads, and programs in one another's place"

program patch <<'END'
	.globl	_start
_start:	la	a0, again
	lw	t0, 0(a0)
	li	t1, 2
again:	nop
	sw	t0, 0(a0)
	addi	t1, t1, -1
	bnez	t1, again
	halt	zero
END
checked patch && warns 'check: stores: stores to 00001010 <again>, code that was executed, at instruction 5 in supervisor mode, pc 00001014 <again+0x4> patch.s:6'
ok "a store into code that was executed"
tail -1 err | grep -qx 'check: 2 warnings, 1 of them shown: 2 stores'
ok "a warning is shown once for an instruction, and counted"

program deep <<'END'
	.globl	_start
_start:	la	sp, top
	li	t0, 6
	call	down
	la	sp, top			# another time
	li	t0, 2
	call	down
	halt	zero
down:	addi	sp, sp, -16
	addi	t0, t0, -1
	sw	ra, 0(sp)
	beqz	t0, 1f
	call	down
1:	lw	ra, 0(sp)
	addi	sp, sp, 16
	ret
	.bss
words:	.zero	64
stack:	.zero	64
top:
END
checked deep && warns 'check: stack: sp is 00001074, below the stack at stack (00001084), at instruction 24 in'
ok "a stack that has gone below its place in the image"

program over <<'END'
	.globl	_start
_start:	la	sp, _end + 32
	addi	sp, sp, -32
	addi	sp, sp, -4
	addi	sp, sp, 4
	halt	zero
	.bss
	.zero	64
END
checked over && warns 'check: stack: sp is 00001054, below the end of the image (00001058), at instruction 3 in'
ok "a stack that has run into the image"

# A handler that keeps t0, and what not; the program in user mode reads what it is told.
handles() {
	program "$1" <<END
	.include "pg32.inc"
	.globl	_start
_start:	la	t0, handler
	sw	t0, TRAP_NEW_PSW + 4(zero)
	li	t0, 0x20000
	sw	t0, TRAP_NEW_PSW + 12(zero)
	li	t0, STATUS_USER | STATUS_INTERRUPTS
	sw	t0, 0x80(zero)
	la	t0, user
	sw	t0, 0x84(zero)
	sw	zero, 0x88(zero)
	li	t0, 0x20000
	sw	t0, 0x8C(zero)
	li	t0, 4
	sw	t0, 0x90(zero)
	lpsw	0x80(zero)
handler:
	sw	t0, 0xA0(zero)
	lw	t0, TRAP_CAUSE(zero)
	addi	t0, t0, -CAUSE_TIMER
	beqz	t0, timer
	lw	t0, TRAP_VALUE(zero)
	bnez	t0, stop
	lw	t0, TRAP_OLD_PSW + 4(zero)
	addi	t0, t0, 4
	sw	t0, TRAP_OLD_PSW + 4(zero)
	li	a0, 77
timer:	$2
	lw	t0, 0xA0(zero)
	lpsw	TRAP_OLD_PSW(zero)
stop:	halt	zero
user:	li	t0, 1
	li	t1, 2
	li	t2, 3
	nop
	nop
	nop
	syscall	0
	$3
	syscall	1
END
}
handles clobbers 'li t1, 9' 'add a1, t0, t1'
checked clobbers && warns 'check: registers: returns from a timer interrupt with t1=9, which was 2 and is read at 00001094 <user+0x1c> clobbers.s:39, at instruction 26 in supervisor mode, pc 00001070 <timer+0x8> clobbers.s:30'
ok "a handler that returns with a register changed, which the program reads"
handles clobbers-unread 'li t1, 9' 'li t1, 2; add a1, t0, t1'
checked clobbers-unread && warns
ok "nothing is said where the program does not read it"
handles result 'nop' 'add a1, a0, t1'
checked result && warns
ok "nor of the result of a system call"
handles counter 'addi t1, t1, 1' 'add a1, t0, t1'
checked counter && warns 'returns from a system call with t1='
ok "nor where an interrupt counts in a register, but of a system call that does"

handles pushed 'li s1, 9' 'li sp, 0x5000; addi sp, sp, -4; sw s1, 0(sp); li s1, 5; lw s1, 0(sp)'
checked pushed && warns
ok "nor where the program only puts it on its stack"

# Two programs that begin with a system call, each in its window.
program windows <<'END'
	.include "pg32.inc"
	.globl	_start
_start:	la	t0, handler
	sw	t0, TRAP_NEW_PSW + 4(zero)
	li	t0, 0x20000
	sw	t0, TRAP_NEW_PSW + 12(zero)
	li	t0, 0x80000000		# syscall 0
	la	t1, 0x8000
	sw	t0, 0(t1)
	la	t1, 0xA000
	sw	t0, 0(t1)
	li	t0, 0x10666000		# add t1, t1, t1
	sw	t0, 4(t1)
	sw	zero, 8(t1)		# what is none
	li	t0, STATUS_USER
	sw	t0, 0x80(zero)
	sw	zero, 0x84(zero)
	li	t0, 0x8000
	sw	t0, 0x88(zero)
	li	t0, 0x1000
	sw	t0, 0x8C(zero)
	sw	zero, 0x90(zero)
	li	t1, 3
	lpsw	0x80(zero)
handler:
	lw	t0, TRAP_CAUSE(zero)
	addi	t0, t0, -CAUSE_SYSCALL
	bnez	t0, stop
	lw	t0, 0x88(zero)
	li	t1, 0xA000
	beq	t0, t1, second
	sw	t1, 0x88(zero)		# the other begins
	li	t1, 5
	lpsw	0x80(zero)
second:	li	t0, 4
	sw	t0, TRAP_OLD_PSW + 4(zero)
	li	t1, 5
	lpsw	TRAP_OLD_PSW(zero)
stop:	halt	zero
END
checked windows && warns
ok "nor with a program that begins in another window"

# Two threads of one window go on by turns, at the same place, each with its own stack.
program threads <<'END'
	.include "pg32.inc"
	.globl	_start
_start:	la	t0, handler
	sw	t0, TRAP_NEW_PSW + 4(zero)
	li	t0, 0x20000
	sw	t0, TRAP_NEW_PSW + 12(zero)
	li	t0, STATUS_USER
	sw	t0, 0x80(zero)
	la	t0, user
	sw	t0, 0x84(zero)
	sw	zero, 0x88(zero)
	li	t0, 0x20000
	sw	t0, 0x8C(zero)
	sw	zero, 0x90(zero)
	sw	t0, 0x204(zero)		# the other's s0 and sp
	li	t0, 0x6000
	sw	t0, 0x200(zero)
	li	sp, 0x5000
	li	s0, 8
	li	a0, 6
	lpsw	0x80(zero)
handler:
	addi	a0, a0, -1
	beqz	a0, stop
	mv	t0, sp
	mv	t1, s0
	lw	sp, 0x200(zero)
	lw	s0, 0x204(zero)
	sw	t0, 0x200(zero)
	sw	t1, 0x204(zero)
	lw	t0, TRAP_OLD_PSW + 4(zero)
	addi	t0, t0, 4
	sw	t0, TRAP_OLD_PSW + 4(zero)
	lpsw	TRAP_OLD_PSW(zero)
stop:	halt	zero
user:	addi	s0, s0, 1
	syscall	0
	j	user
END
checked threads && warns
ok "nor where a kernel goes on with another thread"

# And of one window, without stacks: they are told apart by what they were when they trapped.
program coroutines <<'END'
	.include "pg32.inc"
	.globl	_start
_start:	la	t0, handler
	sw	t0, TRAP_NEW_PSW + 4(zero)
	li	t0, 0x20000
	sw	t0, TRAP_NEW_PSW + 12(zero)
	la	t0, second - 4
	sw	t0, 0x200(zero)		# the other's pc and s0
	sw	zero, 0x204(zero)
	li	t0, STATUS_USER
	sw	t0, 0x80(zero)
	la	t0, first
	sw	t0, 0x84(zero)
	sw	zero, 0x88(zero)
	li	t0, 0x20000
	sw	t0, 0x8C(zero)
	sw	zero, 0x90(zero)
	li	a0, 8
	lpsw	0x80(zero)
handler:
	addi	a0, a0, -1
	beqz	a0, stop
	sw	t0, 0xA0(zero)
	sw	t1, 0xA4(zero)
	sw	t2, 0xA8(zero)
	lw	t0, TRAP_OLD_PSW + 4(zero)
	mv	t1, s0
	lw	t2, 0x200(zero)
	lw	s0, 0x204(zero)
	sw	t0, 0x200(zero)
	sw	t1, 0x204(zero)
	addi	t2, t2, 4
	sw	t2, TRAP_OLD_PSW + 4(zero)
	lw	t0, 0xA0(zero)
	lw	t1, 0xA4(zero)
	lw	t2, 0xA8(zero)
	lpsw	TRAP_OLD_PSW(zero)
stop:	halt	zero
first:	li	s0, 1
	j	user
second:	li	s0, 100
user:	addi	s0, s0, 1
	syscall	0
	j	user
END
checked coroutines && warns
ok "nor with one that has the same stack, and trapped at the same place"

# The kinds are words.
"$bin/pg32-run" --check=jumps,stores clobbers >out 2>err
[ $? = 0 ] && [ ! -s err ]
ok "kinds that are not asked for"
"$bin/pg32-run" --check=stores --check=registers clobbers 2>&1 | grep -q '^check: registers'
ok "the option may be repeated"
"$bin/pg32-run" --check=help >out 2>err && [ ! -s err ] && [ "$(cut -d' ' -f1 out | xargs)" = \
	'uninitialised jumps stores stack registers' ]
ok "help lists them"
for word in jump '' all,x; do
	"$bin/pg32-run" "--check=$word" clobbers >out 2>err
	[ $? = 64 ] && [ "$(wc -l <err)" = 1 ]
	ok "'$word' is none"
done

# With other options, or refused.
for options in '--gdb=-' '--depth 1 --hybrid'; do
	# shellcheck disable=SC2086
	"$bin/pg32-run" --check $options clobbers >out 2>err </dev/null
	[ $? = 64 ] && [ "$(wc -l <err)" = 1 ]
	ok "$options: refused"
done
"$bin/pg32-gdb" --check clobbers >out 2>err </dev/null
[ $? = 64 ] && [ "$(wc -l <err)" = 1 ]
ok "pg32-gdb: refused"
"$bin/pg32-run" --check clobbers 2>first
for options in '--engine fast' '--engine eager' '--limit 45' '--trace' '--stats=json'; do
	# shellcheck disable=SC2086
	"$bin/pg32-run" --check $options clobbers 2>&1 | grep '^check: registers' >err
	grep '^check: registers' first | cmp -s - err
	ok "with $options"
done
printf '_start: lw t0, 0x700(zero); addi t0, t0, 1; li a0, 7; halt a0\n' | program status
"$bin/pg32-run" --check status 2>err
[ $? = 7 ] && [ -s err ]
ok "the status is the guest's"

# A thousand warnings are a hundred lines, and the count.
{ echo '_start:'; for n in $(seq 1 1000); do echo "lbu t0, $n(sp); addi t0, t0, 1"; done; echo 'halt zero'; } |
	sed 's/(sp)/ + 0x600(zero)/' | program many
"$bin/pg32-run" --check many 2>err
[ "$(grep -c '^check: uninitialised' err)" = 100 ] && [ "$(wc -l <err)" = 101 ] && grep -qx \
	'check: 1000 warnings, 100 of them shown: 1000 uninitialised' err
ok "a hundred lines are the most"
finish
