#!/bin/sh
# Runs the toy kernel of paging: against the kernel of relocation, short of memory, and at depth.
build=${BUILD:-build}
bin=$build/bin
kernel=$build/programs/kernel/kernel-paged.elf
user=$build/programs/user/stripped
programs=$build/tests/kernel-programs
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
evidence=$work/output

# disk SWAP FILE...: a disk with a shell, these files, and so much swap space, or none (0).
disk() {
	swap=$1
	shift
	[ "$swap" = 0 ] || set -- --swap "$swap" "$work/disk" 1M "$@" shell="$user/shell.elf"
	[ "$swap" != 0 ] || set -- "$work/disk" 1M "$@" shell="$user/shell.elf"
	"$bin/pg32-mkfs" "$@"
}

# boot OPTION...: boots the kernel with $work/input; sets status and $work/output.
boot() {
	timeout 600 "$bin/pg32-run" "$kernel" --disk "$work/disk" --input "$work/input" "$@" \
		>"$work/output" 2>"$work/messages"
	status=$?
}

says() {
	grep -qxF -e "$1" "$work/output"
}

# lines FILE: what a run says, without what may differ between the kernels: how much memory is free, where
# a stack ends, and when which of two processes has its turn.
lines() {
	sed -e '1d' -e 's/value [0-9a-f]*, at/value V, at/' "$1" | sort
}

same_as_relocation() {
	cp programs/kernel/demo.input "$work/input"
	cp "$build/demo.img" "$work/disk"
	boot
	lines "$work/output" >"$work/paged"
	"$bin/pg32-mkfs" --extract "$work/disk" sorted >"$work/sorted"
	cp "$build/demo.img" "$work/disk"
	kernel=$build/programs/kernel/kernel.elf boot
	lines "$work/output" | diff - "$work/paged" >"$work/difference"
	ok "both kernels print the same"
	LC_ALL=C sort spec/pg32.md | cmp -s - "$work/sorted"; ok "and write the same"
}

# counted INPUT: what the memory program says after this, in a machine of 512 KiB with the demo's disk.
counted() {
	cp "$build/paging.img" "$work/disk"
	printf '%s\nmemory\nexit 0\n' "$1" >"$work/input"
	boot -m 512K
	grep ' faults, ' "$work/output"
}

# What a program needs of memory follows from what it does; the parts loaded depend on its size.
exact_counts() {
	free=$(counted '#' >/dev/null; grep ' pages free' "$work/output")
	# Each page of the heap is zero, is sorted, and is read or written: one fault where all of them fit.
	small=$(counted 'large 64' | sed 's/ faults.*//')
	larger=$(counted 'large 128' | sed 's/ faults.*//')
	[ $((larger - small)) = 16 ]; ok "a page of the heap that fits costs one fault"
	says "$free"; ok "and is given back"
	# 16 pages of the block and its neighbours, changed by each of the six that are forked.
	counted 'tree 1' | grep -q ' 0 swapped out, 0 in$'; ok "a small tree needs no swap space"
	one=$(counted 'tree 1' | sed 's/.*loaded, \(.*\) copied.*/\1/')
	none=$(counted 'tree 0' | sed 's/.*loaded, \(.*\) copied.*/\1/')
	[ "$none" = 0 ]; ok "what is not forked is not copied"
	[ "$one" -ge 32 ] && [ "$one" -le 42 ]; ok "what two children change is copied twice, and little else"
	counted 'large 1024' >"$work/large"
	grep -q ' [1-9][0-9]* swapped out, [1-9][0-9]* in$' "$work/large" &&
		says '262144 numbers sorted, 1024 KiB: right' && says "$free"
	ok "a process larger than memory goes through the swap space, and leaves nothing there"
	counted 'large 1024' | cmp -s - "$work/large"; ok "a second run counts the same"
	counted 'search -c paging pg32.md' >"$work/searched"
	says "$(grep -c paging spec/pg32.md)"; ok "a mapped file is the file"
}

# same NAME COMMAND...: whether a run is the bare run.
same() {
	name=$1
	shift
	cp "$build/paging.img" "$work/disk"
	"$@" -m 512K --disk "$work/disk" --input programs/kernel/paging/demo.input --dump "$work/dump" \
		"$kernel" >"$work/output" 2>"$work/messages"
	jq -S '{stop, exit_status, guest, disk}' "$work/dump" >"$work/state"
	[ -f "$work/bare" ] || cp "$work/state" "$work/bare"
	[ -f "$work/bare.output" ] || cp "$work/output" "$work/bare.output"
	cmp -s "$work/bare" "$work/state" && cmp -s "$work/bare.output" "$work/output" &&
		[ "$(jq .exit_status "$work/dump")" = 5 ]
	ok "the demo of paging is the same $name"
}

depths() {
	same bare "$bin/pg32-run"
	same "under a VMM" "$bin/pg32-run" --depth 1
	same "under two" "$bin/pg32-run" --depth 2
	same "under the hosted VMM" "$bin/pg32-vmm"
	same "under the hybrid VMM" "$bin/pg32-vmm" --hybrid
	grep -qE 'store refused, value 00fbf[0-9a-f]{3}, at ' "$work/bare.output"
	ok "a stack that grows too far meets its guard page"
}

