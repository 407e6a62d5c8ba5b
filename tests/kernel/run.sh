#!/bin/sh
# Runs the toy kernel, its user programs and the trap and timer programs on the machine, and
# compares with what was worked out from the manual and with what the host's programs make of the
# same text.
build=${BUILD:-build}
run=$build/bin/pg32-run
mkfs=$build/bin/pg32-mkfs
kernel=$build/programs/kernel/kernel.elf
user=$build/programs/user/stripped
here=tests/kernel
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
evidence=$work/messages

# boot DISK [OPTION...]: boots the kernel with $work/input, or none; sets status and $work/output.
boot() {
	disk=$1
	shift
	timeout 600 "$run" "$kernel" --disk "$disk" --input "$work/input" "$@" >"$work/output" 2>"$work/messages"
	status=$?
}

# disk NAME FILE...: a disk with a shell and these files.
disk() {
	image=$work/$1
	shift
	"$mkfs" "$image" 1M shell="$user/shell.elf" "$@"
}

# says LINE: whether the output has exactly this line.
says() {
	grep -qxF -e "$1" "$work/output"
}

bare_programs() {
	while read -r program expected; do
		case $program in '#'*) continue ;; esac
		"$mkfs" "$work/disk" 64K
		"$run" "$build/programs/$program.elf" --disk "$work/disk" --input $here/console.input \
			>"$work/output" 2>"$work/messages"
		[ $? = "$expected" ] && cmp -s "$work/output" "programs/$program.expected"
		ok "$program ends with $expected and prints what it should"
	done <$here/programs.list
}

demo() {
	cp "$build/demo.img" "$work/disk"
	cp programs/kernel/demo.input "$work/input"
	boot "$work/disk"
	[ $status = 7 ]; ok "the demo ends with the status of its script"
	says "$(LC_ALL=C wc spec/pg32.md | sed 's/spec.//')"; ok "wc counts as the host's wc"
	LC_ALL=C sort spec/pg32.md >"$work/sorted"
	"$mkfs" --extract "$work/disk" sorted | cmp -s - "$work/sorted"; ok "sort sorts as the host's sort"
	"$mkfs" --extract "$work/disk" pg32.md | cmp -s - spec/pg32.md; ok "the text itself is unchanged"
	says '2262 primes up to 20000, the largest 19997'; ok "sieve finds the primes"
	[ "$(grep -E '^(tick|tock)' "$work/output" | uniq -c -w4 | wc -l)" -gt 6 ]
	ok "two programs take turns"
	[ "$(grep -c '^t[io]ck [1-6]$' "$work/output")" = 12 ]; ok "and both come to their end"
	grep -q '^kernel: process [0-9]* (crash) killed: load refused, value 40000000, at 0000[0-9a-f]*$' "$work/output"
	ok "a program that faults is killed, with cause and place"
	"$mkfs" --list "$work/disk" | grep -qE ' (notes|again|backwards)$'; [ $? = 1 ]; ok "removed files are gone"

	cp "$work/output" "$work/first"
	cp "$build/demo.img" "$work/again"
	boot "$work/again"
	cmp -s "$work/first" "$work/output" && cmp -s "$work/disk" "$work/again"
	ok "a second run gives the same output and the same disk"
	printf 'wc sorted\n' >"$work/input"
	boot "$work/disk"
	says "$(LC_ALL=C wc "$work/sorted" | sed 's/ [^ ]*sorted/ sorted/')"
	ok "the next boot finds the files of the last one"
}

shell_features() {
	disk disk echo="$user/echo.elf" cat="$user/cat.elf" wc="$user/wc.elf" sort="$user/sort.elf" \
		crash="$user/crash.elf" ls="$user/ls.elf" long=spec/pg32.md
	cp $here/shell.input "$work/input"
	boot "$work/disk"
	sed -e 1,2d -e 's/process [0-9]* /process N /' -e 's/at [0-9a-f]*$/at P/' "$work/output" >"$work/plain"
	[ $status = 5 ] && diff $here/shell.expected "$work/plain"
	ok "the shell does what its lines say"
	printf 'echo a\bb\177c\nech\010ho d\rexit 3\n' >"$work/input"
	boot "$work/disk"
	[ $status = 3 ] && says c && says d; ok "backspace and return edit the console's line"
	awk 'BEGIN { for (i = 0; i < 3000; i++) printf "x"; print ""; print "exit 9" }' >"$work/input"
	boot "$work/disk"
	[ $status = 9 ] && says 'shell: the line is too long'; ok "a line longer than the console's buffer is no harm"
	: >"$work/input"
	boot "$work/disk"
	[ $status = 0 ]; ok "without input the shell ends"
	awk 'BEGIN { for (i = 0; i < 200; i++) print "echo line " i }' >"$work/input"
	boot "$work/disk"
	sed 1,2d "$work/output" | awk '$0 != "line " NR - 1 { wrong = 1 } END { exit wrong || NR != 200 }'
	ok "what is typed ahead is not lost"
}

