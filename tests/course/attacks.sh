#!/bin/sh
# Submissions that are empty, huge, broken, or attack the grader: each gets what it is worth and a line
# that says why, and the grader goes on. Argument: the build folder.
build=$(cd "$1" && pwd)
. tests/tap.sh
work=$build/tests/course/attacks
assignment=programs/course/1-machine most=75
top=$PWD
good=$top/$assignment/instructor/solution
rm -rf "$work"
mkdir -p "$work"
evidence=$work/report
elsewhere=$(mktemp -d)
trap 'rm -rf "$elsewhere"' EXIT
secret=$elsewhere/secret
echo 'root of all secrets' >"$secret"
TMPDIR=$elsewhere/temporary
export TMPDIR
mkdir "$TMPDIR"

# fresh: a submission that gets all points, to be spoilt.
fresh() {
	rm -rf "$work/submission"
	cp -R "$good" "$work/submission"
	cd "$work/submission" || exit 1
}

# worth NAME SCORE [TEXT]: the public score of the submission, a text that the report must have; no
# report shows the secret.
worth() {
	cd "$top" || exit 1
	"$build/bin/pg32-grade" "$assignment" "$work/submission" >"$work/report" 2>&1
	status=$?
	[ $status -le 1 ] && grep -qx "Score: $2/$most" "$work/report" && grep -qF -e "${3:-Score}" "$work/report" &&
		! grep -q 'root of all' "$work/report" && [ ! -e "$work/touched" ]
	ok "$1: $2 points"
	fresh
}

fresh
worth 'the solution' 75

