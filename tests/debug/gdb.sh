#!/bin/sh
# Real gdb over the machine: the manual's session bare, in towers and under the hosted VMM, and clients
# that misbehave. Arguments: the folder of the test, the folder of what is built.
folder=$1
bin=$2/bin
kernel=$2/programs/kernel/kernel.elf
user=$2/programs/user
paging=$2/programs/paging/spaces.elf
. tests/tap.sh
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cp "$2/demo.img" "$work/disk"
evidence=$work/out

# gdb OPTION...: carries out the commands in $work/commands.
gdb() {
	timeout 600 "$bin/pg32-gdb" -m 1M --batch --commands "$work/commands" "$@" </dev/null >"$work/out" 2>&1
}

# shows FILE: whether the output has its lines.
shows() {
	awk -f tests/debug/shown.awk "$1" "$work/out" >"$work/missing" || {
		cat "$work/missing" >>"$work/out"
		false
	}
}

sed -n '/<!-- session -->/,/^With/s/^    //p' spec/debugging.md >"$work/session"
sed -n 's/^(gdb) //p' "$work/session" >"$work/commands"
grep -v '^(gdb)' "$work/session" >"$work/expected"
for options in "" "--depth 2" "--hosted" "--engine=reference"; do
	# shellcheck disable=SC2086
	gdb $options --disk "$work/disk" --symbols "$user/shell.elf" --input programs/kernel/demo.input "$kernel"
	shows "$work/expected"
	ok "the manual's session${options:+ with $options}"
done
mkfifo "$work/pipe"
for words in "$work" "$work/pipe" "--commands $work/none $kernel" "--commands $work $kernel" "--commands $work/pipe $kernel"; do
	# shellcheck disable=SC2086
	timeout 600 "$bin/pg32-gdb" --batch $words </dev/null >"$work/out" 2>&1
	[ $? = 66 ] && [ "$(wc -l <"$work/out")" = 1 ]
	ok "what gdb cannot read is refused before it starts: ${words##*/}"
done
# What the machine refuses gdb would only see go away, and end with 0.
tools=$(cd "$bin" && pwd)
cp "$kernel" "$work/kernel"
head -c 100 "$kernel" >"$work/half"
echo text >"$work/text"
while read -r status words; do
	# shellcheck disable=SC2086
	(cd "$work" && timeout 600 "$tools/pg32-gdb" --batch $words) </dev/null >"$work/out" 2>&1
	[ $? = "$status" ] && [ "$(wc -l <"$work/out")" = 1 ]
	ok "what the machine refuses is refused before gdb starts: ${words##*/}"
done <<-END
	65 text
	65 half
	65 -m 8K kernel
	65 --hosted -m 8K kernel
	65 --depth 1 --machine-memory 64K kernel
	65 --symbols text kernel
	66 --symbols none kernel
	66 --disk text kernel
	66 --disk none kernel
	66 --input none kernel
	66 --input . kernel
	74 --dump . kernel
	65 --replay text
	66 --replay none
END
(ulimit -v 400000; timeout 600 "$bin/pg32-gdb" -m 2G --batch "$kernel") </dev/null >"$work/out" 2>&1
[ $? = 70 ]
ok "a machine that does not start is no success"
for options in "" --hosted "--depth 1"; do
	# shellcheck disable=SC2086
	timeout 600 "$bin/pg32-gdb" $options --batch "$2/lib/pg32/vmm.elf" </dev/null >"$work/out" 2>&1 && grep -q '^_start ()' "$work/out"
	ok "a VMM without a kernel is what runs${options:+ with $options}"
done
cmp -s "$2/demo.img" "$work/disk"
ok "the disk's file is not written"

cat >"$work/commands" <<'END'
break call_spawn
continue
user
continue
END
printf '%s\n' '#0  0x00008e5c in kernel_spawn ...' 'Breakpoint 1, call_spawn (kernel=0x6ee0 <kernel>, ...' >"$work/expected"
gdb --disk "$work/disk" --symbols "$user/shell.elf" --input programs/kernel/demo.input "$kernel"
shows "$work/expected"
ok "going on from the user program finds the kernel's breakpoints"

cat >"$work/commands" <<'END'
stepi 20
monitor mark
reverse-stepi 5
stepi
reverse-stepi
set var $a5 = 77
reverse-stepi
p $a5
stepi
p $a5
monitor diff
goto 999999999
reverse-stepi
goto 0
reverse-stepi
monitor level 7
monitor nonsense
END
cat >"$work/expected" <<'END'
$1 = 0
$2 = 77
the run ends before: at ...
No more reverse-execution history.
there is no level 7 here
no such command: monitor help
END
for options in "" "--depth 1" "--hosted" "--hosted --hybrid"; do
	# shellcheck disable=SC2086
	gdb $options --input /dev/null "$paging"
	shows "$work/expected"
	ok "a paged kernel, back and forth${options:+ with $options}"
