#!/bin/sh
# All templates are proved; and of each planted error in the translator, and in the prover, the case that
# faults.txt names is refuted.
# shellcheck disable=SC2154
# (A fault's words are set by each_fault.)
: "${BUILD:?}"
here=$BUILD/tests/template-proofs

. tests/mutants/faults.sh

"$BUILD/bin/pg32-theorems" --templates --json >"$here/proofs.json" 2>"$here/progress"
expect "the proofs come to an end"
jq -e '.whole and .verdict == "proved" and ([.templates[] | .proved and .cases > 0] | length > 100 and all)' \
	"$here/proofs.json" >/dev/null
expect "all is proved"
[ "$(grep -c ': proved$' "$here/progress")" = "$(jq '.templates | length' "$here/proofs.json")" ]
expect "each proof is told when it is made"

# Those of the engines that have a case, and of the templates' own prover.
refute() {
	case $refutes,$file in
	?*,machine/engines/* | ?*,spec/theorems/templates/*) ;;
	*) return ;;
	esac
	refuted=$((refuted + 1))
	mutant=$here/$refuted
	[ -z "$places" ] || mutant=$(dirname "$BUILD/tests/$places")
	mkdir -p "$mutant"
	{ [ -n "$places" ] || { fits && build_broken pg32-theorems >"$mutant/build.log" 2>&1; }; } && {
		"$mutant/pg32-theorems" --templates --json --case "$refutes" >"$mutant/proof.json" 2>"$mutant/progress"
		[ $? = 1 ] && jq -es --arg pattern "$shows" 'length == 1 and
			(.[0] | .verdict == "refuted" and ([.templates[].counterexample // ""] | any(test($pattern))))' \
			"$mutant/proof.json" >/dev/null
	}
	expect "$name: $refutes is refuted: $shows"
	[ -n "$places" ] || rm -f "$mutant/pg32-theorems"
}

refuted=0
each_fault refute
[ $refuted -ge 40 ]
expect "forty errors were planted"
exit $status