# What cannot be taken.
rm -f ./*; worth 'an empty folder' 0 'first.s: No such file'
rm sum.s; worth 'a file that is missing' 0 'sum.s: No such file'
ln -sf "$secret" first.s; worth 'a link to a file elsewhere' 0 'first.s: a link, not a file'
ln -sf echo.s first.s; worth 'a link to a file beside it' 0 'first.s: a link, not a file'
rm first.s; mkdir first.s; worth 'a folder' 0 'first.s: not a regular file'
rm first.s; mkfifo first.s; worth 'a pipe' 0 'first.s: not a regular file'
rm first.s; ln -s /dev/zero first.s; worth 'a link to a device' 0 'first.s: a link, not a file'
head -c 2000000 /dev/zero >first.s; worth 'a source of 2 MB' 0 'first.s: larger than 1024 KiB'
head -c 2000000 /dev/zero >answers.txt; worth 'an answer of 2 MB' 0 'answers.txt: larger than 1024 KiB'

# What does not build.
: >first.s; worth 'an empty source' 0 'does not build'
head -c 5000 /dev/urandom >first.s; worth 'random bytes' 0 'does not build'
printf '_start:\0 halt zero\n' >first.s; worth 'a zero byte' 0 'does not build'
echo 'int main(void) { return 42; }' >first.s; worth 'another language' 0 'does not build'
echo '_start: frobnicate a0' >first.s; worth 'no such instruction' 0 'first.s:1'
echo 'start: halt zero' >first.s; worth 'no _start' 55 'status: expected 42'
echo '.error "PASS"' >first.s; worth 'an error of its own' 0 'does not build'
{ echo '.macro m'; echo 'm'; echo '.endm'; echo 'm'; } >first.s; worth 'a macro without end' 0 'does not build'
echo '.include "first.s"' >first.s; worth 'a file that includes itself' 0 'does not build'
echo '_start: .space 0x7fffffff' >first.s; worth 'two gigabytes of zeros' 0 'does not build'
echo '.rept 100000000
.word 1
.endr' >first.s; worth 'a repetition of 10^8' 0 'does not build'
awk 'BEGIN { printf "_start: halt zero\n.word "; for (i = 0; i < 50000; i++) printf "("; print "1" }' >first.s
worth 'fifty thousand parentheses' 0 'does not build'
awk 'BEGIN { printf "_start: halt zero #"; for (i = 0; i < 500000; i++) printf "x"; print "" }' >first.s
worth 'a line of half a megabyte' 55 'status: expected 42, seen 0'

# What reads elsewhere.
echo ".include \"$secret\"" >first.s; worth 'an include elsewhere' 0 'does not build'
echo "_start: .incbin \"$secret\"" >first.s; worth 'an incbin elsewhere' 0 'does not build'
echo ".include \"$build/lib/pg32/course/1-machine/instructor/solution/first.s\"" >first.s
worth 'the solution, included' 0 'does not build'
echo '_start: .incbin "/etc/passwd"' >first.s; worth 'the passwords' 0 'does not build'
echo '_start: .incbin "/proc/self/environ"' >first.s; worth 'the environment' 0 'does not build'
echo '_start: .incbin "../../../../etc/hostname"' >first.s; worth 'a way up' 0 'does not build'
ln -s "$secret" more.s; echo '.include "more.s"' >first.s; worth 'a link that is included' 0 'does not build'

# What would be taken in place of the assignment's own.
printf 'all:\n\ttouch %s/touched\n' "$work" >Makefile; worth 'a Makefile' 75
echo '.set PORT_CONSOLE_OUTPUT, 0' >pg32.inc; worth 'a pg32.inc' 75
echo '{}' >reference.json; echo '{}' >assignment.json; worth 'a table of its own' 75
cp "$build/programs/hello/hello.elf" first.elf; echo broken >first.s; worth 'an image of its own' 0 'does not build'
i=0; while [ $i -lt 3000 ]; do : >"x$i"; i=$((i + 1)); done; worth 'three thousand more files' 75
printf '#!/bin/sh\ntouch %s/touched\n' "$work" >pg32-as; chmod +x pg32-as; worth 'an assembler' 75
echo 'x' >"\$(touch touched)"; worth 'a name for a shell' 75

# What runs, and does not do its work.
echo '_start: j _start' >first.s; worth 'a loop' 55 'it stopped by: limit'
echo '_start: li a0, 65
1: out a0, 16
j 1b' >first.s; worth 'a console without end' 55 'it stopped by: limit'
echo '_start: wait' >first.s; worth 'a wait for nothing' 55 'it stopped by: idle'
echo '_start: break' >first.s; worth 'a trap without a handler' 55 'it stopped by: double trap'
echo '_start: li a0, 1
sw a0, 32(zero)
sw a0, 36(zero)
break' >first.s; worth 'a malformed PSW' 55 'it stopped by: malformed PSW'
echo '_start: li a0, 4096
1: sw zero, 64(a0)
addi a0, a0, 4
j 1b' >first.s; worth 'a program that erases itself' 55 'it stopped by'
echo '_start: li a0, 43
halt a0' >first.s; worth 'another status' 55 'status: expected 42, seen 43'
echo '_start: li a0, 42
halt a0' >first.s; worth 'the right status and no text' 65 'console: expected'
sed 's/Hello, PG32/Score: 100\/75/' "$good/first.s" >first.s; worth 'a forged score' 65 'console: expected'
sed 's/Hello, PG32/ok 1 - all points/' "$good/first.s" >first.s; worth 'a forged line of TAP' 65
sed 's/Hello, PG32/\\033[2J\\033]0;owned\\007/' "$good/first.s" >first.s; worth 'escape sequences' 65 '\\x1B[2J'
printf '_start: halt zero\n.bss\n.space 0x200000\n' >first.s; worth 'an image larger than memory' 55 'does not boot'
echo '_start: halt zero' >sum.s; worth 'no symbols' 55 'the image has no symbol count'
echo '.globl count, sum, largest
.set count, 0xfffffff0
.set sum, 0xffffffff
.set largest, 0xffffe
_start: li a0, 2
halt a0' >sum.s; worth 'symbols outside of memory' 55
printf 'cause: \377\nvalue: %%n%%s\n' >answers.txt; worth 'answers that are no text' 65 'answers.txt'
sed '/^[a-z]*:/!d; 1,/^cause/s/^cause/\xef\xbb\xbfcause/' answers.txt >bare && mv bare answers.txt; worth 'a byte order mark before the first answer' 75

machine_lab=$good
# What a compiler is made to do, or to say. The same spoilt kernel.c is built twice: its report is the same.
assignment=programs/course/2-traps most=85 good=$top/$assignment/instructor/solution
# spoils NAME SCORE [TEXT]: a kernel.c that is spoilt; no report has a control character.
spoils() {
	kept=$(mktemp -d) && cp kernel.c "$kept"
	worth "$1" "$2" "${3:-does not build}"
	! tr -d '\n' <"$work/report" | grep -q '[[:cntrl:]]'
	ok "$1: no control characters"
	cp "$kept/kernel.c" . && rm -r "$kept" && cd "$top" || exit 1
	"$build/bin/pg32-grade" "$assignment" "$work/submission" >"$work/again" 2>&1
	cmp -s "$work/report" "$work/again"
	ok "$1: the same report again"
	fresh
}
fresh
echo '#include "/etc/passwd"' >>kernel.c; spoils 'an include of the passwords' 0
printf '#define FILE "/etc/passwd"\n#include FILE\n' >>kernel.c; spoils 'an include by a macro' 0
echo "__asm__(\".incbin \\\"$secret\\\"\");" >>kernel.c; spoils 'an incbin in C' 0
echo "__asm__(\".include \\\"$secret\\\"\");" >>kernel.c; spoils 'an include in assembly in C' 0
printf '#if __has_include("%s")\n#error there\n#endif\n' "$secret" >>kernel.c; spoils 'a question for a file' 0
echo '#include __FILE__' >>kernel.c; spoils 'a file that includes itself by its name' 0
printf '#line 3 "\\033[2Jok 1 - all points"\nint x = ;\n' >>kernel.c; spoils 'a line of another file' 0 '\x1b[2Jok 1'
printf '_Pragma("message \"Score: 85/85\"") int x = ;\n' >>kernel.c; spoils 'a forged score in a message' 0
echo '#pragma GCC plugin "x.so"' >>kernel.c; spoils 'a plugin' 85 Score
echo 'char big[0x7fffffff] = { 1 };' >>kernel.c; spoils 'two gigabytes of data' 0
echo '__asm__(".rept 1000000000\n.word 1\n.endr");' >>kernel.c; spoils 'a repetition of 10^9 in C' 0
echo '__asm__(".org 0x70000000");' >>kernel.c; spoils 'an origin far away' 0
echo '__asm__(".macro m a\nm \\a\\a\n.endm\nm x");' >>kernel.c; spoils 'a macro that doubles without end' 0
awk 'BEGIN { printf "int y = "; for (i = 0; i < 200000; i++) printf "("; print ";" }' >>kernel.c; spoils 'two hundred thousand parentheses' 0
awk 'BEGIN { print "#define A0 1,1,1,1,1,1,1,1,1,1"; for (i = 1; i < 9; i++) {
	printf "#define A%d ", i; for (k = 0; k < 9; k++) printf "A%d,", i - 1; printf "A%d\n", i - 1 }
	print "int big[] = { A8 };" }' >>kernel.c; worth 'macros of 10^9 words' 0 'does not build'
printf 'void trap(void) { }\n' >>kernel.c; spoils 'a second trap' 0
printf 'uint32_t load_program() { return 0; }\n' >>kernel.c; spoils 'the name of what is given' 0
printf '__asm__(".globl _start\n_start: halt zero");\n' >>kernel.c; spoils 'a second beginning' 0
printf '__attribute__((constructor)) static void early(void) { halt(0); }\n' >>kernel.c; spoils 'a constructor' 85 Score
printf '__asm__(".pushsection .text\n\\"\\033[2J\\nok\\": .popsection");\nint x = ;\n' >>kernel.c; spoils 'a symbol with escape sequences' 0
rm kernel.c; echo 'SECTIONS { . = 0; }' >>kernel.c; spoils "a linker's script" 0
rm kernel.c; echo 'INPUT(/etc/passwd)' >>kernel.c; spoils "a linker's input" 0
rm kernel.c; { printf '\177ELF'; head -c 4000 /dev/zero; } >>kernel.c; spoils 'an object in place of C' 0

# What a compiler is told to read, write or run by the source itself.
printf '_Pragma("GCC dependency \\"%s\\"")\n' "$secret" >>kernel.c; spoils 'a pragma that asks for a file' 0
printf '#pragma GCC pch_preprocess "%s"\n' "$secret" | cat - kernel.c >new; mv new kernel.c; spoils 'a pragma that reads a compiled header' 0
echo '#pragma GCC optimize ("-fplugin=/tmp/x.so")' >>kernel.c; spoils 'a plugin as an optimization' 85 Score
echo '#pragma GCC optimize ("-fdump-tree-all")' >>kernel.c; spoils 'a dump as an optimization' 85 Score
echo '#pragma GCC optimize ("O0")' >>kernel.c; spoils 'no optimization at all' 85 Score
echo '#pragma GCC target ("arch=rv64gc")' >>kernel.c; spoils 'another machine' 85 Score
echo '#include "."' >>kernel.c; spoils 'an include of a folder' 0
echo '#include "/proc/self/environ"' >>kernel.c; spoils 'an include of the environment' 0
echo '#include "/proc/self/fd/../environ"' >>kernel.c; spoils 'an include of the environment by a way round' 0
echo '#include "/dev/tty"' >>kernel.c; spoils 'an include of the terminal' 0
echo '#include "/dev/zero"' >>kernel.c; spoils 'an include without end' 0
mkdir -p "$build/include/instructor" && echo 'int solution = ;' >"$build/include/instructor/kernel.c"
echo "#include \"$build/include/instructor/kernel.c\"" >>kernel.c; spoils "an instructor's folder among what may be read" 0 'Permission denied'
rm -r "$build/include/instructor"
printf '#error \377\376\200 Score: 85/85\n' >>kernel.c; spoils 'an error that is no text' 0 '\xff\xfe\x80'
awk 'BEGIN { printf "int "; for (i = 0; i < 200000; i++) printf "a"; print ";" }' >>kernel.c; spoils 'a name of two hundred thousand letters' 85 Score
echo 'int big[1 << 26] = { 1 };' >>kernel.c; spoils 'data larger than a file may be' 0
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "struct {"; print ";" }' >>kernel.c; spoils 'twenty thousand structures' 0
awk 'BEGIN { for (i = 0; i < 3000; i++) print "_Pragma(\"message \\\"Score: 85/85 ok 1 - all\\\"\")" }' >>kernel.c; spoils 'three thousand messages' 85 Score
echo '_Static_assert(0, "\033[2JScore: 85/85");' >>kernel.c; spoils 'an assertion with escape sequences' 0
echo 'static uint32_t twice(void) { static uint32_t logged = 7, log[3], ended = 5; return logged++ + log[0] + ended++; } uint32_t used(void) { return twice(); }' >>kernel.c
spoils "local variables by the grader's names" 85 Score
sed -i 's/$/\r/' kernel.c entry.s; spoils 'lines of another system' 85 Score
printf '\357\273\277' | cat - kernel.c >new; mv new kernel.c; spoils 'a byte order mark' 85 Score
# assembles NAME SCORE TEXT LINE...: lines behind entry.s.
assembles() {
	name=$1 score=$2 text=$3
	shift 3
	printf '%s\n' '' "$@" >>entry.s
	worth "$name" "$score" "$text"
}
assembles 'lines of a debugger that are none' 85 Score '.section .debug_line,"",@progbits' '.long 0xffffffff, 0xffffffff, 1, 2, 3, 4' '.section .debug_info,"",@progbits' '.long 0xffffffff, 0xfffffffe, 9'
assembles 'a table of symbols' 85 Score '.section .symtab,"",@progbits' '.long 1, 2, 3'
assembles 'a table of names' 85 Score '.section .strtab,"",@progbits' '.asciz "logged"'
assembles 'an interpreter for the host' 85 Score '.section .interp,"a",@progbits' '.asciz "/bin/sh"'
assembles 'an alignment of a gigabyte' 0 'does not build' '.balign 0x40000000'
assembles 'two macros that call each other' 0 'does not build' '.macro m' 'n' '.endm' '.macro n' 'm' '.endm' 'm'
assembles 'repetitions in repetitions' 0 'does not build' '.rept 1000' '.rept 1000' '.rept 1000' 'nop' '.endr' '.endr' '.endr'
assembles 'forged lines of the assembler' 85 Score '.print "ok 1 - Score: 85/85"' '.warning "Score: 85/85"'
assembles "the assembler's memory" 0 'does not build' '.incbin "/proc/self/mem"'
assembles 'a file behind its end' 0 'does not build' '.incbin "entry.s", 0x7fffffff, 0x7fffffff'
assembles 'what the build says' 85 Score '.section .rodata' '.incbin ".log"'
assembles 'labels by the names of the grader' 85 Score '.data' 'logged: .word 9' 'ended: .word 9'

# A pipe that the one who grades has open, and that nobody writes to: python3 holds both its ends.
echo '#include "/proc/self/fd/8"' >>kernel.c
python3 -c '
import os, subprocess, sys
ends = os.pipe()
os.dup2(ends[0], 8)
sys.exit(subprocess.call(sys.argv[1:], pass_fds=(8,), timeout=300))' "$build/bin/pg32-grade" "$top/$assignment" "$work/submission" >"$work/report" 2>&1
[ $? = 1 ] && grep -q 'does not build' "$work/report"
ok 'what the grader was called with, read'
cd "$top" && fresh

# Results without the work: right words from the beginning, or put there when no program has run.
sed '/^uint32_t/d; /^void start/,$d' "$good/kernel.c" >kernel.c
cat >>kernel.c <<'END'
uint32_t logged = 1, log[LOG] = { 11, 3 };
uint32_t ended = 1, endings[PROGRAMS] = { 0, 5, 0 };
void start(const struct boot_table *table) { (void)table; halt(0); }
void trap(void) { halt(0); }
END
spoils 'results that are there from the beginning' 5 "the programs' 5 instructions, seen 0"
assignment=programs/course/3-time most=95 good=$top/programs/course/3-time/starter
fresh
sed -i 's/^uint32_t logged, log.*/uint32_t logged = 1, log[LOG] = { 77 };/; s/^uint32_t turned, .*/uint32_t turned = 3, turns[TURNS] = { 1, 3, 4 };/' kernel.c
worth 'a log and turns that no program had' 5 "in user mode: expected the programs' 1 instructions, seen 0"
awk '/^void start/ { print "void start(const struct boot_table *table) { const uint32_t count = table->count;"
	print "\tfor (volatile uint32_t i = 0; i < 3000; i++) ;"
	print "\tlogged = count; log[0] = count == 1 ? 77 : 1; log[1] = 77; log[2] = 3;"
	print "\tturned = 3; turns[0] = 1; turns[1] = 3; turns[2] = 4; halt(0); }"; skip = 1 }
	/^void trap/ { skip = 0 } !skip' kernel.c >new && mv new kernel.c