hostile() {
	disk disk hostile="$build/tests/kernel-programs/hostile.elf" echo="$user/echo.elf" pg32.md=spec/pg32.md
	printf 'hostile\nhostile\nexit 0\n' >"$work/input"
	boot "$work/disk"
	[ $status = 0 ] && [ "$(grep -c '^hostile: 0 failures$' "$work/output")" = 2 ] &&
		! grep -q panic "$work/output"
	ok "the kernel refuses bad arguments, and works on"
}

# damage FILE SEED: changes some bytes, most of them among the first 600.
damage() {
	awk -v seed="$2" -v size="$(wc -c <"$1")" 'BEGIN {
		srand(seed)
		for (i = 0; i < 1 + seed % 4; i++)
			print int(rand() * (rand() < 0.8 ? 100 : size)), int(rand() * 256)
	}' | while read -r place value; do
		printf "\\$(printf %03o "$value")" | dd of="$1" bs=1 seek="$place" conv=notrunc 2>/dev/null
	done
}

damaged_programs() {
	wrong=0
	for seed in $(seq 40); do
		cp "$user/sieve.elf" "$work/bad"
		damage "$work/bad" "$seed"
		disk disk bad="$work/bad" echo="$user/echo.elf"
		printf 'bad 100 &\necho alive\nexit 0\n' >"$work/input"
		boot "$work/disk" --limit 20000000
		{ [ $status = 0 ] || [ $status = 124 ]; } && says alive && ! grep -q panic "$work/output" || {
			echo "# seed $seed: status $status"
			wrong=1
		}
	done
	[ $wrong = 0 ]; ok "no damaged program harms the kernel"
	head -c 30 "$user/sieve.elf" >"$work/short"
	head -c 3000 "$user/sieve.elf" >"$work/cut"
	: >"$work/empty"
	disk disk short="$work/short" cut="$work/cut" empty="$work/empty"
	printf 'short\ncut\nempty\n' >"$work/input"
	boot "$work/disk"
	[ "$(grep -c ': not a program$' "$work/output")" = 3 ]; ok "a program that is cut off is refused"
}

damaged_disks() {
	wrong=0
	printf 'ls\nsort pg32.md > sorted\nwc sorted\n' >"$work/input"
	for seed in $(seq 40); do
		disk disk ls="$user/ls.elf" sort="$user/sort.elf" wc="$user/wc.elf" pg32.md=spec/pg32.md
		dd if="$work/disk" of="$work/part" bs=512 skip=$((seed % 2 * 17)) count=8 2>/dev/null
		damage "$work/part" "$seed"
		dd if="$work/part" of="$work/disk" bs=512 seek=$((seed % 2 * 17)) conv=notrunc 2>/dev/null
		boot "$work/disk" --limit 50000000
		case $status in
		61) grep -q '^kernel: the disk is ' "$work/output" ;;
		63 | 70 | 125 | 126) false ;;
		*) "$mkfs" --list "$work/disk" >/dev/null ;;
		esac || {
			echo "# seed $seed: status $status"
			wrong=1
		}
	done
	[ $wrong = 0 ]; ok "no damaged disk harms the kernel, nor the kernel the disk"
	head -c 4096 /dev/zero >"$work/disk"
	boot "$work/disk"
	[ $status = 61 ] && says 'kernel: the disk is not a volume of this kind'; ok "an empty disk is refused"
	"$mkfs" "$work/disk" 64K
	boot "$work/disk"
	[ $status = 61 ] && says "kernel: can not start the program 'shell': no such file"
	ok "a disk without a shell is refused"
	"$run" "$kernel" </dev/null >"$work/output" 2>"$work/messages"
	[ $? = 61 ] && says 'kernel: no disk'; ok "no disk is refused"
}

# sectors IMAGE: how many sectors its files have.
sectors() {
	"$mkfs" --list "$1" | awk '{ count += int(($1 + 511) / 512) } END { print count }'
}

