#!/bin/sh
# The trace: windows, results, names of programs that a kernel loads, filters. Argument: the directory
# of the tools. Prints a line a test, as TAP.
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

# traced STATUS TOOL ARGUMENT...: whether it ends so; its lines but for a post-mortem are in err.
traced() {
	wanted=$1
	tool=$2
	shift 2
	# shellcheck disable=SC2086
	"$bin"/$tool "$@" >out 2>err </dev/null
	[ $? = "$wanted" ]
}

# has TEXT...: whether each is in the trace.
has() {
	for text in "$@"; do
		grep -qF -e "$text" err || { echo "no '$text'" >>err; return 1; }
	done
}

# lines COUNT: whether the trace has so many.
lines() {
	[ "$(wc -l <err)" = "$1" ]
}

program results <<'EOF'
_start: li a0, 0x1234567
	sw a0, place, a1
	sh a0, place, a1
	sb a0, place, a1
	lhu a2, place
	add zero, a0, a0
	in a3, 0
	spsw 0x80(zero)
	la a4, psw
	lpsw 0(a4)
	.data
psw:	.word 2, next, 0, 0x10000, 77
place:	.word 0
	.text
next:	call last
last:	halt zero
EOF
for tool in pg32-run 'pg32-vmm --hybrid'; do
	traced 0 "$tool" --trace results &&
		has '-> a0=1234567' ']=01234567' ']=4567' ']=67' '-> a2=4567' '-> a3=1000000' '-> [80]' \
			'-> supervisor, interrupts on, pc=' 'base=0 bound=10000 timer=77' '-> ra='
	ok "$tool: what instructions did"
	grep 'add zero, a0, a0' err | grep -q -e '->' && false || ! grep 'halt zero' err | grep -q -e '->'
	ok "$tool: an instruction that changes nothing has no result"
done

# A kernel that loads its first module at 0x9000, and runs it at 0x1000 in a window there.
program kernel <<'EOF'
	.globl	_start
_start: la t0, handler
	sw t0, 0x24(zero)
	li t0, 0x20000
	sw t0, 0x2C(zero)
	lw t0, 4(a0)
	lw t1, 28(t0)
	add t1, t1, t0
	lw t2, 4(t1)
	add t2, t2, t0
	lw a1, 16(t1)
	li a2, 0x9000
copy:	lw a3, 0(t2)
	sw a3, 0(a2)
	addi t2, t2, 4
	addi a2, a2, 4
	addi a1, a1, -4
	bgtz a1, copy
	la a0, user
	lpsw 0(a0)
handler:
	lw a0, 0x18(zero)
	halt a0
	.data
user:	.word 1, 0x1000, 0x8000, 0x4000, 0
EOF
program module <<'EOF'
	.globl	_start
_start: nop
twice:	add a0, a0, a0
	syscall 5
EOF
for tool in pg32-run pg32-vmm 'pg32-vmm --hybrid' 'pg32-run --depth 1'; do
	traced 5 "$tool" --trace kernel module && has '000+00004000 00001004 10aaa000' \
		' module <twice> module.s:3' 'at 0x00001008 module <twice+0x4> module.s:4' ' <copy+0x4> kernel.s:14'
	ok "$tool: a program from a module is named, with its window"
done
# The same without its symbols: no machine is known for it.
cp module nameless && printf '\001' | dd of=nameless bs=1 seek=18 conv=notrunc 2>/dev/null
traced 5 pg32-run --trace kernel nameless && ! grep -q 'twice' err
ok "a module that is no image has no names"
traced 5 pg32-run --trace --symbols module kernel nameless && has ' module <twice> module.s:3'
ok "--symbols names a program"
traced 66 pg32-run --symbols missing kernel module && lines 1 && has 'missing: No such file'
ok "--symbols of a file that is not there"
traced 65 pg32-run --symbols kernel.s kernel module && lines 1 && has 'kernel.s: not an ELF file'
ok "--symbols of what is no image"
sed 's/add a0, a0, a0/sub a0, a0, a0/' module.s | program another
traced 5 pg32-run --trace --symbols another kernel nameless && ! grep -q 'another' err
ok "--symbols of another program names nothing"

traced 5 pg32-run --trace=pc=0x1004 kernel module && has '<twice>' && ! grep -q 'syscall' err
ok "a pc"
traced 5 pg32-run --trace=pc=0x1000-0x1004,from=20 kernel module && has '<twice>' '<_start>' && lines 2
ok "a range of pc, from a position"
traced 5 pg32-run --trace=function=twice kernel module && has '<twice>' 'trap: system call' && lines 3
ok "a function"
traced 5 pg32-run --trace=traps,function=copy kernel module && lines 0
ok "traps of a function that has none"
traced 5 pg32-run --trace=from=3,to=5 kernel module && lines 3 && [ "$(cut -c 1-14 err | tr -s ' ' | tr '\n' ,)" = '0 3 s,0 4 s,0 5 s,' ]
ok "from and to a position"
traced 5 pg32-run --trace=to=0 kernel module && lines 1
ok "the first position"
traced 5 pg32-run --trace=from=1000000 kernel module && lines 0
ok "a position that is not reached"
traced 5 'pg32-run --depth 1' --trace=level=1 kernel module && ! grep -q '^0' err && has '<twice>'
ok "a level"
traced 5 'pg32-run --depth 2' --trace=traps,level=1-2 kernel module && ! grep -q '^0' err && grep -q '^2' err
ok "traps of two levels"
traced 5 pg32-run --trace=all kernel module && cp err all && traced 5 pg32-run --trace kernel module && cmp -s err all
ok "all is all"
for words in '' x traps, pc= pc=x pc=1- pc=2-1 pc=0x100000000 pc=1-2-3 level=-1 function= from=1-2 to=x,all \
	from=99999999999999999999 pc=1x; do
	traced 64 pg32-run --trace="$words" kernel module && lines 1 && has '--trace takes'
	ok "refused: --trace=$words"
