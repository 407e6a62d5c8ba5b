#!/bin/sh
# Emulation is proved of vmm.elf, and of each VMM with a planted error an exit is refuted.
build=$1
flawed=$build/tests/emulation
status=0

# expect WHAT: the last command's status was 0.
expect() {
	if [ $? = 0 ]; then
		echo "ok      $1"
	else
		echo "FAILED  $1"
		status=1
	fi
}

"$build/bin/pg32-theorems" --emulation --json >"$flawed/proofs.json"
expect "the proofs of vmm.elf come to an end"
jq -e '[.exits[], .direct[] | select(.open | not) | .proved] | length > 50 and all' "$flawed/proofs.json" >/dev/null
expect "all that is asked is proved"
jq -e '[.exits[] | select(.open) | .name] ==
	["emulate: lpsw", "emulate: spsw",
	 "emulate: in, port of CONSOLE", "emulate: in, port of DISK",
	 "emulate: out, port of CONSOLE", "emulate: out, port of DISK"]' "$flawed/proofs.json" >/dev/null
expect "nothing else is open"

# refute FLAW CASE PATTERN: the case is refuted of this VMM by a state that shows the pattern.
refute() {
	"$build/bin/pg32-theorems" --emulation --json --case "$2" "$flawed/$1/vmm.elf" |
		jq -es --arg pattern "$3" 'length == 1 and (.[0] | .refuted and (.exits[0].counterexample | test($pattern)))' >/dev/null
	expect "$1: $2 is refuted: $3"
}

refute mode "reflect: privileged instruction from user mode" "^word +f"
refute supervisor 'reflect: breakpoint' 'status: virtual [0-9], bare'
refute bound 'reflect: breakpoint' 'real bound: virtual'
refute timer 'time is over' 'timer: virtual'
refute wait 'emulate: wait' 'clock: virtual'
refute port 'emulate: in, port of SYSTEM' '[asrt][0-9p]: virtual'
refute pc 'reflect: breakpoint' 'memory: virtual'

"$build/bin/pg32-theorems" --emulation "$build/bin/pg32-theorems" >/dev/null 2>&1
[ $? = 65 ]
expect "what is no VMM is refused"
exit $status