done

printf 'monitor catch store\ncontinue\nstepi\nmonitor journey\n' >"$work/commands"
printf '%s\n' 'stops where level 0 takes: store refused' '... traps: store to a page, value 401000, to level 0 ...' >"$work/expected"
gdb "$paging"
shows "$work/expected"
ok "what a page refused is not said to be outside the window"

# The manual's sessions with kernels that have a fault: each block behind <!-- bug NAME STATUS -->.
awk -v work="$work" '
	/^<!-- bug / { file = work "/bug-" ++count; print $3, $4 >file; next }
	file && /^    / { print substr($0, 5) >file; next }
	{ file = "" }' spec/debugging.md
number=0
while [ -f "$work/bug-$((number + 1))" ]; do
	number=$((number + 1))
	sed 1d "$work/bug-$number" >"$work/session"
	read -r name status <"$work/bug-$number"
	limit="-m 1M --limit 100000"
	grep -v '^(gdb)\|^[$] ' "$work/session" >"$work/expected"
	# shellcheck disable=SC2086
	"$bin/pg32-run" $limit "$folder/bugs/$name.elf" >"$work/out" 2>&1 </dev/null
	[ $? = "$status" ]
	ok "$name: ends with $status"
	if read -r first program arguments <"$work/session" && [ "$first" = '$' ]; then
		# shellcheck disable=SC2086
		"$bin/$program" $limit ${arguments% *} "$folder/bugs/$name.elf" >"$work/out" 2>&1 </dev/null
		shows "$work/expected"
		ok "the manual's session: $name"
		continue
	fi
	sed -n 's/^(gdb) //p' "$work/session" >"$work/commands"
	for options in "" "--depth 1"; do
		# shellcheck disable=SC2086
		gdb $options $limit "$folder/bugs/$name.elf"
		shows "$work/expected"
		ok "the manual's session: $name${options:+ with $options}"
	done
done
[ $number = 15 ]
ok "the manual has so many"

cat >"$work/commands" <<'END'
break take_trap
continue
last-write &low_memory.old.pc
delete
watch low_memory.value
continue
reverse-continue
END
cat >"$work/expected" <<'END'
written at ... user mode, pc ... <program> tests/debug/bugs/again.c:15
15		CALL(1);
Hardware watchpoint 2: low_memory.value ...
New value = 1
trap_entry () at tests/debug/bugs/entry.s:19
New value = 0
program () at tests/debug/bugs/again.c:15
END
for options in "" "--depth 1" "--hosted" "--hosted --hybrid"; do
	# shellcheck disable=SC2086
	gdb $options -m 1M --limit 2000000 "$folder/bugs/again.elf"
	shows "$work/expected"
	ok "what a trap stores is seen to be stored${options:+ with $options}"
done

