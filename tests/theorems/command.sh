#!/bin/sh
# The command line of pg32-theorems.
# usage: command.sh TOOL DIRECTORY
. tests/tap.sh
tool=$1
evidence=$2/output

# gives STATUS TEXT ARGUMENT...: the tool ends with the status and says the text.
gives() {
	status=$1 text=$2
	shift 2
	"$tool" "$@" >"$evidence" 2>&1
	[ $? = "$status" ] && grep -qF -- "$text" "$evidence"
	ok "pg32-theorems $*: $status, $text"
}

gives 0 'IBM 360/67, LRA' --isa help
gives 64 'no profile' --isa PG32
gives 64 "there is no instruction 'nothing'" --isa all --witness nothing
gives 64 "'popf' is of another profile (--isa popf)" --witness popf
gives 64 "'popf' is of another profile (--isa popf)" --isa smsw --witness popf
gives 64 'exclude each other' --witness lpsw --json
gives 64 'no arguments but options' popf

gives 0 'both_user: sensitive where both states are in user mode (footnote 5): in no state (proved)' \
	--isa mfpi --witness mfpi
[ "$(grep -c 'it shows this' "$evidence")" = 7 ]
ok 'seven witnesses of mfpi replay'
gives 0 'halts with' --isa all --witness uhalt

# What scripts read.
"$tool" --isa jrst1 --json >"$evidence"
ok 'pg32-theorems --isa jrst1 --json: 0'
jq -e '.decided and .partition and .profiles == [{
	"profile": "jrst1", "machine": "PDP-10, JRST 1", "instruction": "jrst1", "kinds": ["control"],
	"theorem1": false, "theorem2": false, "theorem3": true, "theorem3_both_user": true,
	"at_fault": { "theorem1": ["jrst1"], "theorem2": ["jrst1"], "theorem3": [],
		"theorem3_both_user": [] } }]' "$evidence" >/dev/null
ok 'the verdicts, as documented'
jq -e '([.instructions[].words] | add) == 4294967296' "$evidence" >/dev/null
ok 'the words make 2^32'
jq -e '.instructions[] | select(.name == "jrst1") | .claims.supervisor and (.claims.user | not) and
	.witnesses.supervisor.states[0].psw.status % 2 == 0' "$evidence" >/dev/null
ok 'the witness of the one more'

finish
