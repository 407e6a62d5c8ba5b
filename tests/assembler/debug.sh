#!/bin/sh
# Debug information: what .cfi_* directives say is what GNU as makes of them, in both ways of building;
# functions and variables; and readelf and gdb read every image that is built without a complaint. Prints
# a line a test, as TAP.
build=${BUILD:-build}
bin=$(cd "$build/bin" && pwd) || exit 70
images=$(find "$PWD/$build/lib" "$PWD/$build/programs" -name '*.elf' | sort)
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
cd "$work" || exit 70
evidence=evidence

cat >frames.s <<'END_OF_SOURCE'
	.cfi_sections .debug_frame
	.globl	_start
	.type	_start, @function
_start:
	.cfi_startproc
	jal	f
	.cfi_undefined ra
	j	_start
	.cfi_endproc
	.size	_start, . - _start
	.type	f, @function
f:	.cfi_startproc
	addi	sp, sp, -16
	.cfi_adjust_cfa_offset 16
	sw	ra, 12(sp)
	sw	s0, 8(sp)
	.cfi_rel_offset ra, 12
	.cfi_offset s0, -8
	addi	s0, sp, 16
	.cfi_def_cfa_register s0
	.cfi_remember_state
	lw	ra, 12(sp)
	.cfi_restore ra, 8
	addi	sp, sp, 16
	.cfi_def_cfa sp, 0
	ret
	.cfi_restore_state
	mv	t1, s1
	.cfi_register s1, t1
	.cfi_val_offset a5, -24
	.cfi_def_cfa_offset -4
	nop
	.cfi_escape 0x0f, 3, 0x70, 0, 6, 0x16, 4, 2, 0x30, 6
	.cfi_same_value x11
	.skip	63
	nop
	.cfi_undefined gp, tp
	.skip	301
	.cfi_def_cfa a0, 2052
	.skip	70000
	.cfi_def_cfa_offset 8
	nop
	.cfi_endproc
	.size	f, . - f
	.section .text.trap, "ax"
	nop
trap:	.cfi_startproc simple
	.cfi_signal_frame
	.cfi_return_column 64
	.cfi_def_cfa zero, 0
	.cfi_offset 64, 4
	.cfi_same_value sp
	sw	ra, 68(zero)
	.cfi_offset ra, 68
	sw	sp, 72(zero)
	.cfi_offset sp, 72
	.cfi_offset 100, -400
	.cfi_restore 100
	nop
	.cfi_endproc
END_OF_SOURCE
# The rules at each place, as of a RISC-V file, whose registers have names. What holds at the beginning of all
# frames is written in other ways.
frames() {
	cp "$1" readable.elf && printf '\363\0' | dd of=readable.elf bs=1 seek=18 conv=notrunc 2>/dev/null
	readelf --debug-dump=frames-interp readable.elf 2>&1 |
		sed 's/^[0-9a-f]* [0-9a-f]* [0-9a-f]* FDE cie=[0-9a-f]*/FDE/; s/^[0-9a-f]* [0-9a-f]* [0-9a-f]* CIE/CIE/; s/cf=[0-9]* df=-*[0-9]*//' |
		sed '/^CIE/,/^$/d' | grep .
}
sed 's/\.skip\t\(63\|301\)/.skip\t\1 + 1 + (\1 == 301) * 2/' frames.s >aligned.s
riscv64-unknown-elf-as -march=rv32em -mabi=ilp32e -mno-relax -o gnu.o aligned.s 2>evidence &&
	riscv64-unknown-elf-ld -m elf32lriscv --no-warn-rwx-segments -Ttext 0x1000 -o gnu.elf gnu.o 2>>evidence &&
	"$bin/pg32-as" -o direct.elf aligned.s 2>>evidence &&
	"$bin/pg32-cc" -nostdlib -o linked.elf aligned.s 2>>evidence &&
	frames gnu.elf >gnu && frames direct.elf >direct && frames linked.elf >linked &&
	grep -q 'exp' gnu && diff gnu direct >>evidence && diff gnu linked >>evidence
ok "frames are those of GNU as"

cat >symbols.s <<'END_OF_SOURCE'
	.globl	_start, bytes
	.type	_start, @function
_start:	nop
	call	f
	.size	_start, . - _start
	.type	f, @function
f:	ret
	.size	f, . - f
	.data
	.type	number, @object
number:	.word 41
	.size	number, 4
	.type	table, @object
table:	.word 2, 3, 5
	.size	table, . - table
	.type	bytes, @object
bytes:	.byte 1, 2, 3, 4, 5
	.size	bytes, 5
	.type	ninth, @object
ninth:	.half 9
	.size	ninth, 2
END_OF_SOURCE
"$bin/pg32-as" -g -o direct.elf symbols.s 2>evidence && "$bin/pg32-cc" -g -nostdlib -o linked.elf symbols.s 2>>evidence
ok "-g is taken"
"$bin/pg32-as" -o none.elf symbols.s && "$bin/pg32-cc" -g0 -nostdlib -o none-linked.elf symbols.s &&
	for image in none.elf none-linked.elf; do
		! readelf --debug-dump=info $image | grep -q 'DW_TAG_subprogram\|DW_AT_comp_dir' &&
			readelf --debug-dump=decodedline $image | grep -q 'symbols.s *4 *0x1000' || break
	done
ok "without it there are lines all the same"

if command -v gdb-multiarch >/dev/null; then
	cat >wanted <<'END_OF_OUTPUT'
$1 = 41
$2 = {2, 3, 5}
$3 = {1, 2, 3, 4, 5}
$4 = 9
Line 4 of "symbols.s" starts at address 0x1004 <_start+4> and ends at 0x1008 <f>.
f in section .text
END_OF_OUTPUT
	for image in direct.elf linked.elf; do
		gdb-multiarch -nx -batch -iex 'set complaints 100' -iex 'set architecture riscv:rv32' $image -ex 'print number' -ex 'print table' \
			-ex 'print/d bytes' -ex 'print ninth' -ex 'info line *0x1004' -ex 'info symbol 0x1008' 2>&1 |
			grep -v '^The target' >$image.gdb
	done
	diff wanted direct.elf.gdb >evidence
	ok "gdb shows variables by their types"
	diff direct.elf.gdb linked.elf.gdb >evidence
	ok "and in what GNU's linker made too"

	for image in $images; do
		echo "file $image"
		echo "maintenance expand-symtabs"
	done >commands
	gdb-multiarch -nx -batch -ex 'set confirm off' -ex 'set architecture riscv:rv32' \
		-x commands >evidence 2>&1
	[ -n "$images" ] && ! grep -iv '^Reading symbols from\|^The target architecture\|^$' evidence >complaints
	result=$?
	cp complaints evidence
	[ $result = 0 ]
	ok "gdb reads every image without a complaint"
fi

for image in $images; do
	readelf --debug-dump "$image" 2>&1 >/dev/null | sed "s|^|$image: |"
	readelf -a "$image" 2>&1 >/dev/null | sed "s|^|$image: |"
done >evidence
[ ! -s evidence ]
ok "readelf reads every image without a complaint"

finish
