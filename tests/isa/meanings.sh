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
reads 'the machine' machine/core/semantics.h machine/core/execute.c machine/core/privileged.c machine/core/flawed.c
reads 'the fast engine' machine/engines/fast/rows.c
reads 'the manual' spec/text.c
reads 'the theorems' spec/theorems/terms/semantics.h
finish
