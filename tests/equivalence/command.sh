#!/bin/sh
# pg32-equiv: equal kernels are found equal, a planted fault is found at its instruction, campaigns
# find, reduce and save what fails, and bad input ends with its status. Argument: the build folder.
build=$(cd "$1" && pwd) || exit 1
bin=$build/bin
here=$build/tests/equivalence
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
tests=0
failures=0

fail() {
	failures=$((failures + 1))
	echo "equivalence: FAILED: $*"
	sed 's/^/    out: /' out | head -20
	sed 's/^/    err: /' err | head -5
}

# expect STATUS COMMAND...: its output is in out and err.
expect() {
	wanted=$1
	shift
	tests=$((tests + 1))
	"$@" </dev/null >out 2>err
	status=$?
	[ $status = "$wanted" ] || fail "status $status, not $wanted: $*"
}

# says TEXT [FILE]: the file, or else the output, has the text.
says() {
	tests=$((tests + 1))
	grep -q -e "$1" "${2-out}" || fail "no '$1' in ${2-out}"
}

# refuse STATUS TEXT OPTION...: one line on standard error, with the text, and no output.
refuse() {
	wanted=$1
	text=$2
	shift 2
	expect "$wanted" "$bin/pg32-equiv" "$@"
	says "$text" err
	[ "$(wc -l <err)" = 1 ] || fail "not one line: $*"
	[ ! -s out ] || fail "there is output: $*"
}

