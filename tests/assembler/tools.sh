#!/bin/sh
# The command lines of pg32-as, pg32-objdump and pg32-cc: exit statuses, options, what they say to
# bad input, and that they leave nothing behind. Prints a line a test, as TAP.
build=${BUILD:-build}
bin=$(cd "$build/bin" && pwd) || exit 70
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
cd "$work" || exit 70
evidence=err

# run STATUS TOOL ARGUMENT...: whether it ends with the status; its output is in out and err.
run() {
	wanted=$1
	tool=$2
	shift 2
	"$bin/$tool" "$@" >out 2>err </dev/null
	[ $? = "$wanted" ]
}

# refuses STATUS TEXT TOOL ARGUMENT...: whether it ends so with one line, which has the text.
refuses() {
	text=$2
	status=$1
	shift 2
	run "$status" "$@" && [ ! -s out ] && [ "$(wc -l <err)" = 1 ] && grep -qF -e "$text" err
}

# status IMAGE: the exit status of the machine that runs it.
status() {
	timeout 600 "$bin/pg32-run" "$1" >out 2>err </dev/null
	echo $?
}

assembler() {
	printf '.globl _start\n_start: li a0, 7\n\thalt a0\n' >seven.s
	printf '.globl _start\n_start: li a0, N\n\thalt a0\n' >n.s
	printf '\tbad\n' >bad.s

	run 0 pg32-as seven.s && [ "$(status a.out)" = 7 ]
	ok "pg32-as writes a.out, which runs"
	run 0 pg32-as -o x.elf seven.s && [ "$(status x.elf)" = 7 ] && [ -x x.elf ]
	ok "pg32-as -o writes an executable file"
	run 0 pg32-as --help && grep -q '^usage: pg32-as' out && run 0 pg32-as --version && [ -s out ]
	ok "pg32-as has help and a version"
	refuses 64 "no input file" pg32-as
	ok "pg32-as wants a file"
	run 64 pg32-as --nonsense seven.s
	ok "pg32-as refuses an unknown option"
	refuses 64 "'2x'" pg32-as -Ttext 2x seven.s && refuses 64 "multiple of 4" pg32-as -Ttext 2 seven.s
	ok "pg32-as refuses an origin that is no multiple of 4"
	refuses 64 "'1y'" pg32-as -D N=1y seven.s && refuses 64 "'1x'" pg32-as -D 1x=1 seven.s
	ok "pg32-as refuses a bad definition"
	run 0 pg32-as -D N=5 n.s && [ "$(status a.out)" = 5 ] &&
		run 0 pg32-as --defsym N=0x6 n.s && [ "$(status a.out)" = 6 ]
	ok "pg32-as -D defines a symbol"
	run 0 pg32-as -Ttext 0x8000 seven.s && "$bin/pg32-objdump" -h a.out | grep -q '^entry 00008000$'
	ok "pg32-as -Ttext moves the image"
	mkdir -p inc && printf '.equ N, 9\n' >inc/n.inc && printf '.include "n.inc"\n' | cat - n.s >i.s
	run 0 pg32-as -I inc i.s && [ "$(status a.out)" = 9 ]
	ok "pg32-as -I finds files to include"
	printf '.include "pg32.inc"\nli a0, PORT_CONSOLE_OUTPUT + CAUSE_SYSCALL\nhalt a0\n' >c.s
	run 0 pg32-as c.s && [ "$(status a.out)" = 23 ]
	ok "pg32-as finds pg32.inc by itself"
	"$bin/pg32-as" -o in.elf - <seven.s && [ "$(status in.elf)" = 7 ]
	ok "pg32-as reads standard input"
	run 0 pg32-as -l list seven.s && grep -q '^00001000  30a00007  *2  _start: li a0, 7$' list
	ok "pg32-as -l writes a listing"
	printf '\tsmsw a0\n\thalt a0\n' >smsw.s && printf '\t.isa smsw\n' | cat - smsw.s >named.s
	run 1 pg32-as -o none.elf smsw.s && grep -q "instruction of --isa smsw" err &&
		run 0 pg32-as --isa smsw smsw.s && "$bin/pg32-run" --isa smsw a.out &&
		run 0 pg32-as --isa=smsw named.s && run 0 pg32-as named.s && "$bin/pg32-run" --isa smsw a.out &&
		run 1 pg32-as --isa popf named.s && run 1 pg32-as --isa pg32 named.s
	ok "pg32-as --isa and .isa name the machine"
	refuses 64 "'x86'" pg32-as --isa x86 seven.s && run 0 pg32-as --isa help && [ "$(wc -l <out)" = 15 ]
	ok "pg32-as --isa knows the profiles, and lists them"
	cp a.out before && run 1 pg32-as -o a.out bad.s && cmp -s a.out before &&
		run 1 pg32-as -o none.elf bad.s && [ ! -e none.elf ]
	ok "pg32-as writes nothing where there are errors"
	run 1 pg32-as -o /dev/full seven.s && grep -q "cannot write '/dev/full'" err
	ok "pg32-as says when it cannot write"
	run 1 pg32-as -l no/such/list -o none.elf seven.s && [ ! -e none.elf ]
	ok "pg32-as writes no program without the listing that was asked for"
	mkdir -p closed && chmod 555 closed && { [ -w closed ] || run 1 pg32-as -o closed/x seven.s; } &&
		[ -z "$(ls closed)" ] && [ -z "$(ls | grep 'elf\.')" ]
	ok "pg32-as leaves no temporary files"
}