done

for words in from=1,from=2 from=2,from=2 to=3,from=1,to=9 pc=1-9,pc=4 level=0,traps,level=1 function=twice,function=twice; do
	traced 64 pg32-run --trace="$words" kernel module && lines 1 && has "'${words##*,}' is a second one of its kind"
	ok "refused: --trace=$words"
done
traced 64 pg32-run --trace=to=9 --trace=to=3 kernel module && lines 1 && has "'to=3' is a second one of its kind"
ok "refused: the like in two options"

traced 64 pg32-run --trace=to=3,from=5 kernel module && lines 1 && has '--trace: nothing is from=5 on and at most to=3'
ok "refused: a part that ends before it begins"
traced 64 pg32-run --trace=function=twic kernel module && lines 1 && has "no image has a function 'twic'"
ok "refused: a function that is in no image"

program elsewhere <<'EOF'
_start: out zero, 0x40
	in a0, 0x11
	halt zero
EOF
traced 0 pg32-run --trace elsewhere && has "zero=0 no device's <_start>" 'CONSOLE_CONTROL'
ok "a port that no device has"

# A limit of the output.
program output <<'EOF'
_start: li a0, 'a'
1:	out a0, 0x10
	addi a0, a0, 1
	li a1, 'f'
	bne a0, a1, 1b
	halt zero
EOF
for tool in pg32-run pg32-vmm 'pg32-vmm --hybrid' 'pg32-run --depth 1'; do
	traced 124 "$tool" --output-limit 3 --dump dump --stats=json output && [ "$(cat out)" = abc ] &&
		has 'limit of 3 bytes of output reached' && [ "$(jq -r .stop dump)" = 'output limit' ] &&
		[ "$(tail -n 1 err | jq -r '.stop, ."exit status"' | tr '\n' ,)" = 'output limit,124,' ]
	ok "$tool: the byte after the limit of output ends the run"
	traced 0 "$tool" --output-limit 5 output && [ "$(cat out)" = abcde ]
	ok "$tool: output up to its limit does not"
done
traced 124 pg32-run --output-limit 0 output && [ ! -s out ]
ok "no output at all"
traced 64 pg32-run --output-limit x output && lines 1
ok "a limit that is no number"
traced 124 pg32-run --limit 2 --stats=json output && [ "$(tail -n 1 err | jq -r .stop)" = limit ]
ok "a limit of instructions is told from it"

# Ranges of memory in the dump.
program variables <<'EOF'
_start: sw a1, counter, a2
	halt zero
	.data
	.globl counter
	.type counter, @object
	.size counter, 8
counter: .word 7, 0x01020304
label:	.word 0x55
EOF
for tool in pg32-run pg32-vmm 'pg32-run --depth 1'; do
	traced 0 "$tool" --dump dump --dump-memory counter --dump-memory label --dump-memory counter+2 \
		--dump-memory 0x1000+4 --dump-memory 0x1000-0x1001 --dump-memory 0xFFFFFE+8 variables &&
		[ "$(jq -r '.guest.memory.ranges[] | .bytes' dump | tr '\n' ,)" = \
			'0000000004030201,55000000,0000,0100c040,0100,0000,' ] &&
		[ "$(jq '.guest.memory.ranges[5].size' dump)" = 2 ]
	ok "$tool: variables and addresses in the dump"
done
for range in nothing '' counter+ counter+0 1- 1+x 2-1 0x100000000 1+0x100000000; do
	traced 64 pg32-run --dump dump --dump-memory "$range" variables && lines 1 && has "--dump-memory $range"
	ok "refused: --dump-memory '$range'"
done
traced 64 pg32-run --dump-memory counter variables && lines 1 && has '--dump FILE, which is missing'
ok "ranges without a dump"

# Fills: what was read in place of the instruction, and at depth by whom; the law of first touch is seen.
program paged <<'EOF'
_start:	li a0, 0x5001
	li a1, 0x4000
	sw a0, 0(a1)
	li a1, 0x5000
	li a0, 0x1009
	sw a0, 0(a1)
	li a0, 0x6003
	sw a0, 12(a1)
	la a0, psw
	lpsw 0(a0)
user:	lui a1, 3
	lw a0, 4(a1)
	sw a0, 4(a1)
	.data
psw:	.word 8, user - 0x1000, 0x4000, 0x10000, 0
EOF
for tool in pg32-run pg32-vmm 'pg32-vmm --hybrid'; do
	traced 125 "$tool" --trace paged &&
		has '-> fill: page 0 is frame 1000 execute' '-> fill: page 3000 is frame 6000 read' \
			'trap: store to a page, value 0x3004'
	ok "$tool: fills"
done
traced 125 pg32-run --depth 2 --trace=traps paged
grep 'load from a page, value 0x3004' err | sed 's/.*s:[0-9]*; //' | tr '\n' ' ' >out
[ "$(cat out)" = 'reflected into level 1; filled by level 1 filled by level 0 ' ]
ok "at depth 2 a first touch is filled by one VMM after the other"
finish
