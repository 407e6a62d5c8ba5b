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
gives 64 '--emulation is of PG32' --emulation --isa popf
gives 64 '--row is of PG32' --isa all --row 'mine, NONE, 0xEF, WAIT()'
gives 64 'say it once' --emulation --case halt --case add

gives 0 'both_user: sensitive where both states are in user mode (footnote 5): in no state (proved)' \
	--isa mfpi --witness mfpi
[ "$(grep -c 'it shows this' "$evidence")" = 7 ]
ok 'seven witnesses of mfpi replay'
gives 0 'halts with' --isa all --witness uhalt

# An instruction that is described. Those of the profiles give what their rows give.
described() {
	gives 0 "Theorem $2" --row "mine, $1"
}
described 'RRR, 0xEF, SET_RD(MULHU(XOR(RA, RB), SRA(RA, CONST(3))))' '1: holds'
described 'RESULT, 0xEF, SET_RD(STATUS)' '3: fails'
described 'REGISTER, 0xEF, SET_STATUS(IF(IN_USER_MODE, STATUS, OR(AND(STATUS, CONST(0xFFFFFFFD)), AND(RA, CONST(2)))))' '3: holds'
described 'LOAD, 0xFE, SET_RD(BASE)' '1: holds'
described 'LOAD, 0xEF, SET_RD(REAL_ADDRESS(ADD(RA, IMM)))' '3: fails'
described ' ADDRESS,0xef, SET_PSW( LOAD_PSW(ADD(RA,IMM)) ) ' '1: fails'
described 'NUMBER, 0xEF, TRAP(SYSCALL, IMM)' '1: holds'
described 'NONE, 0xEF, WAIT()' '1: fails'
gives 64 'the opcode is that of add' --row 'mine, RRR, 0x10, SET_RD(RA)'
gives 64 'an opcode has two digits' --row 'mine, RRR, 0x100, SET_RD(RA)'
gives 64 'a name of at most 31 letters is expected, at character 1' --row ''
gives 64 "',' is expected" --row 'mine'
gives 64 'a format of isa/formats.def is expected' --row 'mine, XYZ, 0xEF, WAIT()'
gives 64 'an effect is expected' --row 'mine, NONE, 0xEF, ADD(RA, RB)'
gives 64 'a value is expected, at character 33: RC' --row 'mine, RRR, 0xEF, SET_RD(ADD(RA, RC))'
gives 64 "')' is expected" --row 'mine, RRR, 0xEF, SET_RD(RA'
gives 64 'one effect is all that a row has' --row 'mine, RRR, 0xEF, WAIT() WAIT()'
gives 64 'a number of 32 bits is expected' --row 'mine, RRR, 0xEF, SET_RD(CONST(-1))'
gives 64 'values are at most 32 deep' --row "mine, RRR, 0xEF, SET_RD($(printf '%0200d' 0 | sed 's/0/LOAD_WORD(/g')RA"
gives 64 'exclude each other' --row 'mine, NONE, 0xEF, WAIT()' --json

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

# It ends, and does not take the question at hand for one without an answer.
env --default-signal "$tool" --emulation >"$evidence" 2>&1 &
running=$!
until [ "$(awk '{ print $14 }' /proc/$running/stat || echo 300)" -ge 300 ]; do :; done
kill -INT $running
wait $running
[ $? = 130 ]
ok 'SIGINT ends a proof'

finish