# The machine may stop at any instruction: tried so densely that every transfer is cut. The files
# fill all that the first three sectors of the map describe but for a sector, so that one that
# grows needs two map sectors; the one that is made empty needs three.
interrupted_writes() {
	head -c 1500 spec/pg32.md >"$work/text"
	set -- cat="$user/cat.elf" rm="$user/rm.elf" text="$work/text" removed=spec/pg32.md
	disk whole "$@"
	fill=$((3 * 128 - 25 - 1 - 1 - $(sectors "$work/whole")))
	[ "$fill" -gt 0 ]; ok "the programs leave room for the disk to be filled as wanted"
	awk -v size=$((fill * 512)) 'BEGIN { while (size-- > 0) printf "." }' >"$work/filling"
	printf 'grows' >"$work/grows"
	disk whole "$@" filling="$work/filling" grows="$work/grows"
	cp "$work/whole" "$work/disk"
	printf 'cat text >> grows; rm removed; cat text > filling; exit 3\n' >"$work/input"
	boot "$work/disk" --dump "$work/dump"
	[ $status = 3 ]; ok "a file grows, a file goes, a file is made empty"
	clock=$(sed -n 's/.*"clock": \([0-9]*\).*/\1/p' "$work/dump" | head -1)
	wrong=0
	for step in $(seq 500); do
		cp "$work/whole" "$work/disk"
		boot "$work/disk" --limit $((clock * step / 501))
		[ $status = 124 ] && "$mkfs" --list "$work/disk" >/dev/null 2>"$work/messages" || {
			echo "# step $step: status $status"
			wrong=1
		}
	done
	[ $wrong = 0 ]; ok "a machine that stops at any instruction leaves a sound volume"
}

full_disk() {
	"$mkfs" "$work/disk" 128K shell="$user/shell.elf" cat="$user/cat.elf" text=$here/run.sh
	printf 'cat text text text text text text text text text text text text > big\ncat text > more\nexit 4\n' >"$work/input"
	boot "$work/disk"
	[ $status = 4 ] && grep -q 'the disk is full' "$work/output" && "$mkfs" --list "$work/disk" >/dev/null
	ok "a full disk is an error, and the volume stays sound"
}

# refuses STATUS ARGUMENT...: whether pg32-mkfs ends with this status and one line.
refuses() {
	expected=$1
	shift
	"$mkfs" "$@" >"$work/output" 2>"$work/messages"
	[ $? = "$expected" ] && [ "$(wc -l <"$work/messages")" = 1 ] && [ ! -s "$work/output" ]
}

mkfs_errors() {
	rm -f "$work/new"
	refuses 64 && refuses 64 "$work/new" && refuses 64 --list && refuses 64 --unknown "$work/new"
	ok "pg32-mkfs refuses wrong usage"
	refuses 64 "$work/new" 1000 && refuses 64 "$work/new" 4K && refuses 64 "$work/new" 33M &&
		refuses 64 "$work/new" -1 && refuses 64 "$work/new" 1MM && refuses 64 "$work/new" 18446744073709551616 &&
		refuses 64 "$work/new" 99999999999999K && refuses 64 "$work/new" ''
	ok "pg32-mkfs refuses sizes that no volume has"
	refuses 66 "$work/new" 64K "$work/nothing" && refuses 66 "$work/new" 64K "$work" &&
		refuses 65 "$work/new" 64K spec/pg32.md spec/pg32.md spec/pg32.md &&
		refuses 65 "$work/new" 64K a=Makefile a=Makefile && refuses 65 "$work/new" 64K =Makefile &&
		refuses 65 "$work/new" 64K a-name-of-24-characters-=Makefile
	ok "pg32-mkfs refuses files that can not be on the volume"
	[ ! -e "$work/new" ] && [ ! -e "$work/new.new" ]; ok "pg32-mkfs leaves nothing behind when it fails"
	refuses 74 "$work/nowhere/new" 64K; ok "pg32-mkfs says when it can not write"
	disk disk
	refuses 66 --extract "$work/disk" nothing && refuses 65 --list Makefile && refuses 65 --list /dev/null &&
		refuses 66 --list "$work/nothing"
	ok "pg32-mkfs refuses to read what is not there"
	"$mkfs" --list /dev/null >/dev/full 2>"$work/messages"; [ $? = 65 ] &&
		{ "$mkfs" --list "$work/disk" >/dev/full 2>"$work/messages"; [ $? = 74 ]; }
	ok "pg32-mkfs says when its output can not be written"
}

bare_programs
demo
shell_features
hostile
damaged_programs
damaged_disks
interrupted_writes
full_disk
mkfs_errors
finish