disassembler() {
	printf '.globl _start\n_start: li a0, 2\nloop: addi a0, a0, -1\n\tbnez a0, loop\n\tcall end\n.word 0\nend: halt a0\n' >d.s
	"$bin/pg32-as" -o d.elf d.s
	cat >expected <<-'END'
	d.elf: PG32 executable

	00001000 <_start>:
	    1000:  30a00002  <_start+0x0>          addi a0, zero, 2  # d.s:2

	00001004 <loop>:
	    1004:  30aaffff  <loop+0x0>            addi a0, a0, -1  # d.s:3
	    1008:  510affff  <loop+0x4>            bne a0, zero, 0x1004 <loop>  # d.s:4
	    100c:  42100002  <loop+0x8>            jal ra, 0x1014 <end>  # d.s:5
	    1010:  00000000  <loop+0xc>            .word 0x0  # d.s:5

	00001014 <end>:
	    1014:  f50a0000  <end+0x0>             halt a0  # d.s:7
	END
	run 0 pg32-objdump -d d.elf && diff out expected >err
	ok "pg32-objdump -d prints address, word, symbol, instruction and line"
	run 0 pg32-objdump -dl d.elf && grep -q '^d.s:4$' out
	ok "pg32-objdump -l prints headings of lines"
	run 0 pg32-objdump -t d.elf && grep -q '^00001000 g -        0 _start$' out && grep -q '^00001014 l -        0 end$' out
	ok "pg32-objdump -t prints symbols"
	run 0 pg32-objdump -h d.elf && grep -q '^00001000  in memory       18  in the file       18$' out
	ok "pg32-objdump -h prints segments"
	printf '\t.isa rdtsc\n\trdtsc a0\n\t.word 0xe4a00000\n' >flawed.s && "$bin/pg32-as" -o flawed.elf flawed.s
	run 0 pg32-objdump -d flawed.elf && grep -q 'e8a00000 .* rdtsc a0 ' out && grep -q 'e4a00000 .* .word 0xe4a00000 ' out &&
		grep -qx 'flawed.elf: PG32 executable for --isa rdtsc' out
	ok "pg32-objdump knows the instruction of the image's own profile, and no other"
	printf '\017' | dd of=flawed.elf bs=1 seek=36 conv=notrunc 2>/dev/null
	refuses 65 "made for a profile that is not known" pg32-objdump -d flawed.elf
	ok "pg32-objdump: 65 for an image of a profile that it does not know"
	refuses 66 "none.elf: No such file" pg32-objdump -d none.elf
	ok "pg32-objdump: 66 for a file that is not there"
	refuses 65 "not an ELF file" pg32-objdump -d d.s
	ok "pg32-objdump: 65 for what is not an ELF file"
	head -c 100 d.elf >cut.elf && run 65 pg32-objdump -d cut.elf
	ok "pg32-objdump: 65 for half a file"
	refuses 65 "not an executable for PG32" pg32-objdump -d /bin/sh
	ok "pg32-objdump: 65 for another machine's program"
	run 64 pg32-objdump d.elf && run 64 pg32-objdump -d && run 64 pg32-objdump -x d.elf
	ok "pg32-objdump: 64 for wrong usage"
	"$bin/pg32-objdump" -d d.elf >/dev/full 2>err
	[ $? = 74 ]
	ok "pg32-objdump says when it cannot write"
}

