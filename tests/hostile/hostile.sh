#!/bin/sh
# Guests that are hostile to the tools which look into them: what they write where a VMM keeps its
# tables, and names in an image that a terminal would obey. Arguments: the directory of the tools,
# and a pg32-run that is built with sanitizers. Prints a line a test, as TAP.
bin=$(cd "$1" && pwd) || exit 70
run=$(cd "$(dirname "$2")" && pwd)/$(basename "$2") || exit 70
fake=$PWD/tests/hostile/fake_vmm.s
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
cd "$work" || exit 70
evidence=err

# fake OPTION...: makes the image fake of what the definitions say.
fake() {
	"$bin/pg32-as" -o fake "$@" "$fake" || exit 70
}

# ends STATUS OPTION...: whether a run ends so, and no sanitizer has a word to say.
ends() {
	wanted=$1
	shift
	timeout 600 "$run" --machine-memory 64K "$@" >out 2>err </dev/null
	status=$?
	[ $status = "$wanted" ] && ! grep -q 'AddressSanitizer\|runtime error' err
}

# survives DEFINITION...: whether a fake VMM that check-stops is looked into in every way without harm.
survives() {
	fake "$@"
	ends 125 --trace --check --dump dump --stats=json fake fake &&
		tail -n 1 err | jq -e .machine >/dev/null && jq -e .guest dump >/dev/null
}

# none DEFINITION...: and whether it is taken for no VMM with a guest.
none() {
	survives "$@" && ! grep -q 'guest: ' err
}

survives && grep -q '^level 0, the VMM, and not its guest: ' err
ok "a guest that is where it says is shown"
none -D ORIGIN=0xFFFF -D SIZE=1
ok "a guest of one byte at the end of memory is none"
none -D ORIGIN=0x3004
ok "a guest that does not begin at a page is none"
for size in 0 4097 0xFFFFF000 0xFFFFFFFF; do
	none -D SIZE=$size
	ok "a guest of $size bytes is none"
done
for origin in 0x10000 0xFFFFF000; do
	none -D ORIGIN=$origin
	ok "a guest at $origin is none"
done
for part in ORIGIN SIZE REGISTERS PSW CLOCK WAITED COUNTS LAST INTERPRETED; do
	none -D ${part}_AT=0xFFFE && none -D ${part}_AT=0x10000 && none -D ${part}_AT=0xFFFFFFFC
	ok "a table that is not in memory is not read: $part"
done
none -D WAITED=1001
ok "a guest that waited longer than it ran is none"
none -D INTERPRETED=1001
ok "a guest of which more was interpreted than it ran is none"
survives -D CAUSE=0xFFFFFFFF -D PSW=0xFFFFFFFF && survives -D CAUSE=0x80000000 -D PSW=0xFFFFF000
ok "a cause and a PSW of all ones are shown"
survives -D ORIGIN=0 -D SIZE=0x10000
ok "a guest that is its own VMM is looked into no deeper than there are files"

# packet TEXT: as gdb's remote protocol has it.
packet() {
	sum=$(printf %s "$1" | od -An -v -tu1 | tr -s ' ' '\n' | awk '{ sum += $1 } END { print sum % 256 }')
	printf '$%s#%02x' "$1" "$sum"
}

# looks DEFINITION...: what a debugger is told of the second of the pages of a fake VMM's guest, which is
# paged; whether a sanitizer has a word to say; and then what the other tools see of it.
looks() {
	fake -D PAGED=1 -D STATUS=9 -D BOUND=0x1000000 "$@"
	{
		for words in 'level 1' 'translate 0x1000' 'user' 'disassemble 0x1000'; do
			packet "qRcmd,$(printf %s "$words" | od -An -v -tx1 | tr -d ' \n')"
		done
		for words in m1000,8 mfffffc,8 g M1000,4:01020304; do packet "$words"; done
	} | timeout 600 "$run" --machine-memory 256K --gdb=- fake fake >told 2>err
	[ $? = 130 ] && ! grep -q 'AddressSanitizer\|runtime error' err || return 1
	timeout 600 "$run" --machine-memory 256K --trace --check --dump dump --stats=json fake fake >out 2>err </dev/null
	[ $? = 125 ] && ! grep -q 'AddressSanitizer\|runtime error' err && jq -e .guest dump >/dev/null
}