worth 'results by the number of programs' 5 'in user mode'

# What would take the grader hours: the machine is stopped after each of forty thousand writes.
assignment=programs/course/5-files most=80 good=$top/$assignment/instructor/solution
fresh
sed -i 's/disk_write(DIRECTORY, &other);/for (int i = 0; i < 900; i++) &/' files.c
worth 'a file system that writes without need' 65 'take more than 1073741824 instructions'

# The VMM's lab: who has a VMM but his own, or none and says that it is equal.
assignment=programs/course/6-vmm most=80 good=$top/$assignment/instructor/solution
fresh
stop='{ account(vm, &exit->old); while (*text != 0) port_out(vm, PORT_CONSOLE_OUTPUT, (uint8_t)*text++);
	vm->last.value = 0; port_stop(vm, OUTCOME_HALTED); }'
# says TEXT: a dispatcher that does no more.
says() {
	sed '/^void dispatch/,$d' "$good/dispatcher.c" >dispatcher.c
	printf 'void dispatch(struct vm *vm, const struct exit *exit) { const char *text = "%s"; %s }\n' "$1" "$stop" >>dispatcher.c
}
echo "#include \"$top/vmm/dispatcher.c\"" >dispatcher.c; worth "the project's own source" 0 'does not build'
echo "__asm__(\".incbin \\\"$build/lib/pg32/vmm.elf\\\"\");" >>backend.c; worth "the project's own VMM" 0 'does not build'
echo 'const unsigned vmm_layout[99] = { 0 };' >>backend.c; worth 'a layout of its own' 0 'does not build'
says 'equal: all; excluded: nothing but host time\n'; worth 'a forged verdict' 5 'the VMM'
says 'vmm: cannot boot a guest: no memory is left for it\n'; worth 'a forged refusal' 5
sed 's/^	account(vm, &exit->old);/	for (;;) port_out(vm, PORT_CONSOLE_OUTPUT, 33);/' "$good/dispatcher.c" >dispatcher.c; worth 'a VMM that prints without end' 5 'not resumed in time'
sed 's/^	vm->real.pc = .*/&vm->real.status = 0;/' "$good/allocator.c" >allocator.c; worth 'a guest in supervisor mode' 8
printf 'all:\n\ttouch %s/touched\n' "$work" >Makefile; cp Makefile kit.mk; mkdir vmm; echo '_start: halt zero' >psw.s; worth 'a Makefile, a kit and guests of its own' 80