# Compared at every exit: forked spaces that share pages, and a mapped file, under one VMM and several.
equivalence() {
	printf 'tree 1; search -c paging pg32.md\nexit 3\n' >"$work/input"
	for how in --hosted '--hosted --engine fast' '--depth 2' '--depth 4' --hybrid '--depth 1 --hybrid'; do
		# shellcheck disable=SC2086
		timeout 600 "$bin/pg32-equiv" $how -m 512K --disk "$build/paging.img" --input "$work/input" \
			"$kernel" >"$work/output" 2>&1
		[ $? = 0 ] && grep -q 'halted with 3; excluded: nothing but host time' "$work/output"
		ok "pg32-equiv $how finds no difference"
	done
	# A hybrid VMM as a kernel, with this one on it.
	timeout 600 "$bin/pg32-equiv" --limit 3000000 --disk "$build/paging.img" --input "$work/input" \
		"$build/lib/pg32/vmm-hybrid.elf" "$kernel" >"$work/output" 2>&1
	ok "nor in a mixed tower"
}

refusals() {
	text=$work/text
	awk 'BEGIN { for (i = 0; i < 500; i++) print "abcdefghijklmnopqrstuvwxyz" }' >"$text"
	for memory in 16M 320K; do
		disk 1M paged="$programs/paged.elf" text="$text"
		printf 'paged\npaged\nexit 4\n' >"$work/input"
		boot -m $memory
		[ $status = 4 ] && [ "$(grep -c '^paged: 0 failures$' "$work/output")" = 2 ]
		ok "memory is as the kernel says, in a machine of $memory"
		disk 1M hostile="$programs/hostile.elf" echo="$user/echo.elf" pg32.md=spec/pg32.md
		printf 'hostile\nhostile\nexit 4\n' >"$work/input"
		boot -m $memory
		[ $status = 4 ] && [ "$(grep -c '^hostile: 0 failures$' "$work/output")" = 2 ] &&
			! grep -qE 'panic|killed' "$work/output"
		ok "the kernel refuses bad arguments, in a machine of $memory"
	done
}

# Whoever needs the page that there is not is killed; the others live.
out_of_memory() {
	for swap in 0 4K 64K 512K; do
		disk $swap large="$user/large.elf" sieve="$user/sieve.elf" echo="$user/echo.elf"
		printf 'large 4096 & sieve 1000; wait; echo alive\nexit 6\n' >"$work/input"
		boot -m 512K
		[ $status = 6 ] && says alive && says '168 primes up to 1000, the largest 997' &&
			grep -q '^kernel: process [0-9]* (large) killed: out of memory, value ' "$work/output"
		ok "what needs more than memory and $swap of swap space is killed, alone"
	done
	disk 0 large="$user/large.elf"
	for memory in 64K 96K 128K 160K 192K; do
		printf 'large 16384\nexit 6\n' >"$work/input"
		boot -m $memory --limit 100000000
		case $status in
		6 | 61 | 62 | 63) ! grep -q 'a trap in the kernel' "$work/output" ;;
		*) false ;;
		esac
		ok "a machine of $memory is too small for something, and the kernel says for what"
	done
}

# Processes that share pages, in machines in which a page, a table, a fork or a program finds no memory:
# who needs it does without or is killed, and all is given back.
short_of_memory() {
	disk 0 memory="$user/memory.elf" tree="$user/tree.elf" sieve="$user/sieve.elf"
	printf 'memory; tree 2; sieve 20000; memory; exit 6\n' >"$work/input"
	killed=0
	for memory in 248K 256K 264K 272K 280K 288K 304K 320K 352K 384K 416K 448K 480K; do
		boot -m $memory --limit 100000000
		killed=$((killed + $(grep -c 'killed: out of memory' "$work/output")))
		[ $status = 6 ] && [ "$(grep -c ' pages free' "$work/output")" = 2 ] &&
			[ "$(grep ' pages free' "$work/output" | uniq | wc -l)" = 1 ]
		ok "in a machine of $memory all that is forked ends, and is given back"
	done
	[ $killed -gt 20 ]; ok "many of it for want of memory"
	printf 'memory\nmemory\nexit 6\n' >"$work/input"
	refused=0
	for memory in 148K 152K 156K 160K 164K 168K 172K 176K; do
		boot -m $memory --limit 10000000
		[ $status = 6 ] && [ "$(grep -c '^shell: memory: out of memory$' "$work/output")" = 2 ] &&
			refused=$((refused + 1))
		[ $status = 6 ] || [ $status = 61 ] || wrong=1
	done
	[ $refused -gt 2 ] && [ -z "$wrong" ]; ok "a program that there is no room for does not begin"
	disk 0 echo="$user/echo.elf"
	awk 'BEGIN { for (i = 0; i < 60; i++) print "echo alive"; print "exit 6" }' >"$work/input"
	boot
	[ $status = 6 ] && [ "$(grep -cx alive "$work/output")" = 60 ]
	ok "a program leaves no file open, however often it runs"
}

swap_space() {
	disk 64K
	[ "$(wc -c <"$work/disk")" = $((1024 * 1024 + 65536)) ] && "$bin/pg32-mkfs" --list "$work/disk" >"$work/list"
	ok "the swap space is behind the volume"
	for size in 0 1 1K 33M x ''; do
		"$bin/pg32-mkfs" --swap "$size" "$work/new" 64K >"$work/output" 2>"$work/messages"
		[ $? = 64 ] && [ ! -e "$work/new" ] && [ "$(wc -l <"$work/messages")" = 1 ] || wrong=1
	done
	"$bin/pg32-mkfs" --swap 4K --list "$work/disk" >"$work/output" 2>"$work/messages"
	[ $? = 64 ] && [ -z "$wrong" ]; ok "pg32-mkfs refuses swap spaces that can not be"
}

same_as_relocation
exact_counts
depths
equivalence
refusals
out_of_memory
short_of_memory
swap_space
finish
