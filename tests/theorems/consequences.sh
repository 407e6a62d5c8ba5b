#!/bin/sh
# What comes of each profile's flaw is what spec/theorems.md says, cell by cell: the verdicts of the
# theorems, how the profile's guest ends bare and under each VMM, and where bare and virtual part.
# Prints a line a profile, as TAP. Argument: the build folder.
build=$1
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
evidence=$work/difference

for guest in programs/flaws/*.s; do
	name=$(basename "$guest" .s)
	"$build/bin/pg32-run" --isa "$name" "$build/programs/flaws/$name.elf" </dev/null >"$work/out" 2>"$work/err"
	echo "exit status $?" >>"$work/out"
	status=0
	[ "$name" != uhalt ] || status=3
	{ cat "programs/flaws/$name.expected" && echo "exit status $status"; } | diff - "$work/out" >"$evidence"
	ok "$name bare: its output and status"
done
# The block of the manual that begins as the table does.
awk '/^```/ { inside = 0 } /^ *theo-/ { inside = 1 } inside' spec/theorems.md >"$work/expected"
spec/theorems/consequences "$build" >"$work/table" 2>"$work/err" && [ ! -s "$work/err" ]
ok "the table is made"
for name in $("$build/bin/pg32-run" --isa help | cut -f 1); do
	line=$(grep "^$name " "$work/table")
	[ "$line" = "$(grep "^$name " "$work/expected")" ]
	ok "$(echo "$line" | tr -s ' ')"
done
diff "$work/expected" "$work/table" >"$evidence"
ok "nothing else has changed in the table"
finish