# What is measured: answers that are no numbers, or come from another VMM than the one handed in.
assignment=programs/course/7-nesting good=$work/nesting
mkdir "$good" && cp "$top"/programs/course/6-vmm/instructor/solution/* "$top/$assignment"/instructor/solution/* "$good"
fresh
sed -i 's/^V:.*/V: nan nan nan nan/; s/^W:.*/W: -1 inf 1e999/; s/^T:.*/T/' answers.txt; worth 'answers that are no numbers' 64 'no line begins with T:'
sed 's/^	account(vm, &exit->old);/&port_in(vm, PORT_SYSTEM_MEMORY);/' "$good/dispatcher.c" >dispatcher.c; worth 'answers for another VMM' 61 'V at depth 2 is not what'
sed 's/^	account(vm, &exit->old);/for (;;) port_out(vm, PORT_CONSOLE_OUTPUT, 33);/' "$good/dispatcher.c" >dispatcher.c; worth 'a VMM to measure that prints without end' 39 'does not halt with 0'
assignment=programs/course/1-machine most=75 good=$machine_lab

"$build/bin/pg32-grade" "$assignment" "$good/first.s" 2>"$work/report"; [ $? = 66 ]
ok 'a file in place of a folder'
"$build/bin/pg32-grade" no-such-thing "$good" 2>"$work/report"; [ $? = 66 ]
ok 'no such assignment'
cd "$top" && mkdir "$work/it's a \"name\"" && cp "$good"/* "$work/it's a \"name\"" &&
	"$build/bin/pg32-grade" "$assignment" "$work/it's a \"name\"" >"$work/report"
ok 'a folder whose name has blanks and quotes'
odd=$work/$(printf "a\nok 1 - it's \033[2J") && cp -R "$work/it's a \"name\"" "$odd" && echo '_start: halt zero' >"$odd/first.s"
for format in terminal tap junit gradescope; do
	"$build/bin/pg32-grade" --format $format "$assignment" "$odd" >"$work/report"
	[ $? = 1 ] && ! tr -d '\n' <"$work/report" | grep -q '[[:cntrl:]]' && ! grep -q "^ok 1 - it's" "$work/report"
	ok "$format: a folder whose name has a line and an escape sequence"
done
: >"$work/report"
ln -s loop "$work/loop"; mkfifo "$work/pipe"; ln -s /dev/full "$work/device"
for folder in loop pipe device; do
	"$build/bin/pg32-grade" "$assignment" "$work/$folder" >"$work/report" 2>&1
	[ $? = 66 ] && [ "$(wc -l <"$work/report")" = 1 ]
	ok "a submission that is no folder: $folder"
done
"$build/bin/pg32-grade" "$assignment" "$good" >/dev/full 2>"$work/report"; [ $? = 74 ]
ok 'a report that cannot be written'
echo kept >"$work/kept"
sh -c 'ulimit -f 0; exec "$@"' sh "$build/bin/pg32-grade" --output "$work/fresh" "$assignment" "$good" 2>"$work/said"
[ $? = 70 ] && [ ! -e "$work/fresh" ] &&
	! sh -c 'ulimit -f 0; exec "$@"' sh "$build/bin/pg32-grade" --output "$work/kept" "$assignment" "$good" 2>"$work/said" &&
	[ "$(cat "$work/kept")" = kept ]
ok 'a report that is not written leaves nothing, and what was there as it was'
# Nobody's points are lost for a want of room: no folder can be made, and a file system that is full.
TMPDIR=$elsewhere/nowhere "$build/bin/pg32-grade" "$assignment" "$good" >"$work/said" 2>"$work/report"
[ $? = 70 ] && [ ! -s "$work/said" ] && [ "$(wc -l <"$work/report")" = 1 ]
ok 'no folder to build in'
if [ "$(id -u)" = 0 ] && mkdir "$elsewhere/small" && unshare -m true 2>"$work/said"; then
	unshare -m sh -c 'mount -t tmpfs -o size=16k tmpfs "$1" && shift && TMPDIR=$1 && export TMPDIR && shift && "$@"' sh \
		"$elsewhere/small" "$elsewhere/small" "$build/bin/pg32-grade" "$assignment" "$good" >"$work/said" 2>"$work/report"
	[ $? = 70 ] && [ ! -s "$work/said" ] && [ "$(wc -l <"$work/report")" = 1 ]
	ok 'no room to build in'
fi
PATH=$elsewhere "$build/bin/pg32-grade" "$assignment" "$good" >"$work/said" 2>"$work/report"
[ $? = 70 ] && [ ! -s "$work/said" ] && [ "$(cat "$work/report")" = 'pg32-grade: make could not be run' ]
ok 'a build that cannot be begun costs nobody a point'
"$build/bin/pg32-grade" --keep "$elsewhere/kept-in/none" "$assignment" "$good" >"$work/said" 2>"$work/report"
[ $? = 74 ] && [ ! -s "$work/said" ] && [ "$(wc -l <"$work/report")" = 1 ]
ok 'nor does a folder that what is kept has no place in'
"$build/bin/pg32-grade" --test 'halts with no status' "$assignment" "$good" >"$work/said" 2>"$work/report"
[ $? = 64 ] && [ ! -s "$work/said" ] && grep -qx "pg32-grade: no test 'halts with no status'" "$work/report"
ok 'a test that there is not is not passed'
ls "$TMPDIR" >"$work/report"; [ ! -s "$work/report" ]
ok 'no temporary folder is left'
finish