# One begins again: from its beginning, at another machine where that was killed, from another level.
cat >"$work/commands" <<'END'
break call_spawn
run
user
run
start
level 0
info breakpoints
run
info breakpoints
kill
starti
run
monitor restart
END
cat >"$work/expected" <<'END'
kernel: 3602 of 4096 sectors of the disk are free
... Breakpoint 1, call_spawn (kernel=0x6ac0 <kernel>, ...
#0  0x00008e5c in kernel_spawn ...
... Breakpoint 1, call_spawn (kernel=0x6ac0 <kernel>, ...
... Temporary breakpoint 2, main (boot_table=...
1       breakpoint     keep n ...
... Breakpoint 1, call_spawn (kernel=0x6ac0 <kernel>, ...
... breakpoint     keep y ... in call_spawn at programs/kernel/syscall.c:162
[Inferior 1 (Remote target) killed]
_start () at programs/kernel/entry.s:25
... Breakpoint 1, call_spawn (kernel=0x6ac0 <kernel>, ...
... level 1, supervisor mode, pc ... <_start> programs/kernel/entry.s:25
END
gdb --depth 1 --disk "$work/disk" --symbols "$user/shell.elf" --input programs/kernel/demo.input "$kernel"
shows "$work/expected"
ok "run, start, starti and kill, with breakpoints kept"
[ "$(grep -c 'sectors of the disk are free' "$work/out")" = 2 ]
ok "what the guest has said it says once, and of another machine again"

while read -r command; do
	read -r said
	printf '%s\n' "$command" >"$work/commands"
	gdb "$folder/bugs/again.elf"
	[ "$(grep -cxF "$said" "$work/out")" = 1 ] && ! grep -q Traceback "$work/out"
	ok "one line: $command"
done <<'END'
record full
the run is recorded already: reverse-step, reverse-continue, goto N; monitor save FILE saves it
checkpoint
every position is one: monitor when says which, and goto N goes to it
run x
the program's arguments are given to pg32-gdb, behind --
catch syscall 3
system calls are caught whatever their number: catch syscall
catch syscall
stops where level 0 takes: system call
END

cat >"$work/commands" <<'END'
user
monitor catch store
continue
user
END
cat >"$work/expected" <<'END'
no user program has run before
#0  0x00000008 in ?? ()
no image is known that has this code: --symbols FILE names one of the same build
END
for symbols in "" "--symbols $user/shell.elf" "--symbols $user/stripped/shell.elf"; do
	# shellcheck disable=SC2086
	gdb -m 1M $symbols "$folder/bugs/bound.elf"
	shows "$work/expected"
	ok "a user program that nothing is known of${symbols:+ with $symbols}"
done

cat >"$work/commands" <<'END'
monitor catch store
continue
user
last-write 0
END
echo '#0  0x000010f0 in main () at tests/debug/bugs/bound.c ...' >"$work/expected"
gdb -m 1M "$folder/bugs/bound.elf"
shows "$work/expected"
ok "going back from the user program to before there was one"

cat >"$work/commands" <<'END'
monitor catch system
continue
last-write sp
continue
kill
END
printf '%s\n' 'stops where level 1 takes: system call' 'trap_entry () ...' >"$work/expected"
gdb --depth 1 --disk "$work/disk" --input /dev/null "$kernel"
shows "$work/expected"
ok "a trap is caught where its level takes it"

# counted NAME: how often, as the machine says that ran it.
counted() {
	"$bin/pg32-run" -m 1M --stats "$paging" </dev/null 2>&1 | awk -v name="$1" '$1 == name { print $2 }'
}
# Each of its programs is begun by an lpsw, and ended by a trap.
fills=$(counted fills) loads=$(counted lpsw)
for event in "fill $fills has a translation read" "psw $loads loads a PSW" "mode $((2 * loads)) goes into the other mode"; do
	name=${event%% *} times=${event#* } what=${event#* * }
	times=${times%% *}
	{
		echo "monitor catch $name"
		yes continue | head -n 20
	} >"$work/commands"
	for options in "" "--depth 1" "--hosted"; do
		# shellcheck disable=SC2086
		gdb $options --input /dev/null "$paging"
		grep -q "^stops where level [01] $what\$" "$work/out" && [ "$(grep -c 'received signal SIGTRAP' "$work/out")" = "$times" ]
		ok "stops at each $name${options:+ with $options}"
	done
done
cat >"$work/commands" <<'END'
monitor catch event
continue
reverse-continue
monitor catch psw
monitor uncatch
monitor catch x
END
cat >"$work/expected" <<'END'
stops where level 0 has a device that asks for attention
idle (kernel=... at programs/kernel/scheduler.c:...
No more reverse-execution history.
stops where level 0 loads a PSW
catch any, interrupt, or the beginning of: ... fill, psw, mode, event
END
gdb --disk "$work/disk" --input /dev/null "$kernel"
shows "$work/expected"
ok "stops where a device asks, and back"

# What is read and written, forward and back: the same lines, but for the level's name.
cat >"$work/commands" <<'END'
rwatch calls
continue
delete
awatch calls
continue
continue
reverse-continue
reverse-continue
END
cat >"$work/expected" <<'END'
Hardware read watchpoint 1: calls
Value = 0
0x000010b8 in take_trap () at tests/debug/bugs/again.c:10
Hardware access (read/write) watchpoint 2: calls
Old value = 0
New value = 1
Value = 1
0x000010b8 in take_trap () at tests/debug/bugs/again.c:10
Value = 1
0x000010b4 in take_trap () at tests/debug/bugs/again.c:10
Old value = 1
New value = 0
END
for options in "" "--depth 2" "--hosted" "--engine=reference"; do
	# shellcheck disable=SC2086
	gdb $options "$folder/bugs/again.elf"
	shows "$work/expected"
	ok "reads and writes of a variable${options:+ with $options}"
done
# What is watched in a page of the user program's stays so where the kernel has the machine.
cat >"$work/commands" <<'END'
monitor catch store
continue
reverse-stepi
awatch *(int*)0x400ffc
rwatch *(int*)0x400ff8
continue
continue
monitor uncatch
reverse-continue
END
cat >"$work/expected" <<'END'
Hardware access (read/write) watchpoint 1: *(int*)0x400ffc
trapped () ...
Value = 286335522
0x00000008 in ?? ()
Value = 286335522
0x00000004 in ?? ()
END
for options in "" "--depth 1"; do
	# shellcheck disable=SC2086
	gdb $options "$paging"
	shows "$work/expected"
	ok "what is watched in a page of the user program's${options:+ with $options}"
done

cat >"$work/commands" <<END
symbol-file $folder/bugs/again.elf
add-symbol-file $folder/bugs/stack.elf
END
echo '.../bugs/stack.elf: its code is not in memory at 0x1000: another build, or not loaded yet' >"$work/expected"
gdb "$folder/bugs/again.elf"
shows "$work/expected" && [ "$(grep -c 'not in memory' "$work/out")" = 1 ]
ok "symbols of another build that one names"

# serve WORDS: what a client sends that is no gdb.
serve() {
	printf '%s' "$1" | timeout 600 "$bin/pg32-run" --gdb=- "$paging" >"$work/out" 2>&1
}
for words in '' 'rubbish' '$?#00$?#3f' '$m0,ffffffff#00$m0,ffffffff#b3$' '$vCont;s:1#' '$Z9,0,0#00+++---'; do
	serve "$words"
	[ $? = 130 ] && grep -q 'gdb went away' "$work/out"
	ok "a client that sends '$words' and goes away"
done
for words in '$c#63' '$c#63$?#3f' '$vCont;c#a8$' '$c#63rubbish'; do
	printf '%s' "$words" | timeout 600 "$bin/pg32-run" -m 1M --gdb=- "$folder/bugs/again.elf" >"$work/out" 2>&1
	[ $? = 130 ] && grep -q 'gdb went away' "$work/out"
	ok "a client that goes away while the machine runs: '$words'"
done
mkfifo "$work/to" "$work/from"
timeout 600 "$bin/pg32-run" -m 1M --gdb=- "$folder/bugs/again.elf" <"$work/to" >"$work/from" 2>/dev/null &
exec 3>"$work/to" 4<"$work/from"
printf '$c#63$g#67$' >&3
head -c 1 <&4 >"$work/out" # +, which is that it was asked to run
printf '?#3f\003' >&3
exec 3>&-
cat <&4 >>"$work/out"
exec 4<&-
wait
grep -q '\$T02thread:1;#d4+\$0*[0-9a-f]*#..+\$T05thread:1;#d7' "$work/out"
ok "a slow client that asks while the machine runs, and then calls for a stop"

cat >"$work/commands" <<'END'
monitor
monitor goto
monitor goto -1
monitor goto 99999999999999999999
monitor level x
monitor catch %s%n
monitor translate 0x100000000
monitor translate 0xfffffff0
monitor last-write
monitor disassemble 0xfffffff0
monitor diff
monitor uncatch timer
monitor when 5
last-write nonsense
level 99
p/x $pc
END
cat >"$work/expected" <<'END'
no such command: monitor help
goto takes a number from 0 to 18446744073709551614, not ''
goto takes a number from 0 to 18446744073709551614, not '-1'
goto takes a number from 0 to 18446744073709551614, not '99999999999999999999'
level takes a number from 0 to 66, not 'x'
catch any, interrupt, or the beginning of: ...
translate takes a number from 0 to 4294967295, not '0x100000000'
outside of the window: bound is 00100000
last-write, but for ra to a5, takes a number from 0 to 4294967295, not ''
no memory there
nothing has changed since 0
uncatch takes nothing
when takes nothing
last-write, but for ra to a5, takes a number from 0 to 4294967295, not 'nonsense'
level takes a number from 0 to 66, not '99'
$1 = 0x1000
END
gdb -m 1M "$folder/bugs/again.elf"
shows "$work/expected"
ok "monitor with rubbish"

# A run that is interrupted, as one does: from a terminal.
for options in "" "--depth 1" "--hosted --hybrid"; do
	# shellcheck disable=SC2086
	timeout 600 env TERM=xterm "$2/tests/command/pty" "$bin/pg32-gdb" $options -m 1M "$folder/bugs/timer.elf" -- \
		'WAIT:(gdb) ' 'TYPE:continue\x0a' WAIT:Continuing 'PRESS:\x03' WAIT:SIGINT \
		'TYPE:print 1234 + 1\x0a' WAIT:1235 'TYPE:reverse-stepi\x0akill\x0aquit\x0a' \
		>"$work/out" 2>&1 && [ "$(tail -n 1 "$work/out")" = "status 0" ]
	ok "a run is interrupted${options:+ with $options}"
done
timeout 600 env TERM=xterm LINES=40 COLUMNS=120 "$2/tests/command/pty" "$bin/pg32-gdb" --tui -m 1M "$folder/bugs/timer.elf" -- \
	'WAIT:(gdb) ' 'TYPE:layout asm\x0a' 'WAIT:addi sp, sp' 'TYPE:layout regs\x0a' WAIT:Unavailable 'TYPE:stepi\x0a' \
	'WAIT:Register group' WAIT:status 'TYPE:quit\x0a' >"$work/out" 2>&1 && [ "$(tail -n 1 "$work/out")" = "status 0" ]
ok "gdb's windows: instructions of the machine, registers with the PSW"
timeout 600 "$bin/pg32-gdb" --tui --batch "$paging" </dev/null >"$work/out" 2>&1
[ $? = 64 ] && [ "$(wc -l <"$work/out")" = 1 ]
ok "windows are not for --batch"

cat >"$work/commands" <<'END'
break handler
x/i _start + 24
continue
reverse-stepi
reverse-stepi
stepi 2
delete
continue
END
cat >"$work/expected" <<'END'
   0x1018 <_start+24>:	popf a0
Breakpoint 1, handler () ...
22	1:	addi	s1, s1, -1
Breakpoint 1, handler () ...
ticks while computing: 20
[the machine halts here, with status 0]
END
for options in "" "--hosted --hybrid"; do
	# shellcheck disable=SC2086
	gdb $options --isa popf "$2/programs/flaws/popf.elf"
	shows "$work/expected"
	ok "a machine with a flaw${options:+ with $options}"
done

timeout 600 "$bin/pg32-run" --gdb=70000 "$paging" >"$work/out" 2>&1
[ $? = 64 ]
ok "a port that is none"
timeout 600 "$bin/pg32-gdb" "$paging" "$work/none" </dev/null >"$work/out" 2>&1
[ $? = 66 ] && [ "$(wc -l <"$work/out")" = 1 ]
ok "a file that is not there"
for options in "pg32-run" "pg32-vmm --hybrid"; do
	# shellcheck disable=SC2086
	timeout 600 "$2/tests/command/pty" "$bin/"$options --gdb=0 "$paging" -- WAIT:localhost TYPE:key 'TYPE:\x01x' >"$work/out" 2>&1
	[ "$(tail -n 1 "$work/out")" = "status 130" ] && grep -q '^mode as before at the end' "$work/out"
	ok "$options: one leaves while gdb is waited for"
done
timeout 600 "$2/tests/command/pty" "$bin/pg32-run" --gdb=- "$paging" -- >"$work/out" 2>&1
[ "$(tail -n 1 "$work/out")" = "status 64" ] && grep -q 'not for a terminal' "$work/out"
ok "a terminal is no gdb"
mkfifo "$work/said"
timeout 600 "$bin/pg32-run" --gdb=0 "$paging" </dev/null >"$work/said" 2>&1 &
exec 3<"$work/said"
read -r line <&3
port=${line##*localhost:}
timeout 600 "$bin/pg32-run" --gdb="$port" "$paging" >"$work/out" 2>&1
[ $? = 66 ] && [ "$(wc -l <"$work/out")" = 1 ]
ok "a port that is taken"
gdb-multiarch -q -batch -ex 'set osabi none' -ex "target remote localhost:$port" -ex 'stepi' -ex 'p/x $pc' \
	-ex 'kill' >"$work/out" 2>&1
exec 3<&-
wait
grep -q '^\$1 = 0x1' "$work/out"
ok "a gdb of one's own"
gdb-multiarch -q -batch -ex 'set osabi none' -ex "target extended-remote | $bin/pg32-run --gdb=- $folder/bugs/again.elf" \
	-ex 'break take_trap' -ex 'run' -ex 'p/x $pc' -ex 'kill' -ex 'stepi' -ex 'run' -ex 'bt' "$folder/bugs/again.elf" \
	>"$work/out" 2>&1
[ "$(grep -c '^Breakpoint 1, take_trap' "$work/out")" = 2 ]
ok "target extended-remote: run begins again, also what was killed"
finish
