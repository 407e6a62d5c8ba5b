#!/bin/sh
# What all tools do with the host's files: what they read, and what they would overwrite; files that
# change, that are too large, or that are no files; output that is lost. Arguments: the directory of the
# helper image, and that of the tools. Prints a line a failure.
helpers=$(cd "$1" && pwd) || exit 1
bin=$(cd "$2" && pwd) || exit 1
PATH=$bin:$PATH
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
tests=0
failures=0

fail() {
	failures=$((failures + 1))
	echo "files: FAILED: $*"
	sed 's/^/    stderr: /' err | head -5
}

# expect STATUS COMMAND...: its output is in out and err.
expect() {
	wanted=$1
	shift
	tests=$((tests + 1))
	timeout 600 "$@" </dev/null >out 2>err
	status=$?
	[ $status = "$wanted" ] || fail "status $status, not $wanted: $*"
}

# refuse STATUS TEXT COMMAND...: also one line with the text.
refuse() {
	wanted=$1
	text=$2
	shift 2
	expect "$wanted" "$@"
	grep -q -- "$text" err || fail "no '$text': $*"
	[ "$(wc -l <err)" = 1 ] || fail "not one line: $*"
}

# keeps FILE: it is what it was when it was saved in FILE.kept.
keeps() {
	cmp -s "$1" "$1.kept" || fail "$1 was overwritten"
}

"$helpers/image" halt7 30A00007 F50A0000 || exit 1
"$helpers/image" sectors F2A00020 F50A0000 || exit 1   # in a0, 32(zero); halt a0
# sector 1 from address 0x1000, its status, as in command.sh
"$helpers/image" write 40A00001 F3A00022 30A00001 F3A00021 30A00002 F3A00023 F4000000 F2A00024 F50A0000 || exit 1
"$helpers/image" loop 42000000 || exit 1
"$helpers/image" say 30A00048 F3A00010 42000000 || exit 1   # out a0, 16(zero): H; jal zero, .
"$helpers/image" poll F2A00013 F50A0000 || exit 1      # in a0, 19(zero); halt a0
printf '\t.globl _start\n_start:\thalt zero\n' >s.s
printf 'int main(void)\n{\n\treturn 0;\n}\n' >h.c
echo >h.h
for file in halt7 s.s h.c h.h; do
	cp $file $file.kept
done

# all_at_once COMMAND...: they wait beside each other; what they say, and their statuses, are in err.
all_at_once() {
	rm -f waited*
	for command in "$@"; do
		# shellcheck disable=SC2086
		{ timeout 600 $command; echo "$?:$command"; } </dev/null >"waited$tests" 2>&1 &
		tests=$((tests + 1))
	done
	wait
	cat waited* >err
}

# A pipe that is written to is read, whatever the tool; one that is not is waited for, and not for ever.
mkfifo pipe
for command in 'pg32-run pipe' 'pg32-vmm pipe' 'pg32-objdump -h pipe' 'pg32-equiv pipe'; do
	cat halt7 >pipe &
	case $command in
	pg32-run* | pg32-vmm*) wanted=7 ;;
	*) wanted=0 ;;
	esac
	# shellcheck disable=SC2086
	expect $wanted $command
	wait
done
cat s.s >pipe &
expect 0 pg32-as -o s.elf pipe
wait
cat halt7 >pipe &
expect 0 pg32-mkfs volume 64K pipe
wait
printf '\011' >pipe &
expect 9 pg32-run --input pipe poll
wait
printf '\011' >pipe &
expect 0 pg32-equiv --input pipe poll
wait
all_at_once 'pg32-run pipe' 'pg32-as pipe' 'pg32-objdump -h pipe' 'pg32-equiv pipe' 'pg32-mkfs v 64K pipe' \
	'pg32-run --input pipe poll' 'pg32-equiv --input pipe poll'
