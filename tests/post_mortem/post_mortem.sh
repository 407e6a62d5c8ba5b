#!/bin/sh
# What a run that did not halt tells a student: the cause, the field, the place. The same bare, under
# the hosted VMMs and in two VMMs. Argument: the directory of the tools. Prints a line a test, as TAP.
bin=$(cd "$1" && pwd) || exit 70
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
cd "$work" || exit 70
evidence=err

# program NAME: assembles the text on standard input.
program() {
	cat >"$1.s"
	"$bin/pg32-as" -o "$1" "$1.s" || exit 70
}

# under TOOL STATUS PROGRAM TEXT...: whether it ends so and says each text.
under() {
	tool=$1
	wanted=$2
	program=$3
	shift 3
	# shellcheck disable=SC2086
	"$bin"/$tool $options "$program" >out 2>err </dev/null
	[ $? = "$wanted" ] || return 1
	for text in "$@"; do
		grep -qF -e "$text" err || { echo "$tool: no '$text'" >>err; return 1; }
	done
}

# here STATUS PROGRAM TEXT...: the same of all whose clock is the program's.
here() {
	under pg32-vmm "$@" && under 'pg32-vmm --hybrid' "$@" && under pg32-run "$@"
}

# says STATUS PROGRAM TEXT...: and of towers.
says() {
	under 'pg32-run --depth 2' "$@" && under 'pg32-run --depth 1 --hybrid' "$@" && here "$@"
}

# silent TEXT: whether the last run did not say so.
silent() {
	! grep -qF -e "$1" err
}
options=

program status <<'EOF'
_start: la a0, psw
	lpsw 0(a0)
	.data
psw:	.word 0x100, 0x1000, 0, 0x10000, 5
EOF
says 125 status 'a malformed PSW was loaded, by lpsw at 0x00001008 <_start+0x8> status.s:2' \
	'from      0x0000100c' 'malformed: status 0x00000100 has bits that must be zero' &&
	silent 'malformed: pc'
ok "the PSW that lpsw loads, and its status where that is at fault"
sed 's/0x100, 0x1000/0, 0x1002/' status.s | program pc
says 125 pc 'pc=00001002' 'malformed: pc 0x00001002 is not a multiple of 4' && silent 'status 0x'
ok "its pc where that is at fault"
sed 's/0x100, 0x1000, 0/0, 0x1000, 0x800/' status.s | program base
says 125 base 'malformed: base 0x00000800 is not a multiple of 4096' && silent 'malformed: bound'
ok "its base where that is at fault"
sed 's/0x100, 0x1000, 0, 0x10000/0, 0x1000, 0, 0x10001/' status.s | program bound
says 125 bound 'malformed: bound 0x00010001 is not a multiple of 4096' && silent 'malformed: base'
ok "its bound where that is at fault"
program trap <<'EOF'
_start: li a0, 0x1001
	sw a0, 0x24(zero)
	li a0, 0x10000
	sw a0, 0x2C(zero)
	syscall 3
EOF
says 125 trap 'by a trap' 'new PSW   supervisor pc=00001001' 'malformed: pc 0x00001001' 'trap.s:5' \
	'likely: the new PSW at 0x20 was never set, was put together wrongly, or was overwritten'
ok "the new PSW that a trap loads"

program none <<'EOF'
_start: syscall 3
EOF
says 125 none 'first     system call, value 0x3' 'likely: a syscall with no kernel to take it' \
	'the new PSW at 0x20 is all zero: no handler was set up' && silent 'bad pointer'
ok "a system call that no kernel takes"
program handler <<'EOF'
_start: la a0, handler
	sw a0, 0x24(zero)
	li a0, 0x10000
	sw a0, 0x2C(zero)
	syscall 3
handler:
	lw a0, -4(zero)
EOF
says 125 handler 'first     system call, value 0x3' 'then      load outside the window, value 0xfffffffc' \
	'<handler> handler.s:7' 'likely: a read through a null, wild or stale pointer' &&
	silent 'no kernel to take it'
ok "a system call whose handler fails"
program empty <<'EOF'
_start: la a0, handler
	sw a0, 0x24(zero)
	syscall 3
handler:
	halt zero
EOF
says 125 empty 'the new PSW at 0x20 has bound 0: its handler has an empty window' &&
	silent 'a jump through a bad pointer'
