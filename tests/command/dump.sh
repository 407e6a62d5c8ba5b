#!/bin/sh
# The dump says the same of a run, to the byte, whatever looks on: warnings, the trace, a recording that
# keeps the disk's file as it was, its replay, a debugger. Argument: the folder of what is built.
build=$1
. tests/tap.sh
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
evidence=$work/difference
printf 'echo one > notes; cat notes; rm hello; crash load\n' >"$work/input"
echo continue >"$work/commands"

# dumped FILE TOOL OPTION...: the dump of a run of the kernel on a copy of its disk.
dumped() {
	file=$1
	tool=$2
	shift 2
	cp "$build/demo.img" "$work/disk" || exit 70
	"$build/bin/$tool" -m 1M --disk "$work/disk" --input "$work/input" --dump "$work/$file" "$@" \
		"$build/programs/kernel/kernel.elf" >/dev/null 2>"$work/messages"
}

# same WHAT: whether the second dump is the first one.
same() {
	diff "$work/first" "$work/second" >"$work/difference" 2>&1
	ok "$tool $options: $1"
	rm -f "$work/second"
}

for words in "pg32-run" "pg32-run --depth 1" "pg32-vmm" "pg32-vmm --hybrid" "pg32-vmm --hybrid --depth 1"; do
	tool=${words%% *} options=${words#"$tool"}
	# shellcheck disable=SC2086
	{
		dumped first $words </dev/null
		[ "$(jq -r .disk.sha256 "$work/first")" = "$(sha256sum <"$work/disk" | cut -d' ' -f1)" ] &&
			! cmp -s "$work/disk" "$build/demo.img"
		ok "$words: the disk is what was written"
		for others in --trace=traps --check --engine=reference "--save-timeline $work/saved"; do
			dumped second $words $others </dev/null
			same "${others%% *}"
		done
		cmp "$work/disk" "$build/demo.img" >"$work/difference" 2>&1
		ok "$words --save-timeline: the disk's file is not written"
		"$build/bin/$tool" --replay "$work/saved" --dump "$work/second" >/dev/null 2>&1 </dev/null
		same --replay
		hosted=
		[ "$tool" = pg32-run ] || hosted=--hosted
		dumped second pg32-gdb $options $hosted --batch --commands "$work/commands" </dev/null
		same "a debugger"
	}
done

# Programs that --symbols names are in what is saved, in front of them those that the replay names.
user=$build/programs/user
dumped third pg32-run --symbols "$user/crash.elf" --save-timeline "$work/saved" </dev/null
for symbols in "" "--symbols $user/cat.elf"; do
	# shellcheck disable=SC2086
	"$build/bin/pg32-run" --replay "$work/saved" $symbols --trace=function=main >"$work/second" 2>&1 </dev/null
	grep ' <main' "$work/second" | grep -q 'crash\.c'
	ok "a replay knows the programs that were named${symbols:+, and another}"
done
finish