[ "$(grep -c 'no one writes' err)" = 7 ] && [ "$(grep -c '^66:' err)" = 6 ] || fail "a pipe that no one writes to"
# So is one that no one reads from.
all_at_once 'pg32-run --dump pipe halt7' 'pg32-run --save-timeline pipe halt7' 'pg32-vmm --dump pipe halt7' 'pg32-as -o pipe s.s' \
	'pg32-as -o none.elf -l pipe s.s' 'pg32-cc -o pipe h.c' 'pg32-mkfs pipe 64K'
[ "$(grep -c 'no one reads' err)" = 7 ] && [ "$(grep -c '^74:' err)" = 4 ] || fail "a pipe that no one reads from"
cat pipe >dump &
expect 7 pg32-run --dump pipe halt7
wait
grep -q '"machine"' dump || fail "a dump to a pipe"
for words in 'pipe' '-x c pipe' '-T pipe h.c' '-include pipe h.c'; do
	# shellcheck disable=SC2086
	timeout 600 pg32-cc -o none.elf $words >out 2>err
	[ $? != 124 ] && grep -q "cannot read 'pipe': a named pipe" err || fail "pg32-cc $words"
	tests=$((tests + 1))
done
expect 63 pg32-run --input /dev/null poll
expect 0 pg32-equiv --input /dev/null poll
for tool in pg32-run pg32-vmm pg32-equiv pg32-objdump\ -h pg32-theorems\ --emulation; do
	# shellcheck disable=SC2086
	expect "$(case $tool in *theorems*) echo 65 ;; *) echo 66 ;; esac)" $tool .
	# shellcheck disable=SC2086
	expect 65 $tool /dev/null
done
for tool in pg32-run pg32-vmm pg32-equiv; do
	refuse 66 'regular file' $tool --disk pipe halt7
	refuse 66 'regular file' $tool --disk /dev/null halt7
	refuse 66 'directory' $tool --input . halt7
done

# A file that changes after it was read does not matter.
cp say running
mkfifo said
pg32-run --limit 60000000 running >said 2>err &
running=$!
exec 3<said
[ "$(head -c 1 <&3)" = H ] && : >running
wait $running
[ $? = 124 ] && grep -q '^limit of' err || fail "an image that was cut while it ran"
exec 3<&-
tests=$((tests + 1))

# More sectors than a disk has are refused, not cut to 32 bits.
truncate -s $(((4294967296 + 4) * 512)) giant 2>/dev/null && for tool in pg32-run pg32-vmm pg32-equiv; do
	refuse 66 '2^32 - 1 sectors' $tool --disk giant sectors
done

# Output over an input.
refuse 1 'also read' pg32-as -o s.s s.s
refuse 1 'also read' pg32-as -o s.elf -l s.s s.s
ln s.s hard.s
ln -s s.s soft.s
refuse 1 'also read' pg32-as -o hard.s s.s
refuse 1 'also read' pg32-as -o soft.s s.s
printf '\t.include "s.s"\n' >including.s
refuse 1 'also read' pg32-as -o s.s including.s
printf '\t.incbin "s.s"\n' >including.s
refuse 1 'also read' pg32-as -o s.s including.s
printf '# 1 "s.s"\n\tnop\n' >marked.s
refuse 1 'also read' pg32-as -o s.s marked.s
refuse 1 'one file' pg32-as -o same -l same s.s
refuse 64 'overwritten' pg32-cc -o h.c h.c
refuse 64 'overwritten' pg32-cc -S -o ./h.c h.c
refuse 64 'overwritten' pg32-cc -c -o h.h h.c
refuse 64 'overwritten' pg32-cc --listing h.c -o h.elf h.c
refuse 64 'overwritten' pg32-cc -MD -MF h.c -o h.elf h.c
refuse 64 'overwritten' pg32-cc -Wl,-Map=h.c -o h.elf h.c
refuse 64 'overwritten' pg32-cc -Wl,-Map,h.c -o h.elf h.c