# Equal kernels: one line.
programs=$build/programs
printf 'some input\n' >input
for program in "$programs"/traps/*.elf "$programs"/timer/*.elf "$programs"/hello/*.elf; do
	for how in --hosted '--depth 1' '--depth 3' --hybrid '--hybrid --depth 2'; do
		# shellcheck disable=SC2086
		expect 0 "$bin/pg32-equiv" $how -m 1M --disk "$build/demo.img" --input input "$program"
		[ "$(wc -l <out)" = 1 ] || fail "not one line: $program"
	done
	expect 0 "$bin/pg32-equiv" -m 64K "$program" input
done
kernel=$programs/kernel/kernel.elf
cp "$build/demo.img" disk
for how in --hosted '--depth 2' --hybrid '--hybrid --depth 1'; do
	# shellcheck disable=SC2086
	expect 0 "$bin/pg32-equiv" $how --disk disk --input "$OLDPWD/programs/kernel/demo.input" "$kernel"
	says 'halted with 7'
	for limit in 0 1 2 50 777 4000; do
		# shellcheck disable=SC2086
		expect 0 "$bin/pg32-equiv" $how --limit $limit --disk disk "$kernel"
		says 'stopped at the limit'
	done
done
expect 0 cmp disk "$build/demo.img"
# A limit at the very instant of a device's event or of the timer.
for limit in 500 501 502 700 701 702; do
	for how in --hosted '--depth 1' '--depth 2' --hybrid; do
		# shellcheck disable=SC2086
		expect 0 "$bin/pg32-equiv" $how --limit $limit -m 16K --input input "$here/receive.elf"
		says ": $limit instructions"
	done
done
# A last exit that the VMMs below the guest's own handle by themselves.
for how in --hosted '--depth 2' '--depth 4' --hybrid; do
	# shellcheck disable=SC2086
	expect 0 timeout 600 "$bin/pg32-equiv" $how --limit 5000 -m 64K "$here/spin.elf"
	says ': 5000 instructions'
done
# parting PROFILE: at what the two part: the profile's instruction, or with its paging an access.
parting() {
	case $1 in
	userbit | marks) echo 'the exit: up to there nothing differs' ;;
	walks) echo 'instruction [0-9]*, executed directly: lw ' ;;
	*) echo "instruction [0-9]*, executed directly: $1 " ;;
	esac
}
# Profiles: a kernel of PG32's is equal on each, and what uses a flaw differs under the VMM.
for profile in $("$bin/pg32-run" --isa help | cut -f 1); do
	expect 0 "$bin/pg32-equiv" --isa "$profile" -m 64K "$programs/timer/timer.elf"
	[ "$profile" != pg32 ] || continue
	flaw=$programs/flaws/$profile.elf
	for how in --hosted '--depth 1' '--depth 2'; do
		# shellcheck disable=SC2086
		expect 1 "$bin/pg32-equiv" $how --isa "$profile" -m 64K "$flaw"
		says "they part at  $(parting "$profile")"
		# shellcheck disable=SC2086
		expect 0 "$bin/pg32-equiv" $how --isa "$profile" --limit 10 "$flaw"
	done
	# What the hybrid VMM is right on, by theorem 3 and the paper's footnote 5.
	case $profile in jrst1 | popf | cps | mfpi | userbit) equal=0 ;; *) equal=1 ;; esac
	for how in --hosted '--depth 1' '--depth 2'; do
		# shellcheck disable=SC2086
		expect $equal "$bin/pg32-equiv" $how --hybrid --isa "$profile" -m 64K "$flaw"
		[ $equal = 0 ] || says "they part at  $(parting "$profile")"
	done
	expect $equal "$bin/pg32-equiv" --generate 1 --count 200 --first --hybrid --isa "$profile"
	refuse 65 "needs --isa $profile, and this machine is --isa pg32" "$flaw"
	refuse 65 "needs --isa $profile" --depth 1 "$flaw"
done
# Generated programs use the flaw as well, and what is saved reproduces the failure.
mkdir flawed
for profile in $("$bin/pg32-run" --isa help | cut -f 1 | grep -vx pg32); do
	expect 1 "$bin/pg32-equiv" --generate 1 --count 200 --first --isa "$profile" --save flawed
	says "isa-$profile: seeds"
	"$bin/pg32-as" -Ttext 0 -o flawed/seed.elf flawed/seed-*.s >out 2>err || fail "saved program: $profile"
	options=$(sed -n "s/^#   pg32-equiv \(.*\) seed-.*\.elf.*/\1/p" flawed/seed-*.s)
	cd flawed || exit 1
	# shellcheck disable=SC2086
	expect 1 "$bin/pg32-equiv" $options seed.elf
	cd ..
	says 'what differs' flawed/out
	rm flawed/*
done
for how in --hosted '--depth 1' '--depth 2'; do
	# shellcheck disable=SC2086
	expect 1 "$bin/pg32-equiv" $how --isa uhalt "$programs/flaws/uhalt.elf"
	says 'none: the guest stopped the machine with uhalt a0'
	says 'the VMM lost control of  *the machine$'
done
expect 0 "$bin/pg32-equiv" "$build/lib/pg32/vmm.elf" "$kernel" --limit 100000
says 'excluded: nothing but host time'

# A planted fault: found where it acts, with its place, and what it did.
spsw_is_found() {
	expect 1 "$@"
	says 'first divergence: after 2 instructions'
	says 'word f1000080: spsw 128(zero)'
	says 'supervisor mode, pc 00001004 <here> .*store.s:5'
	says 'emulated spsw'
	says 'they part at  the exit'
	says 'PSW status  *00000000  *00000004'
	says 'memory at 00000090  *00000000  *00000001'
	says '00001004  f1000080  spsw'
	[ "$(grep -c 'PSW\|memory' out)" = 2 ] || fail 'not one field differs'
}
spsw_is_found "$here/spsw/pg32-equiv" "$here/store.elf"
spsw_is_found "$here/spsw/pg32-equiv" -m 16K "$here/store.elf"
spsw_is_found "$bin/pg32-equiv" --depth 1 --vmm "$here/spsw/vmm.elf" "$here/store.elf"
spsw_is_found "$bin/pg32-equiv" --depth 2 --vmm "$here/spsw/vmm.elf" "$here/store.elf"
says "VMM, level 0  reflected: privileged instruction, then emulated lpsw" # each VMM of the tower
expect 0 "$bin/pg32-equiv" "$here/store.elf"

# A port is named, and a word of the trap area or of a table: by an address alone nobody knows it.
for how in --hosted "--depth 1 --vmm $here/control/vmm.elf"; do
	# shellcheck disable=SC2086
	expect 1 "$here/control/pg32-equiv" $how -m 64K "$here/names.elf"
	says 'a5  *00000000  *40000000'
	says '^  the port      00000011 CONSOLE_CONTROL$'
done
expect 1 "$here/spsw/pg32-equiv" -m 64K "$here/names.elf"
says 'new timer at 00000030  *00000000  *00000001'
expect 1 "$here/paged/pg32-equiv" -m 64K "$here/names.elf"
says 'root table at 00004f10  *00000000  *00000001'
expect 1 "$here/table/pg32-equiv" -m 64K "$here/names.elf"
says 'table of pages at 00005f10  *00000000  *00000001'

# An instruction that is executed directly, and wrongly: it is named, not the exit behind it. It is
# the reference engine that has the fault.
for how in --hosted "--depth 1 --vmm $build/lib/pg32/vmm.elf"; do
	# shellcheck disable=SC2086
	expect 1 "$here/zero/pg32-equiv" --engine reference $how "$here/zero.elf"
	says 'first divergence: after 2 instructions'
	says 'they part at  instruction 2, executed directly: addi zero, s1, 1'
	says 'supervisor mode, pc 00001004 <_start+0x4> .*zero.s:4'
	says 'found at      exit 1, instruction 4'
done

# Without a VMM: a machine that is whole, and one that is not.
expect 0 "$bin/pg32-equiv" --bare --generate 1 --count 300
expect 0 "$bin/pg32-equiv" --bare --disk disk "$kernel"
expect 1 "$here/zero/pg32-equiv" --engine reference --bare --generate 1 --count 100 --save .
says '^different: '
rm -f seed-*

# Campaigns without a fault, and the same in pieces, continued and merged.
expect 0 "$bin/pg32-equiv" --generate 1 --count 2000 --jobs 2 --tap --junit junit --state all
says '^1..20$'
says '^ok 20 - seeds 1901 to 2000'
says '^# equal: all'
says 'tests="20" failures="0"' junit
grep '^# ' out | cut -c3- >whole
expect 0 "$bin/pg32-equiv" --from 1 --to 1200 --state part
expect 0 "$bin/pg32-equiv" --from 1201 --to 2000 --state rest
expect 0 "$bin/pg32-equiv" --merge part rest part
tests=$((tests + 1))
diff whole out >err || fail 'the merged summary is not that of the whole'
head -12 all >cut
head -c 300 all >>cut # a line that was cut off
expect 0 "$bin/pg32-equiv" --merge cut
says 'cut:13: cut off' err
expect 0 "$bin/pg32-equiv" --generate 1 --count 2000 --state cut
tests=$((tests + 1))
diff whole out >err || fail 'the continued summary is not that of the whole'
expect 0 "$bin/pg32-equiv" --merge cut
tests=$((tests + 1))
diff whole out >err || fail 'what was cut off is still in the way'
# What is missing between the first seed and the last is named.
sed -n '2p;4p;5p;9p' part >gaps
expect 0 "$bin/pg32-equiv" --merge gaps
first=$(cut -d ' ' -f 2 gaps | sort -n | head -1)
last=$(cut -d ' ' -f 3 gaps | sort -n | tail -1)
says "^generator-.*: seeds $first to $last$"
says '^400 programs'
says "^missing: $((last - first - 399)) of them: [0-9]*01 to [0-9]*00"

# What is no state file is not written to: neither other files, nor a state file that is damaged.
printf 'dear diary,\n' >notes.txt
printf 'dear diary' >unfinished
printf x | cat - all >shifted
sed '3s/ [0-9]* / -1 /' all >negative
sed '3s/\(generator-[^ ]*\) \([0-9]*\) \([0-9]*\)/\1 \3 \2/' all >backwards
sed '3s/\(generator-[^ ]* [0-9]* [0-9]*\) [0-9]*/\1 99999999999999999999/' all >huge
sed '3s/\(generator-[^ ]* [0-9]* [0-9]*\) [0-9]*/\1 101/' all >many
sed '3s/^/ /' all >spaced
sed '3s/.$/g/' all >digits
head -c 5000 /dev/zero >zeros
cp "$bin/pg32-as" binary
for file in notes.txt unfinished shifted negative backwards huge many spaced digits zeros binary; do
	cp $file before
	refuse 65 "$file:[13]: no line of a state file" --generate 1 --state $file
	expect 0 cmp $file before
	refuse 65 "$file:[13]: no line of a state file" --merge $file
