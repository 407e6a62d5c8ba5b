#!/bin/sh
# Assembly text becomes the same program by pg32-as alone and by pg32-as -c, GNU's linker and the
# converter: the programs of this tree, instruction for instruction. Prints a line a test, as TAP.
build=${BUILD:-build}
bin=$build/bin
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
evidence=$work/difference

# instructions IMAGE: addresses and words of the code, and what is data behind it.
instructions() { "$bin/pg32-objdump" -d "$1" | awk '/^ *[0-9a-f]+: /{ print $1, $2 }'; }

for source in programs/hello/hello.s programs/hello/dice.s programs/timer/*.s programs/traps/*.s programs/flaws/*.s; do
	isa=pg32
	case $source in programs/flaws/*) isa=$(basename "$source" .s) ;; esac
	"$bin/pg32-as" --isa $isa -I . -o "$work/alone.elf" "$source" &&
		"$bin/pg32-cc" -nostdlib --isa $isa -I . -o "$work/linked.elf" "$source" &&
		instructions "$work/alone.elf" >"$work/alone" && instructions "$work/linked.elf" >"$work/linked" &&
		[ -s "$work/alone" ] && diff "$work/alone" "$work/linked" >"$evidence"
	ok "$source"
done

# What only the linker knows, in each form that an object can leave to it.
cat >"$work/a.s" <<'END'
	.globl _start, high, near, table
	.weak nowhere
_start:	la sp, stack
	lw a0, high
	lw a1, near(zero)
	addi a1, a1, near + 4
	sw a1, high, t0
	call next
	auipc a2, %pcrel_hi(high)
1:	lw a2, %pcrel_lo(1b - 4 + 4)(a2)
	halt a0
END
sed -i '/pcrel/d' "$work/a.s"
cat >"$work/b.s" <<'END'
	.globl next, high, near, stack, table
	.equ near, 0x40
	.text
next:	lw t0, table
	lw t1, table + 4
	add a0, a0, t1
	beqz zero, out
	break
out:	ret
	.data
high:	.word 7
table:	.word next, stack - high, 5
	.bss
	.balign 16
stack:	.space 64
END
"$bin/pg32-as" -o "$work/alone.elf" "$work/a.s" "$work/b.s" &&
	"$bin/pg32-cc" -nostdlib -o "$work/linked.elf" "$work/a.s" "$work/b.s" &&
	instructions "$work/alone.elf" >"$work/alone" && instructions "$work/linked.elf" >"$work/linked" &&
	[ -s "$work/alone" ] && diff "$work/alone" "$work/linked" >"$evidence"
ok "two files that need each other"

printf '\t.globl _start\n_start: lw a0, far(zero)\n\thalt a0\n' >"$work/c.s"
printf '\t.globl far\n\t.equ far, 0x12340\n' >"$work/d.s"
"$bin/pg32-cc" -nostdlib -o "$work/none.elf" "$work/c.s" "$work/d.s" 2>"$evidence"
[ $? = 1 ] && grep -q 'the address 0x12340 does not fit in the 16 bits' "$evidence" && [ ! -e "$work/none.elf" ]
ok "an address that does not fit an immediate is refused"

# pg32.h leaves a kernel its own names.
cat >"$work/own.c" <<'END'
#include <pg32.h>
struct psw { unsigned status, pc, base, bound, timer; };
struct device_number { int number; };
enum cause { NOTHING };
enum device { KEYBOARD };
enum port { KEYS };
enum status { FINE };
enum exit_status { GOOD };
enum profile { MINE };
enum latency { SLOW };
enum disk_command { SEEK };
enum disk_status { SPINNING };
int psw, cause, device, port, status, latency, profile;
int main(void)
{
	struct pg32_psw theirs = { STATUS_PAGED, 0, 0, 0, 0 };
	return sizeof(struct psw) != sizeof theirs;
}
END
{
	printf '#define PG32_NO_FUNCTIONS\nint halt, read_port, write_port, read_clock, memory_size, wait_for_interrupt;\n'
	cat "$work/own.c"
} >"$work/all.c"
printf '#include <isa/architecture.h>\n#include <pg32.h>\nint main(void) { struct psw ours = { 0 }; return (int)ours.pc; }\n' >"$work/short.c"
for names in own all short; do
	"$bin/pg32-cc" -Wall -Werror -o "$work/$names.elf" "$work/$names.c" 2>"$evidence" && "$bin/pg32-run" "$work/$names.elf"
	ok "pg32.h and a kernel's own names: $names"
done

"$bin/pg32-run" "$bin/../programs/hello/squares.elf" >"$work/squares" 2>"$evidence"
[ $? = 0 ] && [ "$(sed -n 5p "$work/squares")" = "5 squared is 25" ] && [ "$(wc -l <"$work/squares")" = 5 ] &&
	riscv64-unknown-elf-gcc -march=rv32em -mabi=ilp32e -c -o "$work/squares.o" programs/hello/squares.S &&
	"$bin/pg32-cc" -o "$work/squares.elf" "$work/squares.o" && "$bin/pg32-run" "$work/squares.elf" >"$work/again" &&
	diff "$work/squares" "$work/again" >>"$evidence"
ok "GNU assembly is a program by pg32-as, or by GNU as for RISC-V"

# The linker says it in two lines, of which the second has the file.
sed 's/rv32e1/rX32e1/' "$work/squares.o" >"$work/strange.o"
"$bin/pg32-cc" -o "$work/none.elf" "$work/strange.o" 2>"$evidence"
[ $? = 1 ] && [ "$(wc -l <"$evidence")" = 1 ] && grep -q "strange.o" "$evidence" && [ ! -e "$work/none.elf" ]
ok "damaged attributes are refused in one line, with the file"

printf 'int main(void)\n{\n\tint x;\n\t__asm__("in %%%%0, 99999(zero)" : "=r"(x));\n\treturn x;\n}\n' >"$work/port.c"
"$bin/pg32-cc" -o "$work/none.elf" "$work/port.c" 2>"$evidence"
[ $? = 1 ] && grep -q "port.c:4: Error: illegal operands" "$evidence" && [ "$(grep -c "port.c:[0-9]" "$evidence")" = 1 ]
ok "an operand of PG32's in asm of C is refused with the line of the asm"

cat >"$work/large.c" <<'END'
#include <stdio.h>
__asm__("	.section .text.hot, \"ax\"\nhot:	.space 0x180000\n	.text");
extern const char hot[];
int main(int count, char **words)
{
	printf("%d\n", count);
	if (count > 1)
		__asm__("syscall 3");
	return words[0][0] + hot[count];
}
END
"$bin/pg32-cc" -O1 -o "$work/large.elf" "$work/large.c" 2>"$evidence" && "$bin/pg32-run" "$work/large.elf" >"$evidence" && {
	"$bin/pg32-run" "$work/large.elf" -- trap >"$evidence" 2>&1
	[ $? = 59 ] && grep -q '^trap: system call' "$evidence"
}
ok "a program with more code than a jump reaches runs, and says where it traps"

finish