compiler() {
	printf 'int main(void) { return 5; }\n' >five.c
	printf '#include "v.h"\nint g(void);\nint main(void) { return g() + V + W; }\n' >two.c
	printf 'int g(void) { return 1; }\n' >g.c
	printf '#define V 2\n' >inc/v.h

	run 0 pg32-cc five.c && [ "$(status a.out)" = 5 ]
	ok "pg32-cc makes a program whose status is what main returns"
	run 0 pg32-cc -o two.elf -O2 -g -Wall -std=c11 -DW=3 -I inc two.c g.c && [ "$(status two.elf)" = 6 ]
	ok "pg32-cc takes several files and GCC's options"
	run 0 pg32-cc -o two.elf -D W=3 -UW -DW=4 -Iinc -fno-inline -O3 two.c g.c && [ "$(status two.elf)" = 7 ]
	ok "pg32-cc takes options of every shape"
	printf 'int main(void) { unsigned s; __asm__("smsw %%0" : "=r"(s)); return (int)s; }\n' >smsw.c
	printf '__asm__(".isa smsw");\n' | cat - smsw.c >named.c
	run 1 pg32-cc smsw.c && grep -q "smsw.c:1: 0x.* is the instruction of the profile smsw; say --isa smsw" err && run 0 pg32-cc --isa smsw smsw.c &&
		run 0 pg32-cc --isa=smsw named.c && run 0 pg32-cc named.c && "$bin/pg32-run" --isa smsw a.out >out 2>err
	ok "pg32-cc --isa, and .isa in C, name the machine"
	run 0 pg32-cc --isa help && cp out list && run 0 pg32-as --isa help && cmp -s out list &&
		refuses 64 "'x86'" pg32-cc --isa x86 five.c && refuses 64 "--isa needs an argument" pg32-cc five.c --isa
	ok "pg32-cc --isa knows the profiles, and lists them"
	run 0 pg32-cc -c -DW=3 -Iinc two.c g.c && run 0 pg32-cc -o two.elf two.o g.o && [ "$(status two.elf)" = 6 ]
	ok "pg32-cc -c makes objects, which pg32-cc links"
	riscv64-unknown-elf-ar rc libg.a g.o && run 0 pg32-cc -o two.elf two.o -L. -lg && [ "$(status two.elf)" = 6 ]
	ok "pg32-cc -l finds archives"
	run 0 pg32-cc -o two.elf two.o -Wl,-Map=two.map libg.a && grep -q g.o two.map && [ "$(status two.elf)" = 6 ]
	ok "pg32-cc -Wl,-Map writes the linker's map"
	run 0 pg32-cc -s -o s.elf five.c && [ "$(status s.elf)" = 5 ] && run 0 pg32-cc -Wl,-s,-x -o t.elf five.c && cmp -s s.elf t.elf
	ok "pg32-cc -s strips the program"
	run 0 pg32-cc -flto -O2 -c -DW=3 -Iinc two.c g.c && riscv64-unknown-elf-ar rc libg.a g.o &&
		run 0 pg32-cc -flto -O2 -o two.elf two.o -L. -lg && [ "$(status two.elf)" = 6 ]
	ok "pg32-cc -flto optimises across files"
	printf '#include <math.h>\n#include <stdio.h>\nint main(void) { double x = 2; printf("%%.14g %%e\\n", sqrt(x), exp(-x)); return 0; }\n' >double.c
	run 0 pg32-cc double.c -lm && "$bin/pg32-run" a.out >out && [ "$(cat out)" = "1.4142135623731 1.353353e-01" ]
	ok "pg32-cc takes floating point and its functions"
	cat >names.c <<-'END'
	#include <stdio.h>
	#include <stdlib.h>
	static char memory[4096];
	static int used, count;
	void *malloc(size_t size) { count++; used += 16 * (size / 16 + 1); return memory + used - 16 * (size / 16 + 1); }
	void free(void *block) { count++; }
	int digits, first; int put_text(int x) { return x + first; } int decimal_round(int x) { return x + digits; }
	int main(void)
	{
		char *text, *zeros = calloc(1, 100);
		asprintf(&text, "%.3f", 2.5);
		free(text);
		free(zeros);
		printf("%s %d\n", text, put_text(decimal_round(1)));
		return count;
	}
	END
	run 0 pg32-cc -D_GNU_SOURCE -o names.elf names.c && [ "$(status names.elf)" = 4 ] && [ "$(cat out)" = "2.500 1" ]
	ok "pg32-cc: a program's own functions go before the library's, one by one"
	printf '#include <stdio.h>\n#include <unistd.h>\nint main(int c, char **v) { rewind(stdin); freopen("x", "w", stdout); return getpid() + (tmpnam(0) == 0); }\n' >streams.c
	run 0 pg32-cc -w -o streams.elf streams.c && [ "$(status streams.elf)" = 1 ]
	ok "pg32-cc: what picolibc asks for comes from ours as well"
	names="riscv64-unknown-elf-nm -g --defined-only"
	picolibc=/usr/lib/picolibc/riscv64-unknown-elf/lib/rv32em/ilp32e/libc.a
	$names "$bin/../lib/pg32/libpg32.a" | awk '$2 ~ /[WV]/ { print $3 }' | sort -u >ours
	for name in asctime atof perror regcomp setenv strdup strftime tmpnam tsearch; do
		printf 'int %s();\nint main(void) { return (int)%s; }\n' $name $name >both.c
		run 0 pg32-cc -w -fno-builtin -Wl,-Map=both.map -o both.elf both.c -lc &&
			sed -n '/^Discarded/q; s/^[^ ].*libc\.a(\(.*\))$/\1/p' both.map | sort -u >members && [ -s members ] &&
			riscv64-unknown-elf-ar x "$picolibc" $(cat members) && $names $(cat members) | awk 'NF == 3 { print $3 }' | sort -u >theirs &&
			comm -12 ours theirs || echo "$name"
	done >twice
	[ -s ours ] && [ -s theirs ] && [ ! -s twice ]
	ok "pg32-cc: of what both libraries have nothing is picolibc's"
	printf '#include <stdio.h>\nint main(int c, char **v) { return printf("hello %%d %%s %%5.2f\\n", c, *v ? "x" : "", 0.5); }\n' >small.c
	run 0 pg32-cc -O2 -s -o small.elf small.c && [ "$(status small.elf)" = 16 ] && [ "$(wc -c <small.elf)" -le 12288 ]
	ok "pg32-cc: formatted text takes at most 12 KiB"
	cat >numbered.c <<-'END'
	#include <errno.h>
	#include <stdio.h>
	static int fails(const char *format)
	{
		int number = 7;
		errno = 0;
		return printf(format, 1, 2) == -1 && errno == EINVAL && sscanf("5", format, &number) <= 0 && number == 7;
	}
	int main(void)
	{
		return fails("%0$d") && fails("%33$d") && fails("%99999999999$d") && fails("%$d") ? printf("%1$d %d", 1, 2) + printf("%d %1$d", 1, 2) + printf("%1$*d", 1, 2) + 3 : 1;
	}
	END
	run 0 pg32-cc -w -fno-printf-return-value -o numbered.elf numbered.c && [ "$(status numbered.elf)" = 0 ]
	ok "pg32-cc: an argument has a number that can be, and then all have"
	cat >times.c <<-'END'
	#include <time.h>
	#include <unistd.h>
	int main(void)
	{
		struct timespec before, after, step, pause = { 0, 2000000 };
		clock_gettime(CLOCK_MONOTONIC, &before);
		if (nanosleep(&pause, NULL) != 0 || usleep(1000) != 0 || clock_getres(CLOCK_REALTIME, &step) != 0)
			return 1;
		timespec_get(&after, TIME_UTC);
		long long passed = (after.tv_sec - before.tv_sec) * 1000000000LL + after.tv_nsec - before.tv_nsec;
		return step.tv_nsec == 10 && passed >= 3000000 && passed < 3100000 ? 0 : 2;
	}
	END
	run 0 pg32-cc -o times.elf times.c && [ "$(status times.elf)" = 0 ]
	ok "pg32-cc: pauses pass the time that the clocks tell"
	cat >ordinary.c <<-'END'
	#include <dirent.h>
	#include <err.h>
	#include <errno.h>
	#include <setjmp.h>
	#include <stdio.h>
	#include <stdlib.h>
	#include <string.h>
	#include <sys/resource.h>
	#include <sys/stat.h>
	#include <sysexits.h>
	#include <time.h>
	#include <unistd.h>
	#include <utime.h>
	int main(int count, char **arguments)
	{
		struct rusage usage;
		struct stat status;
		char bytes[7] = { 0 };
		if (opendir("/") != NULL || errno != ENOENT || lstat("x", &status) == 0)
			return 1;
		if (sysconf(_SC_PAGESIZE) != 4096 || sysconf(_SC_NPROCESSORS_ONLN) != 1 || sysconf(-1) != -1)
			return 2;
		if (getrusage(RUSAGE_SELF, &usage) != 0 || usage.ru_utime.tv_sec != 0 || usage.ru_utime.tv_usec == 0)
			return 3;
		if (getentropy(bytes, 6) != 0 || memcmp(bytes, "\0\0\0\0\0", 6) == 0 || bytes[6] != 0)
			return 4;
		setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
		tzset();
		if (timezone != -3600 || daylight != 1 || strcmp(tzname[1], "CEST") != 0)
			return 5;
		sigjmp_buf place;
		volatile int jumps = 0;
		if (sigsetjmp(place, 1) < 3)
			siglongjmp(place, ++jumps);
		if (jumps != 3)
			return 6;
		errno = ENOENT;
		warn("%d", 5);
		warnx(NULL);
		errno = EDOM;
		err(count == 1 ? EX_OK : 7, NULL);
	}
	END
	run 0 pg32-cc -Wall -Werror -o ordinary.elf ordinary.c && [ "$(status ordinary.elf)" = 0 ] &&
		[ "$(cat out)" = "$(printf '5: No such file or directory\n\nMathematics argument out of domain of function')" ] &&
		run 7 pg32-run ordinary.elf -- x && grep -q '^ordinary.elf: 5: No such file' out
	ok "pg32-cc: names of POSIX and BSD that ordinary programs have"
	printf '#include <threads.h>\nint main(void) { return 0; }\n' >threads.c
	run 1 pg32-cc -o none.elf threads.c && grep -q 'threads.h:2:2: error: #error "there is one thread' err
	ok "pg32-cc says that there are no threads"
	run 0 pg32-cc -c -o plain.o five.c && LC_ALL=C sed 's/_m2p0/_\x012p0/g' plain.o >mixed.o &&
		run 1 pg32-cc -o none.elf mixed.o && [ "$(wc -l <err)" = 1 ] && [ ! -e none.elf ]
	ok "pg32-cc says once that an object is for no machine that there is"
	mkdir crash && printf '#!/bin/sh\nkill -SEGV $$\n' >crash/ld && chmod +x crash/ld &&
		COMPILER_PATH=$PWD/crash refuses 1 "the linker crashed" pg32-cc -o none.elf five.c && [ ! -e none.elf ]
	ok "pg32-cc says in one line that the linker crashed"
	run 0 pg32-cc -fsyntax-only five.c && [ ! -s out ] && run 1 pg32-cc -fsyntax-only inc/v.h bad.s
	ok "pg32-cc -fsyntax-only makes nothing"
	printf 'int apply(int (*f)(int)) { return f(3); }\nint main(void)\n{\n\tint k = 4;\n\tint inner(int x) { return x + k; }\n\treturn apply(inner);\n}\n' >nested.c
	run 0 pg32-cc -Wall -Werror -o nested.elf nested.c && [ ! -s err ] && [ "$(status nested.elf)" = 7 ] &&
		run 0 pg32-cc -w -O2 -fno-inline -c nested.c && run 0 pg32-cc -o nested.elf nested.o && [ "$(status nested.elf)" = 7 ] &&
		timeout 600 "$bin/pg32-run" -m 2G nested.elf 2>err
	[ $? = 7 ]
	ok "pg32-cc: pointers to nested functions work, in a memory of any size"
	run 1 pg32-cc -w -nostdlib -o none.elf nested.c && grep -q '^nested.c:5:.*trampoline' err && [ ! -e none.elf ] &&
		run 1 pg32-cc -S -o none.s nested.c &&
		run 1 pg32-cc -nostdlib -e main -o none.elf nested.o && grep -q "undefined reference to '__pointers_to_nested_functions'" err &&
		run 1 pg32-cc -nostartfiles -e main -o none.elf nested.o && [ ! -e none.elf ]
	ok "pg32-cc refuses pointers to nested functions where nothing handles them, also under -w"
	run 0 pg32-cc -Wall -Werror -O2 -flto -fno-inline -o nested.elf nested.c && [ ! -s err ] && [ "$(status nested.elf)" = 7 ] &&
		run 0 pg32-cc -w -O2 -flto -fno-inline -c nested.c && run 0 pg32-cc -w -flto -o nested.elf nested.o && [ "$(status nested.elf)" = 7 ] &&
		riscv64-unknown-elf-gcc -march=rv32em -mabi=ilp32e -flto -c nested.c &&
		run 0 pg32-cc -o nested.elf nested.o && [ ! -s err ] && [ "$(status nested.elf)" = 7 ] &&
		run 0 pg32-cc -w -flto -o nested.elf nested.o && [ "$(status nested.elf)" = 7 ] &&
		run 1 pg32-cc -w -flto -nostdlib -e main -o none.elf nested.o && grep -q trampoline err &&
		run 1 pg32-cc -nostdlib -e main -o none.elf nested.o && grep -q 'nested.c:5:.*trampoline' err && [ ! -e none.elf ]
	ok "pg32-cc: pointers to nested functions that the link makes work, or are refused"
	printf '__asm__(".fill 600000, 4, 0x13");\nint main(void) { ((void (*)(void))8)(); return 0; }\n' >big.c
	run 0 pg32-cc -o big.elf big.c && [ "$(status big.elf)" = 59 ] && grep -q '^trap: illegal instruction at pc 0x00000008' out
	ok "pg32-cc: a program of megabytes reports its traps"
	mkdir side && run 0 pg32-cc -flto -fstack-usage -fdump-tree-original -o side/big.elf inc/../big.c && [ "$(ls side)" = "$(printf 'big.elf\nbig.elf-big.c.005t.original\nbig.elf-ltrans0.ltrans.su')" ]
	ok "pg32-cc: what GCC writes beside a program is named after both"
	cat >atomic.c <<-'END'
	#include <stdatomic.h>
	struct triple { int a, b, c; };
	static _Atomic struct triple triple;
	static _Atomic double number = 1.5;
	int main(void)
	{
		struct triple three = { 1, 2, 3 }, expected = { 1, 2, 4 };
		atomic_store(&triple, three);
		if (atomic_compare_exchange_strong(&triple, &expected, three) || expected.c != 3)
			return 1;
		three = atomic_exchange(&triple, ((struct triple){ 7, 8, 9 }));
		number += 2.25;
		static atomic_flag flag;
		(atomic_flag_test_and_set_explicit)(&flag, memory_order_acquire);
		if (!(atomic_flag_test_and_set)(&flag))
			return 3;
		(atomic_flag_clear)(&flag);
		(atomic_flag_clear_explicit)(&flag, memory_order_release);
		(atomic_thread_fence)(memory_order_seq_cst);
		(atomic_signal_fence)(memory_order_seq_cst);
		return three.b == 2 && ((struct triple)triple).c == 9 && number == 3.75 && !atomic_flag_test_and_set(&flag) ? 0 : 2;
	}
	END
	run 0 pg32-cc -std=c11 -o atomic.elf atomic.c && [ "$(status atomic.elf)" = 0 ] &&
		run 1 pg32-cc -nostdlib -e main -o none.elf atomic.c && grep -q "undefined reference to '__atomic_store'" err
	ok "pg32-cc: atomic structures and doubles, but not for kernels"
	printf '#include <stdio.h>\n__attribute__((constructor(200))) static void b(void) { putchar(98); }\n__attribute__((constructor(101))) static void a(void) { putchar(97); }\n__attribute__((destructor(101))) static void d(void) { puts("d"); }\nint main(void) { putchar(99); return 0; }\n' >order.c
	run 0 pg32-cc -o order.elf order.c && [ "$(status order.elf)" = 0 ] && [ "$(cat out)" = abcd ]
	ok "pg32-cc: constructors run in order of priority, destructors at the end"
	printf 'int f(void) { return 1; }\nint g(void) __attribute__((weak, alias("f")));\nint h(void) __attribute__((weak, alias("f")));\nint main(void) { return 10 * g() + h(); }\n' >weak.c
	printf 'int h(void) { return 2; }\n' >strong.c
	run 0 pg32-cc -O2 -o weak.elf weak.c strong.c && [ "$(status weak.elf)" = 12 ]
	ok "pg32-cc: another file's function goes before a weak alias"
	printf 'static int v __attribute__((section(".note.mine"))) = 7;\nstatic int a __attribute__((section("set"), used)) = 4, b __attribute__((section("set"), used)) = 5;\nextern int __start_set[], __stop_set[];\nint main(void)\n{\n\tfor (int *p = __start_set; p != __stop_set; p++)\n\t\tv += *p;\n\treturn v;\n}\n' >odd.c
	run 0 pg32-cc -o odd.elf odd.c && [ "$(status odd.elf)" = 16 ]
	ok "pg32-cc: variables in sections of any name are loaded, and the ends of sections known"
	run 0 pg32-cc -v && grep -q '^pg32-cc [0-9]' out && grep -q '^gcc version' err &&
		printf '#if !defined __ILP32__ || !defined __STDC_NO_THREADS__\n#error\n#endif\n' >macros.c && run 0 pg32-cc -fsyntax-only macros.c
	ok "pg32-cc -v tells the versions, and macros what the machine is"
	run 0 pg32-cc -fPIC -o p.elf five.c && [ "$(status p.elf)" = 5 ]
	ok "pg32-cc takes -fPIC"
	head -c 300 two.o >cut.o && ! run 0 pg32-cc -o none.elf cut.o && [ ! -e none.elf ] && printf 'rubbish' >libr.a &&
		! run 0 pg32-cc -o none.elf two.o libr.a && [ ! -e none.elf ]
	ok "pg32-cc refuses damaged objects and archives"
	riscv64-unknown-elf-gcc -march=rv32im -mabi=ilp32 -c -o "$(printf 'i\033m.o')" g.c && riscv64-unknown-elf-ar rc libi.a g.o "$(printf 'i\033m.o')" &&
		refuses 1 'pg32-cc: i\x1bm.o: it is made for 32 registers' pg32-cc two.o "$(printf 'i\033m.o')" &&
		refuses 1 'pg32-cc: libi.a(i\x1bm.o): it is made for 32 registers' pg32-cc two.o libi.a
	ok "pg32-cc refuses objects of another ABI, by names that a terminal may show"
	: >empty.o && refuses 1 'empty.o: neither an object nor an archive' pg32-cc two.o empty.o && cp two.o over.o &&
		printf '\377\377' | dd of=over.o bs=1 seek=48 conv=notrunc 2>/dev/null && refuses 1 'over.o: damaged: its section headers are not within the file' pg32-cc over.o &&
		refuses 1 'two.elf: a program of PG32' pg32-cc two.elf && head -c 100 libg.a >libh.a && refuses 1 'libh.a: a damaged archive' pg32-cc two.o libh.a
	ok "pg32-cc refuses what is no object with one line"
	cat five.c | "$bin/pg32-cc" -o none.elf /dev/stdin >out 2>err
	[ $? = 1 ] && [ "$(cat err)" = "pg32-cc: /dev/stdin: not a file that can be linked; -x c reads C from it" ] && [ ! -e none.elf ] &&
		cat five.c | "$bin/pg32-cc" -x c -o five.elf /dev/stdin && [ "$(status five.elf)" = 5 ]
	ok "pg32-cc says how C is read from a pipe"
	refuses 64 "no dynamic linker" pg32-cc -shared five.c && refuses 64 "always PG32" pg32-cc -m32 five.c &&
		refuses 64 "unknown option -zz" pg32-cc -zz five.c && refuses 64 "no input file" pg32-cc &&
		refuses 64 "-o needs an argument" pg32-cc five.c -o
	ok "pg32-cc refuses what makes no sense"
	refuses 1 "cannot read 'none.c'" pg32-cc none.c && refuses 1 "cannot read 'none.o'" pg32-cc none.o && refuses 1 "not a .c, .cc, .i, .s or .S file" pg32-cc -c two.o
	ok "pg32-cc refuses files that are not there or not sources"
	run 0 pg32-cc -S five.c && grep -q '^main:' five.s && run 0 pg32-cc -S -o - five.c && grep -q '^main:' out
	ok "pg32-cc -S stops at the assembly text"
	run 0 pg32-cc -E -DW=1 -Iinc two.c && grep -q 'g() + 2 + 1' out
	ok "pg32-cc -E stops after the preprocessor"
	printf '#define SIX 6\n.globl _start\n_start: li a0, SIX\nhalt a0\n' >six.S
	run 0 pg32-cc -nostdlib -o six.elf six.S && [ "$(status six.elf)" = 6 ]
	ok "pg32-cc preprocesses .S files"
	printf '#define SIX 6\n\n\tbad SIX\n' >wrong.S
	run 1 pg32-cc -nostdlib -o none.elf wrong.S && grep -q '^wrong.S:3:2: error: unknown instruction' err && [ ! -e none.elf ]
	ok "pg32-cc: errors in a .S file are at its own lines"
	printf 'int main(void)\n{\n\t__asm__ volatile("frob a0");\n\treturn 0;\n}\n' >inline.c
	run 1 pg32-cc -o none.elf inline.c && grep -q "^inline.c:3: Error: unrecognized opcode .frob" err
	ok "pg32-cc: errors in assembly inside C are at the line of C"
	printf 'int v[3000];\nint main(void)\n{\n\t__asm__ volatile("INSTRUCTION");\n\treturn 0;\n}\n' >scratch.c
	for words in 'sw a0, v, a0' 'sh t0, v+4, t0' 'lw zero, v' 'sb a0, v, zero'; do
		sed "s/INSTRUCTION/$words/" scratch.c >scratched.c
		run 1 pg32-cc -o none.elf scratched.c && grep -q 'scratched.c:4: the register that gets the address' err && [ ! -e none.elf ]
		ok "pg32-cc refuses what would lose its operand: $words"
	done
	sed 's/INSTRUCTION/sw a0, v, a1; lw a0, v; sw zero, v, t0/' scratch.c >scratched.c && run 0 pg32-cc -o scratched.elf scratched.c
	ok "pg32-cc takes what has a register for the address"
	printf 'int f(int);\nint main(void)\n{\n\treturn f(1);\n}\n' >missing.c
	refuses_at "missing.c:4: error: undefined reference to 'f'" missing.c
	ok "pg32-cc: a missing function is told at the line of C"
	printf 'extern int q;\nint main(void) { return q; }\n' >missing.c
	refuses 1 "pg32-cc: undefined reference to 'q'" pg32-cc -flto -o none.elf missing.c
	ok "pg32-cc -flto: a missing variable is told once, and no file of GCC's own"
	refuses_at "pg32-cc: undefined reference to 'main'" g.c
	ok "pg32-cc: a missing main is told"
	run 0 pg32-cc -o five.elf --listing five.list five.c && run 0 pg32-cc -o /dev/null --listing null.list five.c &&
		sed 's,^/dev/null: PG32,five.elf: PG32,' null.list | cmp -s - five.list && grep -q '<main>:$' five.list
	ok "pg32-cc --listing does not read the program back: it may go to no file"
	run 1 pg32-cc -o none.elf --listing no/such/list five.c && [ ! -e none.elf ] && run 1 pg32-cc -o no/such/elf --listing none.list five.c && [ ! -e none.list ]
	ok "pg32-cc writes the program and its listing, or neither"
	printf 'int main(void) { return 1 }\n' >syntax.c
	run 1 pg32-cc -o none.elf syntax.c && grep -q '^syntax.c:1:.*error' err && [ ! -e none.elf ]
	ok "pg32-cc: an error of GCC makes no program"
	printf 'long long a, b = 3; struct s { int x[20]; } s, t;\nvoid _start(void) { a = 100 / b; s = t; __asm__ volatile("halt %%0" :: "r"((int)a)); }\n' >nolib.c
	run 0 pg32-cc -nostdlib -o nolib.elf nolib.c && [ "$(status nolib.elf)" = 33 ]
	ok "pg32-cc -nostdlib keeps the compiler's helpers"
	printf '.globl _start\n_start: call main\naddi a0, a0, 1\nhalt a0\n' >own.s
	run 0 pg32-cc -nostartfiles -o own.elf own.s five.c && [ "$(status own.elf)" = 6 ]
	ok "pg32-cc -nostartfiles leaves the start to the program"
	run 0 pg32-cc -MMD -o five.elf five.c && grep -q '^five.elf: five.c' five.elf.d
	ok "pg32-cc -MMD writes what the program depends on"
	run 0 pg32-cc -MMD -DW=3 -Iinc -o two.elf two.c g.c && grep -q '^two.elf: two.c inc/v.h' two.elf-two.d && grep -q '^two.elf: g.c' two.elf-g.d
	ok "pg32-cc -MMD of several sources writes a file for each"
	printf '%s\n' "-DW=3 '-Iinc'" '-o "odd name"' 'two\.c' >words && printf 'g.c @words' >more
	run 0 pg32-cc @more && [ "$(status './odd name')" = 6 ] && refuses 1 "cannot read '@none'" pg32-cc @none &&
		printf '@more' >words && refuses 64 "too many response files" pg32-cc @more &&
		printf '\357\273\277-DW=3 -Iinc two.c g.c -o marked.elf' >words && run 0 pg32-cc @words && [ "$(status marked.elf)" = 6 ] &&
		cp five.c before && printf 'five.c' >five.list && refuses 64 "would be overwritten" pg32-cc -o five.list @five.list
	ok "pg32-cc takes options from response files"
	run 0 pg32-cc -dumpmachine && grep -qx riscv64-unknown-elf out && run 0 pg32-cc -print-libgcc-file-name && grep -q rv32em out
	ok "pg32-cc answers as GCC what build systems ask"
	run 0 pg32-cc -Wa,--noexecstack -Xassembler -L -z noexecstack -Wl,--build-id -o five.elf five.c -lpthread -lrt -ldl && [ "$(status five.elf)" = 5 ] &&
		refuses 64 "'bad.s' goes through pg32-as" pg32-cc -Wa,-L five.c bad.s
	ok "pg32-cc takes what makefiles pass for Linux"
	run 0 pg32-cc -v -o five.elf five.c && grep -q '^riscv64-unknown-elf-gcc ' err
	ok "pg32-cc -v shows the commands"
	PATH=/nowhere "$bin/pg32-cc" -o none.elf five.c 2>err
	[ $? = 1 ] && [ "$(wc -l <err)" = 1 ] && grep -q 'install the Debian package gcc-riscv64-unknown-elf' err
	ok "pg32-cc says what to install"
	[ -z "$(find /tmp -maxdepth 1 -name 'pg32-cc*' -newer five.c 2>/dev/null)" ]
	ok "pg32-cc leaves no temporary files"
}

# refuses_at TEXT FILE: whether pg32-cc makes no program and says so.
refuses_at() {
	rm -f none.elf
	run 1 pg32-cc -o none.elf "$2" && grep -qF -e "$1" err && [ ! -e none.elf ]
}

# The same sources give the same image wherever the tools are. A cache that gives an object of another run for
# one of them would make it that run's folder that is compared.
places() {
	CCACHE_DISABLE=1
	export CCACHE_DISABLE
	printf '#include <stdio.h>\nint main(void) { return printf("here\\n"); }\n' >here.c
	mkdir -p elsewhere/bin elsewhere/lib
	cp "$bin/pg32-cc" "$bin/pg32-as" elsewhere/bin
	cp -R "$bin/../lib/pg32" elsewhere/lib
	run 0 pg32-cc -o one.elf here.c && elsewhere/bin/pg32-cc -o two.elf here.c 2>err &&
		cmp one.elf two.elf 2>err
	ok "pg32-cc makes the same image wherever it is installed"
}

assembler
disassembler
compiler
places
finish
