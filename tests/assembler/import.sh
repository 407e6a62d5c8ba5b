#!/bin/sh
# pg32-import: what it makes of executables of GNU's tools runs; what is no RV32EM executable is refused
# with one line and no output. Prints a line a test, as TAP.
build=${BUILD:-build}
bin=$(cd "$build/bin" && pwd) || exit 70
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
cd "$work" || exit 70
evidence=err

import() { "$bin/pg32-import" "$@" >out 2>err </dev/null; }

# refuses TEXT FILE: whether it is refused with one line, which has the text, and nothing is written.
refuses() {
	rm -f x.elf
	import -o x.elf "$2"
	[ $? = 1 ] && [ ! -e x.elf ] && [ "$(wc -l <err)" = 1 ] && grep -qF -e "$1" err
}

# gnu OUTPUT OPTION...: compiles a.c by GNU's tools alone.
gnu() {
	output=$1
	shift
	riscv64-unknown-elf-gcc -march=rv32em -mabi=ilp32e -O1 -nostdlib -Ttext 0x1000 "$@" -o "$output"
}

# byte OFFSET OCTAL: a.elf with this byte, as damaged.elf.
byte() {
	cp a.elf damaged.elf
	printf "\\$2" | dd of=damaged.elf bs=1 seek="$1" conv=notrunc 2>/dev/null
}

cat >a.c <<'END'
static volatile int ten = 10;
static const int squares[] = { 0, 1, 4, 9, 16, 25 };
static void halt(int status) { __asm__ volatile(".insn r 0x0b, 4, 1, x0, %0, x0" : : "r"(status)); }
int divide(int a, int b) { return a / b + a % b; }
void _start(void)
{
	unsigned sum = 0;
	for (int i = 0; i < ten; i++)
		sum += (unsigned)squares[i % 6] << (i & 3);
	halt(divide((int)sum, 7) & 63);
}
END
gnu a.elf -g a.c && import -o a.pg32 a.elf && "$bin/pg32-run" a.pg32 >out 2>err
[ $? = 30 ]
ok "an executable of GNU's tools runs"
debug() { riscv64-unknown-elf-readelf --debug-dump=info,decodedline,frames "$1" 2>&1 | sed 's/ ([a-z]*[0-9]*)//g; /^File/d'; }
debug a.pg32 >out && debug a.elf >err && grep -q DW_TAG_variable out && cmp -s out err
ok "its debug sections are what they were"
"$bin/pg32-objdump" -t a.pg32 >out && grep -q divide out && ! grep -q '\$' out
ok "its symbols too, but for mapping symbols"
gnu s.elf -s a.c && import -o s.pg32 s.elf && "$bin/pg32-run" s.pg32 >out 2>err
[ $? = 30 ]
ok "without symbols"

printf '\t.option norelax\n\t.globl _start\n_start:\tlw a0, d\n\tj 1f\nd:\t.word 5\n\t.byte 1, 2, 3, 4\n1:\t.insn r 0x0b, 4, 1, x0, a0, x0\n' >d.s
gnu d.elf d.s && import -o d.pg32 d.elf && "$bin/pg32-run" d.pg32 >out 2>err
[ $? = 5 ]
ok "data among instructions stays data, by the mapping symbols"

refuses "not an ELF file" a.c
ok "a text is refused"
: >empty && refuses "not an ELF file" empty && head -c 40 a.elf >short && refuses "truncated" short
ok "an empty file is refused, a truncated header too"
for size in 60 5000 8000; do
	head -c $size a.elf >short && refuses "truncated" short || break
done
ok "a truncated file is refused"
riscv64-unknown-elf-gcc -march=rv32em -mabi=ilp32e -c a.c -o a.o && refuses "not linked" a.o
ok "an object is refused"
refuses "for PG32 already" a.pg32
ok "an executable of PG32 is refused"
refuses "another machine" "$bin/pg32-run"
ok "an executable of the host is refused"
riscv64-unknown-elf-gcc -march=rv32imac -mabi=ilp32 -nostdlib a.c -o c.elf && refuses "compressed" c.elf
ok "compressed code is refused"
riscv64-unknown-elf-gcc -march=rv32im -mabi=ilp32 -nostdlib a.c -o i.elf && refuses "32 registers" i.elf
ok "code for 32 registers is refused"
riscv64-unknown-elf-gcc -march=rv64im -mabi=lp64 -nostdlib a.c -o l.elf && refuses "64 bits" l.elf
ok "64 bits are refused"
printf '\t.globl _start\n_start:\tnop\nhere:\t.loc 1 1\n\tcsrr a0, cycle\n' | sed '1i .file 1 "mine.s"' >c.s
riscv64-unknown-elf-gcc -march=rv32em_zicsr -mabi=ilp32e -nostdlib -Ttext 0x1000 c.s -o c.elf &&
	refuses "mine.s:1: 0xc0002573 is an instruction that uses a control register; compile it with" c.elf &&
	grep -q "^pg32-import: c.elf: .text+0x4 (here+0x0), " err
ok "a word that is refused is named by file, section, offset, symbol and line"
printf '\t.globl _start\n_start:\tnop\n\t.section .rodata\n\t.ascii "%s is no code, in many words\\n%s"\n' x y >text.s
riscv64-unknown-elf-gcc -march=rv32em -mabi=ilp32e -nostdlib -Ttext 0x1000 text.s -o text.elf &&
	riscv64-unknown-elf-objcopy --set-section-flags .rodata=alloc,readonly,code,contents --strip-all text.elf damaged.elf &&
	refuses "data among instructions (and so are 5 others of the section)" damaged.elf
ok "a section of data that says that it is code is refused in one line"
byte 18 7 && refuses "another machine" damaged.elf && byte 24 1 && refuses "multiple of 4" damaged.elf
ok "a damaged header is refused"
import -o a.elf a.elf
[ $? = 1 ] && grep -q "file that is read" err && [ "$(head -c 20 a.elf | od -An -tx1 -j18 -N2 | tr -d ' ')" = f300 ]
ok "the output is not put over the input"
import -o /nowhere/x a.elf
[ $? = 1 ] && [ "$(wc -l <err)" = 1 ]
ok "an output that cannot be written is an error"
import
[ $? = 64 ] && import a b
[ $? = 64 ] && import --nonsense
[ $? = 64 ]
ok "wrong usage has its status"

finish