# has_buffer: whether the guest's buffer is shown.
has_buffer() {
	jq -e '.guest.buffer != null' dump >/dev/null
}

looks && has_buffer && grep -q "$(printf '\nthe tables  nothing' | od -An -v -tx1 | tr -d ' \n')" told && grep -q '#..+$OK#9a' told
ok "a guest's page is where the shadow of its buffer says"
for part in BUFFER_AT=0xFFFE BUFFER_AT=0x3FFF0 BUFFER_AT=0xFFFFFFFC PAGES=0x40000 PAGES=0x2F000 PAGES=0xFFFFF000 \
	PAGES=0x20004 TURN=2 TURN=0xFFFFFFFF TABLES=17 TABLES=0xFFFFFFFF LINK=0x20001 LINK=0x22000 LINK=0x22002 \
	LINK=0x22005 LINK=0x32001 LINK=0xFFFFF001 LINK=0x80022001 ADDRESS=0xFFFFF000 ADDRESS=1; do
	case $part in ADDRESS=*) set -- -D LINK=0x22001 ;; *) set -- ;; esac
	looks -D $part "$@" && ! has_buffer
	ok "a shadow with $part is none"
done
for part in ENTRY=0x100F ENTRY=0x3D00F ENTRY=0x7FFFF00F ENTRY=0xFFFFF00F ENTRY=0xFFFFFFFF OFFSET=0x1000 \
	OFFSET=0xFFFFFFFF OFFSET=0x80000000; do
	looks -D $part && ! grep -q '#..+$OK#9a' told
	ok "a frame that is not the guest's is not looked into: $part"
done
for part in REST=0xFFFFFFFF OFFSET=1 ROOT=0xFFFFF000 BASE=0xFFFFF000 ADDRESS=0 ADDRESS=0xFFFFC000; do
	looks -D $part
	ok "a shadow with $part is no harm"
done
fake -D END=1 -D COUNT=0xFFFFFFFF
ends 7 --stats=json fake fake && jq -e '[.. | numbers] | all(. >= 0)' err >/dev/null
ok "counts that contradict the clock give no number below 0"
fake -D END=2
ends 124 --limit 50 --stats --dump dump fake fake && jq -e .guest dump >/dev/null
ok "at the limit, too"

# A level behind the last file has no image.
files=$(yes fake | head -65)
fake -D END=1
# shellcheck disable=SC2086
for option in --trace=traps --trace --stats --dump=dump; do
	timeout 600 "$run" -m 4M $option $files >out 2>err </dev/null
	[ $? = 7 ] && ! grep -q 'AddressSanitizer\|runtime error' err
	ok "sixty-five VMMs, and $option"
done
cat >levels.s <<'EOF'
	.globl	_start, vmm_layout
_start:	li	t0, 0x200000	# behind 65 images of less than 8 KiB
	jr	t0
vmm_layout:
	.word	0
EOF
"$bin/pg32-as" -o levels levels.s || exit 70
# shellcheck disable=SC2046
timeout 600 "$run" -m 4M --trace $(yes levels | head -65) >out 2>err </dev/null
[ $? = 125 ] && ! grep -q 'AddressSanitizer\|runtime error' err
ok "code behind sixty-five levels has no symbol"

# pg32-equiv runs a VMM that shows another guest than the one compared.
printf '_start: li a0, 7\n\tsyscall 1\n\thalt a0\n' >kernel.s
"$bin/pg32-as" -o kernel kernel.s || exit 70
for definitions in '-D LAST_PAGE=1' '-D SIZE=0x2000' '-D SIZE=0xFFFFF000'; do
	# shellcheck disable=SC2086
	fake -D END=1 $definitions
	timeout 600 "$bin/pg32-equiv" -m 1M --depth 1 --vmm fake kernel >out 2>err
	[ $? = 1 ] && grep -q 'memory  *there  *not there' out
	ok "a VMM with another guest's memory differs: $definitions"
