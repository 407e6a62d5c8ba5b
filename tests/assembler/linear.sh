#!/bin/sh
# The work of pg32-as grows as its text does: of each kind of thing many, and four times as many,
# compared by the instructions that the assembler executes. And what would never end is refused at
# once, in the same measure. Prints a line a test, as TAP.
build=${BUILD:-build}
as=$(cd "$build/bin" && pwd)/pg32-as
here=$(cd tests/assembler && pwd)
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
cd "$work" || exit 70
if ! command -v valgrind >/dev/null; then
	echo "1..0 # SKIP no valgrind to count instructions with"
	exit 0
fi

# work FILE: prints how many thousands of instructions the assembler takes for it and its listing.
work() {
	valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file=log "$as" -l x.lst -o x.elf "$1" >/dev/null 2>&1
	[ $? -le 1 ] && awk '/Collected/ { print int($NF / 1000) }' log
}

echo '.data' >none.s
none=$(work none.s)
while read -r kind; do
	for number in 1000 4000; do
		awk -f "$here/many.awk" -v kind="$kind" -v count=$number >$number.s
	done
	few=$(($(work 1000.s) - none))
	many=$(($(work 4000.s) - none))
	[ "$many" -lt $((7 * few + 2000)) ]
	ok "$kind: four times as many take less than seven times the work ($few, $many)"
done <<'END'
undefined symbols
sections
line markers
files
parameters
labels
numeric labels
values of .irp
macros
warnings
operands of a line with an error
assignments
conditions
parentheses
statements of a line
comments of a call
parentheses that are not closed
nested repetitions
END

while read -r text; do
	printf '%b' "$text" >absurd.s
	spent=$(($(work absurd.s) - none))
	[ "$spent" -lt 100000 ]
	ok "refused at once: $(printf '%.40s' "$text") ($spent)"
done <<'END'
.rept 1000000000\nnop\n.endr\n
.rept 1000\n.rept 1000\n.rept 1000\nnop\n.endr\n.endr\n.endr\n
.rept 1000000000\n.rept 1000000000\n.endr\n.endr\n
.macro m\nnop\n.endm\n.rept 40000\n.rept 40000\nm\n.endr\n.endr\n
END
finish