# Nor over what an input reads, whatever its name: headers, data, scripts, archives, arguments.
printf 'int f(void); int main(void) { return\n#include "x.inc"\n; }\n' >includes.c
echo '-DX' >arguments
echo 3 >x.inc
echo ' .long 1' >y.inc
printf '\t.globl _start\n_start: halt zero\n\t.data\n\t.incbin "x.inc"\n\t.balign 4\n\t.include "y.inc"\n' >reads.s
cp reads.s reads2.S
printf '__asm__(".section .rodata\\n.incbin \\"x.inc\\"\\n.text"); int main(void) { return 0; }\n' >incbin.c
cp "$bin/../lib/pg32/pg32.ld" script.ld
echo 'INCLUDE script.ld' >outer.ld
echo 'int f(void) { return 0; }' >f.c
"$bin/pg32-cc" -c f.c && riscv64-unknown-elf-ar rc libf.a f.o
echo 'int f(void); int main(void) { return f(); }' >m.c
for file in x.inc y.inc script.ld libf.a arguments; do
	cp $file $file.kept
done
for options in '-o x.inc' '-c -o x.inc' '-S -o x.inc' '-E -o x.inc' '--listing x.inc -o h.elf' \
	'-MD -MF x.inc -c' '-MMD -MF x.inc -o h.elf' '-Wl,-Map=x.inc -o h.elf' \
	'-Wl,--dependency-file=x.inc -o h.elf' '-Xlinker --dependency-file=x.inc -o h.elf' '-Wa,-a=x.inc -c' \
	'-Wa,--MD,x.inc -c' '-Xassembler -ahl=x.inc -c' '-Wp,-MD,x.inc -c' '-fdump-tree-gimple=x.inc -c'; do
	# shellcheck disable=SC2086
	refuse 64 'overwritten' pg32-cc $options includes.c
done
refuse 64 'overwritten' pg32-cc -o x.inc incbin.c
refuse 64 'overwritten' pg32-cc -c -o x.inc incbin.c
# The output is named to pg32-cc, and no two outputs are one file, whether it is there or not.
for words in '-Wl,-o,x.inc' '-Wl,--output=x.inc' '-Xlinker -ox.inc' '-Wa,-o,x.inc -c' '-Wp,-o,x.inc -c'; do
	# shellcheck disable=SC2086
	refuse 64 'say -o' pg32-cc $words incbin.c
done
for words in '-Wl,-Map=new.elf' '-Wl,-Map=./new.elf' '--listing new.elf' '-MD -MF '"$PWD"'/new.elf' '-Wp,-MD,new.elf'; do
	# shellcheck disable=SC2086
	refuse 64 'by another output' pg32-cc -o new.elf $words incbin.c
done
expect 1 test -e new.elf
expect 0 pg32-cc -o other.elf --listing /dev/null -Wl,-Map=/dev/null incbin.c
refuse 1 'one file' pg32-as -o new.elf -l ./new.elf s.s
refuse 64 'overwritten' pg32-cc -o arguments @arguments includes.c
refuse 1 'overwritten' pg32-cc -nostdlib -o x.inc reads.s
refuse 1 'overwritten' pg32-cc -nostdlib -o y.inc reads2.S
refuse 64 'overwritten' pg32-cc -T script.ld -o script.ld incbin.c
refuse 64 'overwritten' pg32-cc -T outer.ld -o script.ld incbin.c
refuse 64 'overwritten' pg32-cc -o libf.a m.c -L. -lf
for file in x.inc y.inc script.ld libf.a arguments; do
	keeps $file
done
expect 0 pg32-cc -nostdlib -o reads.elf reads2.S
for tool in pg32-run pg32-vmm; do
	truncate -s 2048 disk
	cp disk disk.kept
	refuse 64 'overwrite' $tool --dump halt7 halt7
	refuse 64 'overwrite' $tool --dump halt7 loop halt7
	refuse 64 'overwrite' $tool --dump disk --disk disk halt7
	refuse 64 'overwrite' $tool --dump s.s --input s.s halt7
	refuse 64 'overwrite' $tool --save-timeline halt7 halt7
	refuse 64 'another output' $tool --dump both --save-timeline both halt7
	rm -f saved both
	expect 7 $tool --save-timeline saved halt7
	cp saved saved.kept
	ln -sf saved another
	refuse 64 'overwrite' $tool --replay saved --dump saved
	refuse 64 'overwrite' $tool --replay saved --save-timeline saved
	refuse 64 'overwrite' $tool --replay another --dump saved
	keeps saved
	tests=$((tests + 1))
	$tool --dump out halt7 >out 2>err
	[ $? = 64 ] || fail "$tool: a dump in the place of the output"
	refuse 74 'directory' $tool --dump / loop
	refuse 74 'directory' $tool --dump . loop
	refuse 74 'No such' $tool --dump '' loop
	keeps disk
