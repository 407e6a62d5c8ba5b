#!/bin/sh
# --save-timeline and --replay: a run is saved, all that it was made of is moved away, and it is run again to
# the same bytes of memory, disk and console. Argument: the folder of what is built.
build=$1
. tests/tap.sh
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
evidence=$work/out
tools=$PWD/$build/bin
client=$PWD/$build/tests/dap/client

# room: a folder with all that a run needs.
room() {
	rm -rf "$work/room"
	mkdir "$work/room"
	cp "$build/demo.img" "$work/room/disk"
	cp "$build/programs/kernel/kernel.elf" programs/kernel/demo.input "$build/programs/user/shell.elf" "$build/lib/pg32/vmm.elf" "$work/room"
}

# saved TOOL OPTION...: saves in the room, and replays where nothing of that is left.
saved() {
	tool=$1
	shift
	room
	(cd "$work/room" && timeout 600 "$tools/$tool" "$@" -m 1M --disk disk --input demo.input --symbols shell.elf \
		--dump ../first.json --save-timeline ../bug kernel.elf) >"$work/first" 2>"$work/first.err"
	first=$?
	cmp -s "$work/room/disk" "$build/demo.img" || return 1
	rm -rf "$work/room"
	mkdir "$work/elsewhere" 2>/dev/null
	(cd "$work/elsewhere" && timeout 600 "$tools/$tool" --replay ../bug --engine="$engine" --dump ../second.json) \
		>"$work/second" 2>"$work/second.err" </dev/null
	second=$?
	cat "$work/second.err" >"$work/out"
	[ $first = $second ] && cmp "$work/first" "$work/second" && cmp "$work/first.err" "$work/second.err" &&
		cmp "$work/first.json" "$work/second.json" && ls -A "$work/elsewhere" | wc -l | grep -qx 0
}

for engine in auto reference; do
	for options in "pg32-run" "pg32-run --depth 2" "pg32-vmm" "pg32-vmm --hybrid"; do
		# shellcheck disable=SC2086
		saved $options
		ok "$options, saved, and replayed elsewhere with --engine=$engine"
	done
done
engine=auto
saved pg32-run --limit 400000 && [ $first = 124 ]
ok "a run that a limit has ended"
saved pg32-run --seed 7 --output-limit 100 && [ $first = 124 ]
ok "a run that has said too much"

# What a run was traced as, and warned of, is what its replay is.
for report in --trace --trace=traps --check; do
	for options in "pg32-run" "pg32-run --depth 1" "pg32-vmm --hybrid"; do
		program=$build/tests/debugger/bugs/register.elf
		# shellcheck disable=SC2086
		"$tools/"$options -m 1M $report "$program" </dev/null >"$work/first" 2>&1
		# shellcheck disable=SC2086
		"$tools/"$options -m 1M --save-timeline "$work/bug" "$program" </dev/null >"$work/out" 2>&1
		"$tools/${options%% *}" --replay "$work/bug" $report </dev/null >"$work/second" 2>&1
		[ -f "$program" ] && diff "$work/first" "$work/second" >"$work/out" && [ "$(wc -l <"$work/first")" -gt 0 ]
		ok "$options, replayed with $report"
	done
done

# A run that a signal ends is saved as far as it came: while it computes, and while it waits for a pipe.
"$tools/pg32-as" -o "$work/looping.elf" - <<'END'
	.globl _start
_start:	li	t0, 50000
1:	addi	t0, t0, -1
	bnez	t0, 1b
	li	a0, 'H'
	out	a0, 16(zero)
2:	j	2b
END
mkfifo "$work/output" "$work/input"

# start COMMAND...: runs it in the background with descriptor 4 as its input, until it has written.
start() {
	env --default-signal "$@" <&4 >"$work/output" 2>"$work/out" &
	running=$!
	exec 3<"$work/output"
	head -c 1 <&3 >"$work/said"
}

# until_state LETTER: what runs is in that state of /proc.
until_state() {
	until grep -q "^State:.$1" /proc/$running/status; do
		[ -e /proc/$running ] || return 1
	done
}

# send SIGNAL...: they come at once.
send() {
	kill -STOP $running
	until_state T
	for one in "$@"; do
		kill -"$one" $running
	done
	kill -CONT $running
	wait $running
	status=$?
	exec 3<&-
}

# What timeout(1) sends twice is one wish.
exec 4</dev/null
for signal in INT TERM HUP 'INT TERM'; do
	rm -f "$work/bug"
	start "$tools/pg32-run" -m 1M --dump "$work/first.json" --save-timeline "$work/bug" "$work/looping.elf"
	# shellcheck disable=SC2086
	send $signal
	timeout 600 "$tools/pg32-run" --replay "$work/bug" --dump "$work/second.json" >>"$work/out" 2>&1
	[ $? = 124 ] && [ $status = 130 ] && [ "$(jq .machine.clock "$work/first.json")" -gt 100000 ] &&
		[ "$(jq -S 'del(.exit_status, .stop)' "$work/first.json")" = "$(jq -S 'del(.exit_status, .stop)' "$work/second.json")" ]
	ok "a run that $signal ends"
done
rm -f "$work/bug"
exec 4<>"$work/input"
start "$tools/pg32-run" -m 1M --disk "$build/demo.img" --save-timeline "$work/bug" "$build/programs/kernel/kernel.elf"
until_state S
send TERM
exec 4<&-
timeout 600 "$tools/pg32-run" --replay "$work/bug" >>"$work/out" 2>&1 </dev/null
[ $? = 124 ] && grep -q 'the saved timeline ends here' "$work/out"
ok "a run that a signal ends where it waits"