done

# Names that a terminal would obey: each is as long as what it replaces.
printf '\t.file "source_1234.s"\n_start: nop\nred_1234: break\nred_5678: j red_5678\n' >red.s
"$bin/pg32-as" -o clear red.s || exit 70
sed 's/red_1234/\x1b[31mred/; s/red_5678/\xc2\x9b\xff\n\x07abc/; s/red.s/\x1b[31m/g' clear >red

# clean: whether the output has no byte to obey, and the escapes of those that were there.
clean() {
	! LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177\233\377]')" out err &&
		cat out err | grep -qF '\x1b[31m'
}

ends 125 red && clean && grep -qF '<\x1b[31mred>' err
ok "a post-mortem shows a symbol's name by its bytes"
ends 125 --trace red && clean
ok "a trace shows a symbol's name by its bytes"
for option in -t -d '-d -l'; do
	# shellcheck disable=SC2086
	"$bin/pg32-objdump" $option red >out 2>err && clean && { [ "$option" = -d ] || grep -qF '\xc2\x9b\xff\x0a\x07' out; }
	ok "pg32-objdump $option shows names by their bytes"
done
printf '_start: nop\n\tbad\033[31m\t\233\n' >bad.s
"$bin/pg32-as" bad.s >out 2>err
! LC_ALL=C grep -q "$(printf '[\033\233]')" err && grep -qF 'bad\x1b[31m' err
ok "pg32-as shows a line of a source by its bytes"
printf 'extern int red __asm__("\033[31mred"); int main(void) { return red; }\n' >red.c
"$bin/pg32-cc" -o x red.c >out 2>err
! LC_ALL=C grep -q "$(printf '\033')" err
ok "pg32-cc shows names by their bytes"
echo 'int main(void) { return 0; }' >good.c
# A name that messages of the linker begin with, and one of a section that is not converted.
red=$(printf 'a\n\033[31mred.ld')
echo x >"$red"
cp good.c "$red.c"
"$bin/pg32-cc" -T "$red" -o x good.c >out 2>err
! LC_ALL=C grep -q "$(printf '\033')" err && grep -qF '\x1b[31mred.ld' err
ok "pg32-cc shows the place of an error by its bytes"
"$bin/pg32-cc" -v -c -o x "$red.c" >out 2>err
! LC_ALL=C grep -q "$(printf '\033')" err
ok "pg32-cc -v shows names by their bytes"
printf '\t.globl _start\n\t.section .red_1234, "ax"\n_start: csrw 0, a0\n' >section.s
riscv64-unknown-elf-gcc -march=rv32em_zicsr -mabi=ilp32e -nostdlib -static -o section section.s
for bytes in '\x1b[31mred' '\x9b31mredd'; do
	sed "s/red_1234/$bytes/" section >"$(printf 'a\033[31mb')"
	"$bin/pg32-import" -o x "$(printf 'a\033[31mb')" >out 2>err
	clean && [ "$(wc -l <err)" = 1 ] && grep -qF "$bytes" err
	ok "pg32-import shows the names of a section and its file by their bytes: $bytes"
done
no=$(printf 'no\033[31mfile')
# shows TOOL ARGUMENT...: it refuses them in one line without the escape.
shows() {
	tool=pg32-$1 what=$(printf '%s ' "$@" | tr -d '\033')
	shift
	! "$bin/$tool" "$@" </dev/null >out 2>err && clean && [ "$(wc -l <err)" = 1 ]
	ok "pg32-${what}shows a name by its bytes"
}
for command in run vmm equiv gdb 'objdump -d' import as 'as -o x' cc 'cc -c' 'cc -o x good.c' 'mkfs x.img 64K' 'mkfs --list' \
	'mkfs x.img' 'grade 2' 'theorems --emulation' 'theorems --emulation --case' \
	'theorems --witness' 'theorems --row' 'theorems --isa' 'run --isa' 'run --engine' 'run -m' 'vmm --isa' \
	'equiv --generate 1 --count'; do
	# shellcheck disable=SC2086
	shows $command "$no"
done
finish
