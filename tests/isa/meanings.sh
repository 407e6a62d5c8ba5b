#!/bin/sh
# Whatever a row may be written with, each reading of the rows has a meaning for: a row with a value that no
# row had before is one row. The values and effects are those that isa/traits.h reads.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
missing=$(mktemp) || exit 1
trap 'rm -f "$missing"' EXIT
evidence=$missing
values=$(sed -n '/^#define RA /,/^enum traits_of/s/^#define \([A-Z_]*\).*/\1/p' isa/traits.h | grep -vx GATE)

# reads WHAT FILE...: together the files have a meaning for each.
reads() {
	what=$1
	shift
	for value in $values; do
		grep -q "^#define $value\>" "$@" || echo "$value is not in: $*"
	done >"$missing"
	[ ! -s "$missing" ]
	ok "$what"
}

[ "$(echo "$values" | wc -l)" -gt 50 ]
ok 'there are values and effects'
reads 'the machine' machine/core/values.h machine/core/semantics.h machine/core/execute.c machine/core/privileged.c machine/core/flawed.c
reads 'the fast engine' machine/engines/fast/rows.c
reads 'the manual' spec/text.c
reads 'the theorems' spec/theorems/terms/semantics.h

# But a flaw has not the meanings of those that only supervisors are to have.
tree=$missing.tree
trap 'rm -rf "$missing" "$tree"' EXIT
for semantics in 'SET_RD(INPUT(RA))' 'OUTPUT(RA, RB)' 'WAIT()' 'EMPTY_BUFFER()' 'SET_PSW(LOAD_PSW(RA))' 'STORE_PSW(RA)'; do
	rm -rf "$tree"
	mkdir "$tree" && cp -R isa "$tree" || exit 1
	sed -i "0,/^FLAW(/s//FLAW(planted, ADDRESS, 0xEA, $semantics, \"\", \"\")\n&/" "$tree/isa/flaws.def"
	(cd "$tree" && ${CC:-cc} -std=c17 -I. -fsyntax-only isa/tables.c) 2>&1 | grep ' error: ' >"$missing"
	[ "$(wc -l <"$missing")" = 1 ] && grep -q 'planted in flaws.def: no flaw' "$missing"
	ok "a flaw of $semantics is refused by one line"
done
finish
