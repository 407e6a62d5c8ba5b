#!/bin/sh
# Emulation is proved of vmm.elf, and of each VMM with a planted error an exit is refuted.
build=$1
flawed=$build/tests/emulation

. tests/mutants/faults.sh

# Whether the fault is a VMM's.
is_of_vmm() {
	case $places in
	emulation/*) [ -n "$refutes" ] ;;
	*) return 1 ;;
	esac
}

# What is to be proved: the folder for what comes of it, the VMM, and the case, or nothing for all of them.
to_prove() {
	printf '%s\0%s\0%s\0' "$flawed" "$build/lib/pg32/vmm.elf" ''
	each_fault to_refute
}

to_refute() {
	! is_of_vmm || printf '%s\0%s\0%s\0' "$(dirname "$build/tests/$places")" "$build/tests/$places" "$refutes"
}

# Of each planted error of a VMM the case must have been refuted by a state that shows the pattern.
refute() {
	is_of_vmm || return
	here=$(dirname "$build/tests/$places")
	[ "$(cat "$here/status")" = 1 ] && grep -q ': FALSE$' "$here/progress" &&
		jq -es --arg pattern "$shows" 'length == 1 and
			(.[0] | .verdict == "refuted" and (.exits[0].counterexample | test($pattern)))' \
			"$here/proof.json" >/dev/null
	expect "$name: $refutes is refuted: $shows"
	refuted=$((refuted + 1))
}

# The solver takes minutes, so on all processors.
# shellcheck disable=SC2016
to_prove | xargs -0 -n 3 -P "$(nproc)" sh -c '
	"$1/bin/pg32-theorems" --emulation --json ${4:+--case "$4"} "$3" >"$2/proof.json" 2>"$2/progress"
	echo $? >"$2/status"' prove "$build"
[ "$(cat "$flawed/status")" = 0 ]
expect "the proofs of vmm.elf come to an end"
[ "$(grep -c ': proved$' "$flawed/progress")" = "$(jq '(.exits + .direct) | length' "$flawed/proof.json")" ]
expect "each proof is told when it is made"
# And a long one each ten cases, but not behind its last.
jq -r '.exits[] | .name as $name | range(10; .cases; 10) | "\($name): \(.) cases"' "$flawed/proof.json" |
	sort >"$flawed/stages"
[ -s "$flawed/stages" ] && grep ' cases$' "$flawed/progress" | sort | cmp -s - "$flawed/stages"
expect "a long proof tells how far it is, into a file, too"
# What the manual says of them.
jq -r '([.exits[], .direct[]] | length) as $all | (.exits | map({(.name): .cases}) | add) as $cases |
	"of \($all): emulate: wait: proved", "`lpsw` has \($cases["emulate: lpsw"]) cases, " +
	"`in` \($cases["emulate: in"]), `out` \($cases["emulate: out"]);"' "$flawed/proof.json" >"$flawed/told"
[ "$(grep -cF -f "$flawed/told" spec/theorems.md)" = 2 ]
expect "there are as many as the manual says"
jq -e '.whole and .verdict == "proved" and ([.exits[], .direct[] | .proved] | length > 60 and all)' "$flawed/proof.json" >/dev/null
expect "all is proved"
jq -e '[.exits[].name | select(startswith("emulate"))] == ["emulate: lpsw", "emulate: spsw", "emulate: in",
	"emulate: out", "emulate: wait", "emulate: halt", "emulate: no instruction of group F"]' "$flawed/proof.json" >/dev/null
expect "each privileged instruction is emulated"

refuted=0
each_fault refute
[ $refuted -ge 10 ]
expect "ten errors were planted"

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