# What gdb saves is where one stands in it, with what was written in the past.
room
cat >"$work/commands" <<'END'
break call_spawn
continue
continue
set var $a5 = 0x1234567
reverse-stepi
monitor save ../bug
monitor when
END
(cd "$work/room" && timeout 600 "$tools/pg32-gdb" -m 1M --batch --commands ../commands --depth 1 --disk disk --symbols shell.elf \
	--input demo.input kernel.elf) </dev/null >"$work/out" 2>&1
grep -q '^saved, at ' "$work/out" && where=$(sed -n 's/^\([0-9]*: level 1, .*\)$/\1/p' "$work/out" | tail -1)
ok "monitor save"
rm -rf "$work/room"
printf 'monitor when\nbacktrace\nstepi\nprint $a5\nreverse-continue\n' >"$work/commands"
(cd "$work/elsewhere" && timeout 600 "$tools/pg32-gdb" --batch --commands ../commands --replay ../bug) </dev/null >"$work/out" 2>&1
grep -qF "$where" "$work/out" && grep -qx '\$1 = 19088743' "$work/out"
ok "gdb stands where it was saved, and finds what was written"
grep -q '^#1 .* take_system_call (kernel=0x.* <kernel.*>) at programs/kernel/trap.c:[0-9]*$' "$work/out"
ok "with the images that were saved"
printf 'level 0\nlevel 1\nbreak call_spawn\ncontinue\nuser\n' >"$work/commands"
(cd "$work/elsewhere" && timeout 600 "$tools/pg32-gdb" --batch --commands ../commands --replay ../bug) </dev/null >"$work/out" 2>&1
grep -q '^#0 .* at \./machine/\|^#0 .* at vmm/' "$work/out" && grep -q 'Breakpoint 1, call_spawn (kernel=' "$work/out"
ok "of every level"
cat >"$work/script" <<'END'
attach {"timeline": "../none"}
expect success false
attach {"timeline": "../bug", "memory": "1M"}
expect success false
expect message --memory is not for --replay, which has its own
attach {"timeline": "../bug"}
expect success true
wait initialized
configurationDone
wait stopped
expect body/reason entry
let thread body/threadId
evaluate {"expression": "when", "context": "repl"}
expect body/result WHERE...
stackTrace {"threadId": $thread}
expect body/stackFrames/0/name system_call
stepIn {"threadId": $thread, "granularity": "instruction"}
wait stopped
evaluate {"expression": "$a5"}
expect body/result 0x01234567
stackTrace {"threadId": $thread}
expect body/stackFrames/0/name call_spawn
expect body/stackFrames/1/name trap
disconnect
END
sed -i "s#WHERE#${where%%,*}#" "$work/script"
(cd "$work/elsewhere" && timeout 600 "$client" ../script "$tools/pg32-debug" --dap) >"$work/out" 2>&1
ok "an editor attaches to it"

# refused STATUS TEXT OPTION...: in one line.
refused() {
	status=$1
	text=$2
	shift 2
	(cd "$work" && timeout 600 "$tools/pg32-run" "$@") </dev/null >"$work/out" 2>&1
	[ $? = "$status" ] && [ "$(cat "$work/out")" = "pg32-run: $text" ]
	ok "$text"
}
printf 'PG32TIME' >"$work/short"
printf 'PG32TIME\377\377\377\377' >"$work/later"
{ cat "$work/bug" && echo; } >"$work/longer"
LC_ALL=C tr 'a' 'b' <"$work/bug" >"$work/other"
refused 66 'none: No such file or directory' --replay none
refused 65 'short: a timeline of another version of PG32' --replay short
refused 65 'later: a timeline of another version of PG32' --replay later
refused 65 'longer: it is damaged' --replay longer
refused 65 'other: it is damaged' --replay other
refused 65 "first.json: no saved timeline" --replay first.json
refused 64 '--replay has its kernel and modules itself' --replay bug kernel.elf
refused 64 '--depth is not for --replay, which has its own' --replay bug --depth 2
cp "$build/programs/kernel/kernel.elf" "$work/kernel.elf"
refused 64 'kernel.elf: the timeline would overwrite what is read' --save-timeline kernel.elf kernel.elf
refused 74 'no/where: No such file or directory' --save-timeline no/where kernel.elf
refused 64 '--trace is not for --save-timeline: it goes with --replay' --save-timeline bug --trace kernel.elf
refused 64 '--check is not for --save-timeline: it goes with --replay' --save-timeline bug --check kernel.elf
# A kernel that is another one than was run, behind a digest that is right.
printf '_start: li a0, 7\n\thalt a0\n' >"$work/seven.s"
"$tools/pg32-as" -o "$work/seven.elf" "$work/seven.s" && "$tools/pg32-run" --save-timeline "$work/seven" "$work/seven.elf"
tail -c +53 "$work/seven" | LC_ALL=C sed 's/\x07\x00\xa0\x30/\x08\x00\xa0\x30/' >"$work/eight"
{
	head -c 20 "$work/seven"
	/usr/bin/env printf "$(sha256sum <"$work/eight" | sed 's/ .*//; s/../\\x&/g')"
	cat "$work/eight"
} >"$work/forged"
refused 65 'forged: the run comes to another state than was saved' --replay forged --stats --dump none.json
[ ! -e "$work/none.json" ]
ok "a replay that comes to no end has no end to tell of"
"$tools/pg32-vmm" --replay "$work/bug" >"$work/out" 2>&1
[ $? = 65 ] && grep -q 'it is a run of pg32-run$' "$work/out"
ok "the other tool's"
finish