done
# Lines of other campaigns stay.
sed 's/depth-0/depth-7/' all >others
sed 's/^generator-[0-9]*/generator-1/; s/..$//' all >>others
expect 0 "$bin/pg32-equiv" --generate 1 --state others
says '^generator-.* 1 1 1 ' others
refuse 65 'others:21: of another version' --merge others
mkdir folder
mkfifo pipe
for file in /dev/full /dev/zero folder pipe; do
	refuse 66 "$file: not a regular file" --generate 1 --state $file
done
refuse 74 'missing/state: ' --generate 1 --state missing/state
exec 9>busy
flock 9
refuse 74 'busy: another campaign' --generate 1 --state busy
exec 9>&-
: >empty
refuse 66 'folder: Is a directory' --merge folder
refuse 66 'pipe: no one writes to this pipe' --merge pipe
refuse 65 'nothing to merge' --merge /dev/null
refuse 65 'nothing to merge' --merge empty
refuse 65 'zero:1: ' --merge /dev/zero
expect 0 sh -c "cat all | '$bin/pg32-equiv' --merge empty /dev/stdin"

expect 0 "$bin/pg32-equiv" --generate 1 --count 300 --depth 1
expect 0 "$bin/pg32-equiv" --generate 1 --count 150 --depth 2
expect 0 "$bin/pg32-equiv" --generate 1 --count 50 --depth 4
expect 0 "$bin/pg32-equiv" --hybrid --generate 1 --count 1000
expect 0 "$bin/pg32-equiv" --hybrid --generate 1 --count 100 --depth 1
expect 0 "$bin/pg32-equiv" --hybrid --generate 1 --count 50 --depth 2