done
# A link or a device that is an output stays where it is, whatever GNU's tools would do to it.
echo 'int main(void) { return 0; }' >main.c
ln -s made.o link.o
expect 0 pg32-cc -MD -c -o link.o main.c
expect 0 sh -c '[ -L link.o ] && pg32-cc -o linked made.o && grep -q "^link.o: main.c" link.d'
for option in -c -S -E; do
	ln -sf /dev/full full.o
	[ ! -c /dev/full ] || refuse 1 "cannot write 'full.o': No space left" pg32-cc $option -o full.o main.c
	expect 0 sh -c "[ -L full.o ] && pg32-cc $option -o plain main.c && pg32-cc $option -o /dev/fd/1 main.c | cmp - plain"
done
ln -sf x.inc link.o
refuse 64 'overwritten' pg32-cc -c -o link.o incbin.c
keeps x.inc
expect 0 sh -c 'pg32-cc -MD -MF rule -o linked main.c && grep -q "^linked: main.c" rule'
# No program where its listing is lost.
ln -sf /dev/full full.o
[ ! -c /dev/full ] || refuse 1 "cannot write 'full.o'" pg32-cc -o unlisted --listing full.o main.c
expect 1 test -e unlisted
mkdir handed
cp "$bin/../lib/pg32/course/1-machine/starter"/* handed
cp handed/first.s first.s.kept
ln -s first.s handed/link.s
refuse 64 'overwrite' pg32-grade --output handed/first.s 1-machine handed
refuse 64 'overwrite' pg32-grade --output handed/link.s 1-machine handed
cp handed/first.s first.s
keeps first.s
refuse 64 'overwrite' pg32-mkfs halt7 64K s.s halt7
refuse 64 'overwrite' pg32-mkfs halt7 64K name=halt7
refuse 64 'overwritten' pg32-equiv --generate 1 --state both --junit both
refuse 64 'overwritten' pg32-equiv --generate 1 --depth 1 --vmm halt7 --junit halt7
refuse 64 'overwritten' pg32-equiv --generate 1 --depth 1 --vmm halt7 --state halt7
tests=$((tests + 1))
pg32-objdump -d halt7 >>halt7 2>err
[ $? = 64 ] || fail "pg32-objdump writes onto what it reads"
# Nor does standard output, which a shell may append to what is read.
pg32-mkfs volume.img 64K s.s && pg32-equiv --generate 1 --state done.state >out
cp sectors sectors.kept; cp volume.img volume.img.kept; cp done.state done.state.kept; cp disk disk.kept
for words in 'sectors:pg32-run sectors' 'sectors:pg32-run halt7 sectors' 'disk:pg32-vmm --disk disk halt7' 'sectors:pg32-equiv sectors' \
	's.s:pg32-run --input s.s halt7' 'sectors:pg32-run --symbols sectors halt7' 'volume.img:pg32-mkfs --list volume.img' \
	'volume.img:pg32-mkfs --extract volume.img s.s' 'done.state:pg32-equiv --merge done.state' \
	'done.state:pg32-equiv --generate 1 --state done.state'; do
	file=${words%%:*}
	tests=$((tests + 1))
	${words#*:} >>"$file" 2>err </dev/null
	[ $? = 64 ] && [ "$(wc -l <err)" = 1 ] || fail "${words#*:} >>$file"
	keeps "$file"
done
for file in halt7 s.s h.c h.h; do
	keeps $file
done

# A disk has one run at a time, and is not read while it is written.
truncate -s 2048 shared
pg32-run --disk shared say >said 2>/dev/null &
running=$!
exec 3<said
[ "$(head -c 1 <&3)" = H ] || fail "a run that has a disk"
for tool in pg32-run pg32-vmm pg32-equiv; do
	refuse 66 'another run' $tool --disk shared halt7
done
kill $running
wait $running 2>/dev/null
exec 3<&-
expect 7 pg32-run --disk shared halt7
chmod a-w shared
expect 0 pg32-equiv --disk shared sectors

# A limit of the system on the size of files.
limited() {
	wanted=$1
	shift
	expect "$wanted" sh -c 'ulimit -f 1; exec "$@"' sh "$@"
}
limited 74 pg32-run --dump dump -m 12K halt7
limited 1 pg32-as -o out.elf s.s
limited 74 pg32-mkfs volume 64K s.s halt7
for option in -c -S; do
	tests=$((tests + 1))
	sh -c 'ulimit -f 0; exec pg32-cc "$@" 2>&1' sh $option -o out.none main.c |
		grep -q '^pg32-cc: main.c: the compiler failed without a word' || fail "pg32-cc $option without room for files"
done
"$helpers/image" write9 40A00001 F3A00022 30A00009 F3A00021 30A00002 F3A00023 F4000000 F2A00024 F50A0000 || exit 1
truncate -s 8192 long
limited 74 pg32-run --disk long -m 64K write9
rm -f long

# Standard output that cannot be written, with whatever is asked for.
if [ -c /dev/full ]; then
	for command in 'pg32-as --help' 'pg32-as --version' 'pg32-as --isa help' 'pg32-cc --help' 'pg32-cc --version' \
		'pg32-cc --isa help' 'pg32-objdump --help' 'pg32-objdump --version' 'pg32-objdump -d halt7' \
		'pg32-cc -dumpmachine' 'pg32-cc -E main.c' 'pg32-cc -S -o - main.c' 'pg32-cc -M main.c' 'pg32-cc -print-libgcc-file-name' \
		'pg32-run --help' 'pg32-run --version' 'pg32-run --isa help' 'pg32-vmm --help' 'pg32-vmm --version' \
		'pg32-equiv --help' 'pg32-equiv --version' 'pg32-equiv halt7' 'pg32-theorems --help' \
		'pg32-theorems --version' 'pg32-theorems --isa help' 'pg32-grade-all --help' 'pg32-grade-all --version' \
		'pg32-similar --help' 'pg32-similar --version' 'pg32-grade --help' 'pg32-gdb --help' 'pg32-import --help' 'pg32-mkfs --help' 'pg32-mkfs --list volume'; do
		tests=$((tests + 1))
		# shellcheck disable=SC2086
		$command >/dev/full 2>err
		status=$?
		[ $status = 74 ] || fail "status $status, not 74, where the output of $command is lost"
		[ "$(wc -l <err)" = 1 ] || fail "not one line where the output of $command is lost"
	done
fi

# Every tool says what it takes in the same ways.
for tool in "$bin"/pg32-*; do
	name=$(basename "$tool")
	expect 0 "$name" --help
	head -1 out | grep -q "^usage: $name " || fail "$name --help does not begin with its usage"
	grep -q '^Exit status:$' out || fail "$name --help has no exit statuses"
	expect 0 "$name" --version
	[ "$(cat out)" = "$name $(pg32-run --version | cut -d' ' -f2)" ] || fail "the version of $name"
	expect 0 "$name" --help=man
	head -1 out | grep -q "^.TH $name 1 " || fail "$name --help=man is no manual page"
	expect 0 "$name" --help=bash
	bash -n out 2>err || fail "$name --help=bash is no text of bash"
	expect 64 "$name" --help=nonsense
	expect 64 "$name" --nonsense
	grep -q "nonsense.*$name --help" err && [ "$(wc -l <err)" = 1 ] || fail "$name --nonsense"
done

# All the memory that -m allows, with a VMM below.
for tool in pg32-run pg32-vmm; do
	expect 7 $tool -m 2G --depth 1 halt7
done

if [ $failures = 0 ]; then
	echo "files: all $tests tests of the host's files pass"
else
	echo "files: $failures failures in $tests tests"
	exit 1
fi
