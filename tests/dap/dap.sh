#!/bin/sh
# pg32-debug --dap, by a client: sessions bare, in a tower and hosted, and what is no message. Arguments: the
# folder of the test, the folder of what is built.
folder=$1
build=$2
. tests/tap.sh
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
evidence=$work/out
cp "$build/demo.img" "$work/disk"
spawn=$(grep -n 'files\[STANDARD_FILES\] = ' programs/kernel/syscall.c | cut -d: -f1)
handler=$(grep -n 'call[[:space:]]*trap$' programs/kernel/entry.s | cut -d: -f1)
call=$(grep -n 'int result = system_call' programs/kernel/trap.c | cut -d: -f1)

# session SCRIPT DEBUGGER DEPTH HOSTED
session() {
	sed -e "s#KERNEL#$build/programs/kernel/kernel.elf#; s#DISK#$work/disk#; s#USER#$build/programs/user#" \
		-e "s#HERE#$PWD#; s#SPAWN#$spawn#; s#DEPTH#$3#; s#HOSTED#$4#; s#TOP#$5#g" \
		-e "s#CALL#$call#; s#HANDLER#$handler#; s#LEVELS#$(($5 * 64 + 60))#" \
		-e "s#BUGS#$build/tests/debugger/bugs#; s#PROGRAM#$build/programs/paging/spaces.elf#; s#STATUS#$6#" "tests/dap/$1.script" >"$work/script"
	timeout 600 "$folder/client" "$work/script" "$2" --dap >"$work/out" 2>&1
}

session kernel "$build/bin/pg32-debug" 0 false 0
ok "the toy kernel"
session kernel "$build/bin/pg32-debug" 2 false 2
ok "the toy kernel at depth 2"
session kernel "$build/bin/pg32-debug" 0 true 1
ok "the toy kernel under the hosted VMM"
cmp -s "$build/demo.img" "$work/disk"
ok "the disk's file is not written"
session conditions "$folder/pg32-debug" 0 false 0
ok "conditions, hits and messages"
session conditions "$build/bin/pg32-debug" 1 false 1
ok "conditions, hits and messages at depth 1"
session odd "$folder/pg32-debug" 0 false 0
ok "requests with arguments that they cannot want"
session end "$folder/pg32-debug" 0 false 0
ok "a run to its end, and back"
"$build/bin/pg32-run" -m 1M "$build/programs/paging/spaces.elf" </dev/null >/dev/null 2>&1
session plain "$folder/pg32-debug" 0 false 0 $?
ok "a run that is not debugged"

for makefile in programs/course/*/starter/Makefile; do
	! grep -q pg32-gdb "$makefile" || awk -f programs/course/editor/launch.awk "$makefile"
done >"$work/out"
[ "$(jq -r '.configurations[] | [.program, .memory // "", .vmm // "", .modules[]] | join(" ")' "$work/out" | sed -n '2p;6p')" = \
	'kernel.elf 2M  words add.elf registers.elf
psw.elf 64K ./vmm.elf guest.inc' ] && jq . programs/course/editor/pg32/package.json >"$work/out"
ok "the configurations of editors"

# sent STATUS LINE BYTES [TEXT]: what a client sends that is no message.
sent() {
	printf "$3" | timeout 600 "$folder/pg32-debug" --dap >"$work/messages" 2>"$work/out"
	[ $? = "$1" ] && [ "$(cat "$work/out")" = "pg32-debug: $2" ]
	ok "a client that sends ${4-"'$3'"}"
}
sent 130 'the client went away' ''
sent 65 'a message that ends early' 'Content-Length: 100\r\n\r\n{'
sent 65 'a message that ends early' 'rubbish'
sent 65 'a message without Content-Length' 'rubbish\r\n\r\n'
sent 65 'a Content-Length that is no number' 'Content-Length: -1\r\n\r\n'
sent 65 'a Content-Length that is no number' 'Content-Length: \r\n\r\n'
sent 130 'the client went away' 'Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n[]' 'an empty message'
[ "$(grep -c 'what is no JSON' "$work/messages")" = 1 ] && grep -q 'what is no request' "$work/messages"
ok "which is told, and the next one is read"
sent 65 'a message of more than 16 MiB' 'Content-Length: 99999999999999999999999\r\n\r\n'
sent 65 'a head of more than 4096 bytes' "$(printf 'A%.0s' $(seq 5000))" 'no end of a line'
sent 130 'the client went away' 'Content-Length: 4\r\n\r\n{{{{content-length:2\r\nContent-Type: x\r\n\r\n[]'
grep -q 'what is no JSON' "$work/messages" && grep -q 'what is no request' "$work/messages"
ok "which is told"
timeout 600 "$folder/pg32-debug" >"$work/out" 2>&1 </dev/null
[ $? = 64 ] && [ "$(wc -l <"$work/out")" = 1 ]
ok "not --dap"
finish