ok "a handler with bound 0"
program window <<'EOF'
_start: la a0, user
	lpsw 0(a0)
	.data
user:	.word 1, 0x1000, 0, 0, 0
EOF
says 125 window 'first     fetch outside the window' \
	'likely: the window is empty: bound is 0 in the PSW in force' && silent 'a jump through a bad pointer'
ok "a program with bound 0"
sed 's/1, 0x1000, 0, 0, 0/1, 0x1000, 0x7ffff000, 0x1000, 0/' window.s | program beyond
says 125 beyond 'likely: the window is empty: base is beyond memory in the PSW in force'
ok "a program whose base is beyond memory"
sed 's/1, 0x1000, 0, 0, 0/1, 0x1000, 0, 0x1000, 0/' window.s | program short
says 125 short 'likely: a jump through a bad pointer, a return with a damaged stack, or a PSW whose window does not hold its pc'
ok "a window that ends where its program begins"
sed 's/1, 0x1000, 0, 0, 0/9, 0x1000, 0, 0, 0/' window.s | program nospace
says 125 nospace 'likely: the space is empty: bound is 0 in the PSW in force' && silent 'a wild pointer'
ok "a paged program with bound 0"
program unset <<'EOF'
_start: la a0, user
	lpsw 0(a0)
	.bss
user:	.space 20
EOF
says 125 unset 'likely: the PSW in force is all zero: it was never set' && silent 'bound is 0 in'
ok "a PSW that was never set"
program listening <<'EOF'
_start: la a0, handler
	li a1, 2
	sw a1, 0x20(zero)
	sw a0, 0x24(zero)
	li a0, 0x10000
	sw a0, 0x2C(zero)
	out a1, 0x23
	la a0, psw
	lpsw 0(a0)
1:	wait
	j 1b
handler:
	lpsw 0(zero)
	.data
psw:	.word 2, 1b, 0, 0x10000, 0
EOF
says 125 listening 'then      device interrupt' 'likely: interrupts are on in the new PSW at 0x20' &&
	silent 'asked for attention'
ok "a handler that is interrupted before it begins"
program deprived <<'EOF'
_start: la a0, handler
	li a1, 1
	sw a1, 0x20(zero)
	sw a0, 0x24(zero)
	li a0, 0x10000
	sw a0, 0x2C(zero)
	syscall 1
handler:
	in a0, 0x12
EOF
says 125 deprived 'then      privileged instruction' 'likely: the new PSW at 0x20 is of user mode' &&
	silent 'a user program used'
ok "a handler in user mode"
program null <<'EOF'
_start: li a0, 0
	jr a0
EOF
says 125 null 'first     illegal instruction' 'likely: a jump through a null pointer' && silent 'ran into data'
ok "a jump through a null pointer"

program loop <<'EOF'
_start: li t0, 0
1:	addi t0, t0, 1
	call again
	j 1b
again:	ret
EOF
options='--limit 600000'
here 124 loop 'limit of 600000 instructions reached' 'in supervisor mode at 0x' 'pending   nothing' \
	'the commonest of the last 4096 instructions' '<again> loop.s:5'
ok "a limit tells where, and what ran most often"
[ "$(grep -c '^   25.0%' err)" = 4 ]
ok "a loop of four instructions is a quarter each"
options='--limit 3'
here 124 loop 'limit of 3 instructions reached' 'the commonest of the last 3 instructions'
ok "a limit after a few instructions"
options='--limit 0'
here 124 loop 'at instruction 0, in supervisor mode at 0x00001000 <_start> loop.s:1'
ok "a limit before the first"
program wait <<'EOF'
_start: la a0, psw
	lpsw 0(a0)
1:	wait
	j 1b
	.data
psw:	.word 0, 1b, 0, 0x10000, 2000000
EOF
options='--limit 600000'
here 124 wait 'wait      until the timer or a device is pending' 'timer     in ' '<_start+0xc> wait.s:3'
ok "a limit in a wait tells what would end it"
program pending <<'EOF'
_start: la a0, psw
	lpsw 0(a0)
1:	j 1b
	.data
psw:	.word 0, 1b, 0, 0x10000, 5
EOF
here 124 pending 'pending   the timer, but interrupts are off'
ok "a limit tells what is pending"
options=
program idle <<'EOF'
_start: nop
	wait
