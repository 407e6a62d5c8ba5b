#!/bin/sh
# The time of pg32-as over that of GNU as on the same text, GCC's for a large C file. pg32-as also
# links, and writes a line table. The least of several runs each, taken in turn.
build=${BUILD:-build}
runs=${1:-7}
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
flags="-march=rv32em -mabi=ilp32e"

# time_of COMMAND...: prints the time that the command takes, in microseconds.
time_of() {
	start=$(date +%s%N)
	"$@" || exit 1
	end=$(date +%s%N)
	echo $(((end - start) / 1000))
}

# smaller A B: prints the smaller one; A may be empty.
smaller() {
	if [ -z "$1" ] || [ "$2" -lt "$1" ]; then echo "$2"; else echo "$1"; fi
}

awk -f tests/assembler/speed.awk -v functions=1000 >"$work/big.c"
echo "a C file of $(wc -l <"$work/big.c") lines, by GCC to assembly text:"
for options in "-O2" "-O0" "-O2 -g1"; do
	# The options are words of their own.
	riscv64-unknown-elf-gcc $flags -mcmodel=medlow -msmall-data-limit=0 -ffreestanding $options -S \
		-o "$work/big.s" "$work/big.c" || exit 1
	gnu=
	ours=
	for _ in $(seq "$runs"); do
		gnu=$(smaller "$gnu" "$(time_of riscv64-unknown-elf-as $flags -o "$work/big.o" "$work/big.s")")
		ours=$(smaller "$ours" "$(time_of "$build/bin/pg32-as" -o "$work/big.elf" "$work/big.s")")
	done
	awk -v options="$options" -v lines="$(wc -l <"$work/big.s")" -v gnu="$gnu" -v ours="$ours" 'BEGIN {
		printf "%-8s %7d lines: GNU as %6.1f ms, pg32-as %6.1f ms, ratio %.2f\n",
			options, lines, gnu / 1000, ours / 1000, ours / gnu }'
done
