#!/bin/sh
# Random programs on PG32 and under qemu-riscv32, an implementation that is none of ours: the same
# instructions must leave the same registers and memory. Arguments: SEEDS BLOCKS.
seeds=${1:-4}
blocks=${2:-1000}
here=$(dirname "$0")
cd "$here" || exit 1

seed=0
while [ "$seed" -lt "$seeds" ]; do
	seed=$((seed + 1))
	./differential text "$seed" "$blocks" >random.s &&
		riscv64-unknown-elf-gcc -march=rv32im -mabi=ilp32 -nostdlib -static -Wl,-Ttext=0x10000 \
			-Wl,--section-start=.scratch=0x800000 -Wl,--section-start=.results=0x900000 \
			-o random.riscv random.s &&
		qemu-riscv32 random.riscv >random.results &&
		./differential check "$seed" "$blocks" random.results ||
		{ echo "differential: FAILED with seed $seed of $blocks blocks" >&2; exit 1; }
done
echo "differential: $seeds random programs of $blocks blocks do the same as under qemu-riscv32"