EOF
says 126 idle 'never come' 'in supervisor mode at 0x00001004 <_start+0x4> idle.s:2' 'timer     off' \
	'console   receiving no, held nothing' 'command 0, status idle' 'pending   nothing'
ok "waiting for ever tells where, and what each source is at"
program end <<'EOF'
_start: li a0, 1
	out a0, 0x11
	wait
	in a0, 0x12
	wait
EOF
says 126 end 'console   receiving yes'
ok "waiting for input after its end"

under 'pg32-run --depth 2' 125 none 'level 2 guest: check-stop'
ok "the guest's check-stop is the guest's"
options='--limit 20000'
program call <<'EOF'
_start: la a0, handler
	sw a0, 0x24(zero)
	li a0, 0x10000
	sw a0, 0x2C(zero)
again:	syscall 3
	j again
handler:
	addi t0, zero, 1
	lpsw 0(zero)
EOF
under 'pg32-run --depth 1' 124 call 'level 1 guest: at instruction ' 'machine   in supervisor mode at 0x'
ok "a limit in the VMM tells where that is, too"
options=

# A page fault shows the walk of the tables: those of the guest's own memory, whatever they are.
program page <<'EOF'
	.equ ROOT, 0x4000
	.equ TABLE, 0x5000
	.equ LINK, TABLE | 1
	.equ ENTRY, 0
	.equ BASE, ROOT
	.equ PAGE, 3
_start:	li a0, LINK
	li a1, ROOT
	sw a0, 0(a1)
	li a1, TABLE
	li a0, 0x1009		# the code
	sw a0, 0(a1)
	li a0, ENTRY
	sw a0, 12(a1)
	li a0, 8		# a handler on a page that is not there
	sw a0, 0x20(zero)
	li a0, 0x2000
	sw a0, 0x24(zero)
	li a0, BASE
	sw a0, 0x28(zero)
	li a0, 0x10000
	sw a0, 0x2C(zero)
	la a0, psw
	lpsw 0(a0)
user:	lui a1, PAGE
	sw a0, 4(a1)
	.data
psw:	.word 9, user - 0x1000, BASE, 0x10000, 0
EOF
says 125 page 'first     store to a page, value 0x3004' \
	'likely: a page that was never mapped' 'walk      entry 0 of the root, at 0x00004000: 0x00005001' \
	'          entry 3 of the table, at 0x0000500c: 0x00000000, not valid' \
	'then      fetch from a page, value 0x2000' 'PSW       supervisor, paged pc=00002000 base=00004000' &&
	silent 'outside the window'
ok "a page fault: both entries that were read, and a PSW that is paged"
sed 's/ENTRY, 0$/ENTRY, 0x6003/' page.s | program permission
says 125 permission ': 0x00006003, valid, read: not write' 'likely: the page is mapped, and its entry lacks the permission'
ok "the permission that was refused"
sed 's/ENTRY, 0$/ENTRY, 0xFFFFF00F/' page.s | program frame
says 125 frame 'at 0x0000500c: 0xfffff00f, whose frame is not in memory of' 'likely: the tables were never set'
ok "a frame that is not in memory"
sed 's/LINK, TABLE | 1/LINK, ROOT | 1/; s/12(a1)/0(a1)/' page.s | program loop
says 125 loop 'walk      entry 0 of the root, at 0x00004000: 0x00004001' \
	'entry 2 of the table, at 0x00004008: 0x00000000, not valid'
ok "a root that is its own table"
sed 's/LINK, TABLE | 1/LINK, 0xFFFFF001/' page.s | program link
says 125 link 'entry 0 of the root, at 0x00004000: 0xfffff001, whose frame is not in memory of' \
	'likely: the tables were never set'
ok "a table that is not in memory"
sed 's/BASE, ROOT/BASE, 0/' page.s | program zero
says 125 zero 'likely: the root table is at 0, where the trap area is'
ok "a root that was not set"
sed 's/BASE, ROOT/BASE, 0xFFFFF000/' page.s | program root
says 125 root 'walk      none: the root at 0xfffff000 is not in memory' 'likely: the root table is not in memory'
ok "a root that is not in memory"
sed 's/PAGE, 3/PAGE, 0x80000/' page.s | program beyond
says 125 beyond 'walk      none: the space ends at 0x00010000' 'likely: a wild pointer'
ok "an address beyond the space"
finish
