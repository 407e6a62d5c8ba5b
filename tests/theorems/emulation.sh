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

# flaws DO: calls DO FLAW CASE PATTERN for each planted error: the case is refuted of the VMM that has
# it, by a state that shows the pattern.
flaws() {
	"$1" mode 'reflect: privileged instruction from user mode' '^word +f'
	"$1" supervisor 'reflect: breakpoint' 'status: virtual [0-9], bare'
	"$1" bound 'reflect: breakpoint' 'real bound: virtual'
	"$1" timer 'time is over' 'timer: virtual'
	"$1" wait 'emulate: wait' 'clock: virtual'
	"$1" port 'emulate: in' '([agst][0-9]|[agrst]p|ra): virtual'
	"$1" window 'emulate: lpsw' 'real (base|bound): virtual'
	"$1" store 'emulate: spsw' 'the VMM stores to'
	"$1" console 'emulate: out' 'console due: virtual'
	"$1" pc 'reflect: breakpoint' 'memory: virtual'
}

try() {
	"$build/bin/pg32-theorems" --emulation --json --case "$2" "$flawed/$1/vmm.elf" \
		>"$flawed/$1/proof.json" 2>"$flawed/$1/progress"
	echo $? >"$flawed/$1/status"
}

refute() {
	[ "$(cat "$flawed/$1/status")" = 1 ] && grep -q ': FALSE$' "$flawed/$1/progress" &&
		jq -es --arg pattern "$3" 'length == 1 and
			(.[0] | .verdict == "refuted" and (.exits[0].counterexample | test($pattern)))' \
			"$flawed/$1/proof.json" >/dev/null
	expect "$1: $2 is refuted: $3"
}

# The solver takes minutes, so on all processors.
flaws try &
"$build/bin/pg32-theorems" --emulation --json >"$flawed/proofs.json" 2>"$flawed/progress"
expect "the proofs of vmm.elf come to an end"
wait
[ "$(grep -c ': proved$' "$flawed/progress")" = "$(jq '(.exits + .direct) | length' "$flawed/proofs.json")" ]
expect "each proof is told when it is made"
jq -e '.whole and .verdict == "proved" and ([.exits[], .direct[] | .proved] | length > 60 and all)' "$flawed/proofs.json" >/dev/null
expect "all is proved"
jq -e '[.exits[].name | select(startswith("emulate"))] == ["emulate: lpsw", "emulate: spsw", "emulate: in",
	"emulate: out", "emulate: wait", "emulate: halt", "emulate: no instruction of group F"]' "$flawed/proofs.json" >/dev/null
expect "each privileged instruction is emulated"

flaws refute

"$build/bin/pg32-theorems" --emulation --case nonsense >"$flawed/none" 2>&1
[ $? = 64 ] && [ "$(cat "$flawed/none")" = "pg32-theorems: no case has a name that begins with 'nonsense'" ]
expect "no case is an error"
"$build/bin/pg32-theorems" --emulation --case 'emulate: halt' >"$flawed/one" 2>/dev/null &&
	grep -q '^Proved of the one case above' "$flawed/one" && ! grep -q 'f(i(S))' "$flawed/one"
expect "of one case nothing is claimed but it"

"$build/bin/pg32-theorems" --emulation "$build/bin/pg32-theorems" >/dev/null 2>&1
[ $? = 65 ]
expect "what is no VMM is refused"
exit $status
