#!/bin/sh
# The command line of pg32-theorems --templates, and some proofs of each kind.
# usage: command.sh TOOL DIRECTORY
. tests/tap.sh
tool=$1
evidence=$2/output

# gives STATUS TEXT ARGUMENT...: the tool ends with the status and says the text.
gives() {
	status=$1 text=$2
	shift 2
	"$tool" --templates "$@" >"$evidence" 2>&1
	[ $? = "$status" ] && grep -qF -- "$text" "$evidence"
	ok "pg32-theorems --templates $*: $status, $text"
}

gives 0 'ways in and out                  proved' --case ways
gives 0 'of no other case is anything said' --case 'syscall'
gives 0 'lpsw, mixed page                 proved' --case lpsw
gives 0 'no instruction                   proved' --case 'no instruction'
gives 0 'sb, careful                      proved' --case 'sb, careful'
gives 64 "no case has a name that begins with 'nonsense'" --case nonsense
gives 64 '--case needs a name' --case ''
gives 64 'exclude each other' --emulation
gives 64 '--templates goes with --json only' --latex
gives 64 'it takes no arguments' --case ways vmm.elf

"$tool" --templates --case 'ways' --json >"$evidence" 2>/dev/null
ok 'pg32-theorems --templates --json: 0'
jq -es 'length == 1 and (.[0] | .verdict == "proved" and (.refuted or .whole | not) and
	(.templates | length == 1 and .[0].name == "ways in and out" and .[0].proved))' "$evidence" >/dev/null
ok 'the verdict, as documented'

finish