# What executes the VMMs changes nothing that a campaign counts, whatever memory its programs are given.
for how in '--depth 2 --count 100' '--depth 4 --count 10' '--hybrid --depth 1 --count 100'; do
	"$bin/pg32-equiv" --generate 1 $how --engine reference >reference
	"$bin/pg32-equiv" --generate 1 $how >auto
	expect 0 cmp -s reference auto
done

# stopped SIGNAL COMMAND...: the command, ended by a signal once it has processes; its status is the command's.
stopped() {
	signal=$1
	shift
	env --default-signal "$@" &
	running=$!
	until pgrep -P $running >/dev/null; do
		[ -e /proc/$running ] || break
	done
	kill -"$signal" $running
	wait $running
}

# A signal to the campaign ends its processes with it, and the same command goes on.
endless="$bin/pg32-equiv --generate 1 --count 100000000 --jobs 2"
for signal in INT:130 TERM:143 HUP:129 KILL:137; do
	# shellcheck disable=SC2086
	expect ${signal#*:} stopped ${signal%:*} $endless --state "$work/stopped"
	[ ${signal%:*} = KILL ] || says '^pg32-equiv: stopped after [0-9]* of 4000 chunks, [0-9]* programs, 0 different: the same command goes on' err
	tests=$((tests + 1))
	timeout 600 sh -c "while pgrep -f '[s]tate $work/stopped' >out; do :; done" || fail 'processes outlive the campaign'
done
# shellcheck disable=SC2086
expect 143 stopped TERM $endless
says 'without --state the same command begins anew' err

# A fault of the hybrid VMM alone.
mkdir hybrid
expect 0 "$here/hybrid/pg32-equiv" --generate 1 --count 200
expect 1 "$here/hybrid/pg32-equiv" --hybrid --generate 1 --count 200 --save hybrid
says '^different: '
source=$(ls hybrid/*.s | head -1)
says 'pg32-equiv --seed [0-9]* --hybrid -m 16K' "$source"
says 'under the hosted hybrid VMM' "${source%.s}.txt"
says ' s1  *[0-9a-f]*  *[0-9a-f]*$' "${source%.s}.txt"

# With a fault: found, and reduced to a few instructions that reproduce it.
for fault in spsw timer register zero; do
	mkdir $fault
	expect 1 "$here/$fault/pg32-equiv" --engine reference --generate 1 --count 200 --save $fault --tap --junit junit
	says '^not ok'
	says '^# different: '
	says '<failure message=' junit
	source=$(wc -c $fault/*.s | sort -n | awk 'NR == 1 { print $2 }') # who needs tables needs some words
	name=${source%.s}
	says 'first divergence' "$name.txt"
	expect 0 "$bin/pg32-as" -Ttext 0 -o $fault.elf "$source"
	words=$(sed -n '/^_start:/,$p' "$source" | grep -v 'nop\|rept\|endr\|_start' | wc -l)
	[ "$words" -le 8 ] || fail "$words instructions are left of the program of $fault"
	set -- --engine reference --seed "${name##*seed-}" -m 16K --limit 5000
	[ ! -e "$name.input" ] || set -- "$@" --input "$name.input"
	[ ! -e "$name.disk" ] || set -- "$@" --disk "$name.disk"
	expect 1 "$here/$fault/pg32-equiv" "$@" $fault.elf
	expect 0 "$bin/pg32-equiv" "$@" $fault.elf
done

# A VMM that crashes or hangs: named, saved, and the campaign goes on.
for fault in crash hang; do
	mkdir $fault
	expect 1 "$here/$fault/pg32-equiv" --engine reference --generate 1 --count 6 --patience 1 --save $fault
	says '^6 programs'
	says "^different: .*the VMM .*$fault\|hung"
	says "^different: seed [0-9]*: the VMM ${fault}" err
	source=$(ls $fault/*.s | head -1)
	says "^# the VMM $fault" "$source"
	expect 0 "$bin/pg32-as" -Ttext 0 -o $fault.elf "$source"
	expect 0 "$bin/pg32-equiv" -m 16K --limit 5000 --input "${source%.s}.input" \
		--disk "${source%.s}.disk" $fault.elf
done

# A VMM that is given up.
expect 0 "$bin/pg32-equiv" --depth 1 --vmm-limit 1000000 "$here/store.elf"
expect 1 "$bin/pg32-equiv" --depth 1 --vmm-limit 1000 "$here/store.elf"
says 'not resumed in time'
expect 1 "$bin/pg32-equiv" --depth 1 --vmm-limit 1000 --generate 1 --first
refuse 64 'needs --depth' --vmm-limit 1000 "$here/store.elf"

# Wrong usage and bad files.
store=$here/store.elf
refuse 64 'which kernel'
refuse 64 'exclude each other' --hosted --depth 1 "$store"
refuse 64 'without a VMM' --bare --depth 1 "$store"
refuse 64 'without a VMM' --bare --hybrid "$store"
refuse 64 'no option --trace' --trace "$store"
refuse 64 'no option --dump' --dump x "$store"
refuse 64 'no option --machine-memory' --machine-memory 1M "$store"
refuse 64 'memory size' -m 5000 "$store"
refuse 64 '--nonsense' --nonsense "$store"
refuse 64 'takes no kernel' --generate 1 "$store"
refuse 64 'needs --generate' --jobs 2 "$store"
for option in '--to 5' '--count 5' --first --tap '--state x' '--patience 3'; do
	# shellcheck disable=SC2086
	refuse 64 "${option% *} is for campaigns" $option
done
refuse 64 'state files alone' --generate 1 --merge all
refuse 64 'takes no value' --merge=all
for depth in 16 33 64; do
	refuse 64 'depth is at most 15 here' --depth $depth "$store"
done
refuse 64 'depth is at most 5 here' --hybrid --depth 6 "$store"
refuse 64 'depth is at most 15 here: a deeper tower is too slow$' --generate 1 --depth 16
refuse 64 'depth is at most 5 here: a deeper tower is too slow$' --generate 1 --depth 6 --hybrid
# What takes longer than the patience, and goes on, does not hang.
expect 0 "$bin/pg32-equiv" --generate 2 --depth 9 --patience 1
expect 0 "$bin/pg32-equiv" --depth 15 -m 16K "$store"
expect 0 "$bin/pg32-equiv" --hybrid --depth 1 "$store"
says 'compared only at the end'
refuse 64 'needs a value' --generate
refuse 64 'takes a number' --generate x
refuse 64 'takes a number' --generate -1
refuse 64 'takes a number' --generate 1 --count 0
refuse 64 'takes a number' --generate 1 --jobs 0
refuse 64 'takes a number' --generate 1 --patience 0
refuse 64 'takes no value' --generate 1 --first=1
refuse 64 'takes no value' --generate 1 --tap=1
refuse 64 'range of seeds is empty' --from 2 --to 1
refuse 64 'needs state files' --merge
refuse 66 'missing' missing
refuse 66 'missing' --input missing "$store"
refuse 66 'missing' --disk missing "$store"
refuse 66 '512' --disk input "$store"
head -c 4096 /dev/zero >shrinks
expect 66 env LD_PRELOAD="$here/shrink.so" "$bin/pg32-equiv" --disk shrinks "$store"
says 'shrinks: it became shorter while it was read' err
refuse 66 'missing' --merge missing
refuse 65 'input:1: ' --merge input
refuse 65 'not an ELF' input
refuse 65 'store.elf: not a VMM' --depth 1 --vmm "$store" "$store"
refuse 65 'store.elf: not a VMM' --depth 2 --vmm "$store" --generate 1
refuse 66 'missing' --depth 1 --vmm missing --generate 1
refuse 65 'larger than memory' -m 4K "$store"
expect 74 sh -c "'$bin/pg32-equiv' --generate 1 >/dev/full"
# A write that fails leaves nothing that is empty, and what was there as it was.
expect 74 env PG32_ENGINE=reference sh -c "ulimit -f 0; exec '$bin/pg32-equiv' --generate 1 --state fresh >/dev/null 2>&1"
expect 74 env PG32_ENGINE=reference sh -c "ulimit -f 0; exec '$bin/pg32-equiv' --generate 1 --junit fresh >/dev/null 2>&1"
expect 1 test -e fresh
printf kept >kept.xml
expect 74 env PG32_ENGINE=reference sh -c "ulimit -f 0; exec '$bin/pg32-equiv' --generate 1 --junit kept.xml >/dev/null 2>&1"
expect 0 grep -qx kept kept.xml
# Nor does an engine that the host refuses, which is told once and before anything is done; a kernel has the same.
refused='the fast engine does not get the memory'
expect 64 sh -c "ulimit -v 2000000; exec '$bin/pg32-equiv' --engine fast --jobs 2 --generate 1 --count 50 --state fresh"
says "$refused" err
expect 1 grep -v "$refused" err
expect 1 test -e fresh -o -s out
expect 64 sh -c "ulimit -v 2000000; exec '$bin/pg32-equiv' --engine fast '$store'"
# A name is shown by its bytes.
cp "$build/programs/hello/hello.elf" "$(printf 'a\033b')"
expect 0 "$bin/pg32-equiv" --limit 10 "$(printf 'a\033b')"
says '^equal: a\\x1bb: ' out
# What would compare nothing is not called equal.
refuse 64 'limit 0 leaves nothing to compare' --generate 1 --limit 0
# A long campaign shows in a file how far it is, a short one does not.
expect 0 "$bin/pg32-equiv" --generate 1 --count 10000 --limit 200
says '^pg32-equiv: [0-9]* of [0-9]* chunks, [0-9]* programs, 0 different$' err
expect 0 "$bin/pg32-equiv" --generate 1 --count 100
expect 1 test -s err
# What a campaign writes at its end, or only at a failure, is seen to before it runs.
expect 0 cp whole before
refuse 74 'missing/junit: ' --generate 1 --junit missing/junit
refuse 74 'folder: ' --generate 1 --junit folder
refuse 74 'missing: No such' --generate 1 --save missing
refuse 74 'whole: Not a directory' --generate 1 --save whole
# shellcheck disable=SC2086
expect 143 stopped TERM $endless --junit before
expect 0 cmp whole before
expect 0 "$bin/pg32-equiv" --generate 1 --junit before
expect 0 sh -c "tail -n 1 before | grep -qx '</testsuite>' && [ \$(wc -l <before) = 4 ]"
expect 0 "$bin/pg32-equiv" --help
says '^usage: pg32-equiv'
expect 0 "$bin/pg32-equiv" --version
says '^pg32-equiv '

if [ $failures = 0 ]; then
	echo "equivalence: all $tests tests of pg32-equiv pass"
else
	echo "equivalence: $failures failures in $tests tests of pg32-equiv"
	exit 1
fi
