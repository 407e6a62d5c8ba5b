#!/bin/sh
# --check: no warning of the project's own programs, which mean what they do, and nothing that a run leaves
# is changed by it. Argument: what is built. Prints a line a test, as TAP.
build=$(cd "$1" && pwd) || exit 70
bin=$build/bin
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
evidence=$work/err

# quiet NAME OPTION...: it warns of nothing, in whatever way it ends.
quiet() {
	name=$1
	shift
	"$bin/pg32-run" --check --limit 30000000 "$@" >"$work/out" 2>"$work/err" </dev/null
	! grep -q '^check:' "$work/err"
	ok "nothing to warn of: $name"
}
programs=$build/programs
for path in "$programs"/hello/*.elf "$programs"/traps/*.elf "$programs"/timer/timer.elf; do
	case $path in
	*/store.elf) ;; # reads what a store must not have written; its handler keeps no registers
	*) quiet "$(basename "$path")" "$path" ;;
	esac
done
for path in "$programs"/flaws/*.elf; do
	name=$(basename "$path" .elf)
	quiet "$name" --isa "$name" "$path"
	quiet "$name, virtual" --isa "$name" --depth 1 "$path"
done
for depth in 0 1 2; do
	quiet "spaces.elf at depth $depth" --depth $depth "$programs/paging/spaces.elf"
done
head -c 4096 /dev/zero >"$work/disk"
quiet interrupts.elf --disk "$work/disk" --input README.md "$programs/timer/interrupts.elf"
for kernel in kernel kernel-paged; do
	disk=demo input=programs/kernel/demo.input
	[ $kernel = kernel ] || disk=paging input=programs/kernel/paging/demo.input
	for depth in 0 1; do
		cp "$build/$disk.img" "$work/disk"
		quiet "$kernel.elf at depth $depth" -m 512K --depth $depth --disk "$work/disk" --input $input \
			"$programs/kernel/$kernel.elf"
	done
done
cp "$build/demo.img" "$work/disk"
quiet "kernel.elf, which knows its shell" --disk "$work/disk" --symbols "$programs/user/shell.elf" --symbols \
	"$programs/user/sort.elf" --input programs/kernel/demo.input "$programs/kernel/kernel.elf"

# What a run leaves is what it leaves without.
for tool in "run" "run --depth 1" "vmm" "vmm --hybrid"; do
	for check in "" --check; do
		cp "$build/demo.img" "$work/disk"
		# shellcheck disable=SC2086
		"$bin"/pg32-$tool $check --limit 3000000 --dump "$work/dump$check" --stats --disk "$work/disk" --input \
			programs/kernel/demo.input "$programs/kernel/kernel.elf" >"$work/out$check" 2>"$work/err$check"
		echo $? >>"$work/out$check"
	done
	cmp "$work/dump" "$work/dump--check" && cmp "$work/out" "$work/out--check" && cmp "$work/err" "$work/err--check"
	ok "pg32-$tool: the same end, memory, output and counts"
done

# The course's solutions, as a student runs them.
for lab in 1-machine 2-traps 3-time 4-memory 5-files; do
	mkdir "$work/$lab"
	cp programs/course/given/* programs/course/$lab/starter/* "$work/$lab"
	cp programs/course/$lab/instructor/solution/* "$work/$lab"
	make -C "$work/$lab" PG32="$bin" >"$work/out" 2>"$work/err" &&
		{ make -C "$work/$lab" PG32="$bin" check >"$work/out" 2>"$work/err" </dev/null; ! grep -q '^check:' "$work/err"; }
	ok "nothing to warn of: the solution of $lab"
done
finish
