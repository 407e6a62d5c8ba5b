#!/bin/sh
# The language against GNU as: each case of gnu.cases is assembled by both, and what lies in memory
# compared; and so are random expressions. Prints a line a test, as TAP.
build=${BUILD:-build}
bin=$(cd "$build/bin" && pwd) || exit 70
here=$(cd tests/assembler && pwd)
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
cd "$work" || exit 70
evidence=evidence

# A line "%% VERDICT: TITLE" begins a case; what follows it is the source.
awk '/^%% /{ close(file); file = sprintf("%03d.case", ++n); print >file; next } { print >file }' \
	"$here/gnu.cases" || exit 70
printf 'the bytes of a file' >bytes
: >empty

# Where pg32-as puts the parts, without its rounding of the whole.
cat >layout <<'END'
SECTIONS
{
	. = 0x1000;
	.text : { *(.text .text.*) . = ALIGN(4); }
	.rodata : { *(.rodata .rodata.*) . = ALIGN(4); }
	.data : { *(.data .data.*) . = ALIGN(4); }
	.bss : { *(.bss .bss.* COMMON) }
}
END

# Each leaves a memory image, or none.
gnu() {
	rm -f gnu.o gnu.elf gnu.bin
	riscv64-unknown-elf-as -march=rv32em -mabi=ilp32e -mno-relax -o gnu.o "$1" &&
		riscv64-unknown-elf-ld -m elf32lriscv --no-warn-rwx-segments -e 0x1000 -T layout -o gnu.elf gnu.o &&
		riscv64-unknown-elf-objcopy -O binary gnu.elf gnu.bin
}

ours() {
	rm -f ours.elf ours.bin
	"$bin/pg32-as" -o ours.elf "$1" &&
		riscv64-unknown-elf-objcopy -I elf32-little -O binary ours.elf ours.bin
}

# The bytes without the zeros that round up the end.
bytes_of() {
	od -An -v -tx1 "$1" | tr -d ' \n' | sed 's/\(00\)*$//'
}

equal() {
	[ "$(bytes_of gnu.bin)" = "$(bytes_of ours.bin)" ]
}

# judge VERDICT: what the case must come to.
#   same              both take it, without a word from us, and the bytes are the same
#   warned MESSAGE    we take it and say so; the bytes may differ
#   taken             we take it without a word, whatever GNU as does
#   refused MESSAGE   we do not take it, and say so, whatever GNU as does
judge() {
	ours source.s >ours.out 2>&1
	status=$?
	case $1 in
	same) gnu source.s >gnu.out 2>&1 && [ $status = 0 ] && [ ! -s ours.out ] && equal ;;
	taken) [ $status = 0 ] && [ ! -s ours.out ] ;;
	"warned "*) [ $status = 0 ] && grep -qF -e "warning: ${1#warned }" ours.out ;;
	"refused "*) [ $status = 1 ] && [ "$(grep -c ' error: ' ours.out)" = 1 ] &&
		grep -qF -e "error: ${1#refused }" ours.out ;;
	*) false ;;
	esac
}

for case in *.case; do
	read -r marker verdict <"$case"
	title=${verdict##*: }
	sed 1d "$case" >source.s
	judge "${verdict%: *}"
	result=$?
	{ cat source.s; echo "GNU as: $(bytes_of gnu.bin 2>&1)"; cat gnu.out; echo "pg32-as: $(bytes_of ours.bin 2>&1)"; cat ours.out; } >evidence 2>/dev/null
	(exit $result)
	ok "$title"
done

for seed in 1 2; do
	awk -f "$here/expressions.awk" -v count=2000 -v seed=$seed >source.s
	gnu source.s >gnu.out 2>&1 && ours source.s >ours.out 2>&1 && equal
	result=$?
	cmp -l gnu.bin ours.bin 2>&1 | head -3 >evidence
	(exit $result)
	ok "two thousand random expressions have the same values, seed $seed"
done
finish
