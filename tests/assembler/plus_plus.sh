#!/bin/sh
# C++ without exceptions: objects made and destroyed in order, bare and virtual, as g++ for the host has
# it; and what is refused. Prints a line a test, as TAP.
build=${BUILD:-build}
bin=$build/bin
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
evidence=$work/difference

"$bin/pg32-run" "$build/programs/hello/shapes.elf" >"$work/shapes"
printf 'square: 4.000\ncircle: 7.069\nsquare: 0.250\nthe largest has 7.069\n' | diff - "$work/shapes" >"$evidence"
ok "the example"

cat >"$work/objects.cc" <<'END'
#include <initializer_list>
#include <new>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct named {
	int number;
	explicit named(int number) : number(number) {}
	~named() { printf("~%d ", number); }
};

/* More than C has a program register. */
template <int n> struct many : many<n - 1> {
	named last;
	many() : last(n) {}
};
template <> struct many<0> {};

static many<40> objects;
static named apart(41);
thread_local named own(42);

struct base {
	virtual ~base() {}
	virtual int size() const = 0;
};
struct alignas(64) wide : base {
	char bytes[64];
	int size() const override { return sizeof bytes; }
};

static int sum(std::initializer_list<int> list)
{
	int sum = 0;
	for (int number : list)
		sum += number;
	return sum;
}

template <class... types> static unsigned count(types...) { return sizeof...(types); }

static void end() { printf("atexit "); }

int main(int, char **)
{
	static named first(43);
	atexit(end);
	static named second(44);
	base *volatile object = new wide;
	wide *volatile array = new wide[2];
	printf("%u %u %d\n", (unsigned)((uintptr_t)object % 64), (unsigned)((uintptr_t)array % 64), object->size());
	delete object;
	delete[] array;
	alignas(named) char place[sizeof(named)];
	(new (place) named(7))->~named();
	int *volatile number = new (std::nothrow) int(3);
	printf("%d %d %u\n", *number, sum({ 1, 2, 3 }), count(1, 2.0, "3"));
	delete number;
	int more = 4;
	printf("%d %d\n", [&](int x) { return x + more; }(5), own.number);
	return 0;
}
END
{ printf '#include <cstdint>\n' && cat "$work/objects.cc"; } >"$work/host.cc"
g++ -std=c++17 -o "$work/host" "$work/host.cc" && "$work/host" >"$work/expected"
for options in -O0 -O2 "-O2 -flto"; do
	# shellcheck disable=SC2086
	"$bin/pg32-cc" -std=c++17 -Wall -Wextra -Werror $options -o "$work/objects.elf" "$work/objects.cc" 2>"$evidence" &&
		"$bin/pg32-run" "$work/objects.elf" >"$work/seen" && diff "$work/expected" "$work/seen" >"$evidence" &&
		[ -s "$work/seen" ]
	ok "objects are made and destroyed as on the host: $options"
done
"$bin/pg32-run" --depth 2 "$work/objects.elf" | diff "$work/expected" - >"$evidence"
ok "objects at depth 2"

# Of a g++ that was told nothing of PG32's library, with guards for threads.
riscv64-unknown-elf-g++ -march=rv32em -mabi=ilp32e -fno-exceptions -fno-rtti -std=c++17 -ftls-model=local-exec -O2 \
	-isystem "$build/lib/pg32/include" -isystem /usr/lib/picolibc/riscv64-unknown-elf/include -c -o "$work/objects.o" \
	"$work/objects.cc" && "$bin/pg32-cc" -o "$work/linked.elf" "$work/objects.o" 2>"$evidence" &&
	"$bin/pg32-run" "$work/linked.elf" | diff "$work/expected" - >"$evidence"
ok "an object of g++"

cat >"$work/plain.cc" <<'END'
#include <new>
#include <pg32.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
int main()
{
	int place, *number = new (&place) int(3);
	return *number - 3;
}
END
for standard in c++98 gnu++98 c++11 c++14 c++17 c++20 c++23; do
	"$bin/pg32-cc" -std=$standard -Wall -Wextra -Werror -pedantic -x c++ -o "$work/plain.elf" - <"$work/plain.cc" 2>"$evidence" &&
		"$bin/pg32-run" "$work/plain.elf"
	ok "our headers in $standard"
done

cat >"$work/ends.cc" <<'END'
#include <stdlib.h>
struct base {
	base() { call(); }
	__attribute__((noinline)) void call() { f(); }
	virtual void f() = 0;
};
struct derived : base { void f() override {} };
int main(int count, char **)
{
	if (count > 1) {
		derived object;
		object.call();
	}
	for (;;)
		*(char *volatile *)malloc(4) = new char[1000000];
}
END
"$bin/pg32-cc" -O2 -o "$work/ends.elf" "$work/ends.cc"
"$bin/pg32-run" "$work/ends.elf" >"$evidence" 2>&1
[ $? = 58 ] && grep -q '^new: there is no memory left$' "$evidence"
ok "new without memory ends the program"
"$bin/pg32-run" "$work/ends.elf" -- pure >"$evidence" 2>&1
[ $? = 58 ] && grep -q '^a pure virtual function was called$' "$evidence"
ok "a pure virtual function ends the program"

# A kernel has what it has itself.
printf 'extern "C" void stop(int); struct state { int n; state(); } static state; state::state() : n(7) {}
extern "C" int begin() { state.n += 2; return state.n; }\n' | sed 's/} static state;/};\nstatic state state;/' >"$work/kernel.cc"
printf '\t.globl _start\n_start: call begin\n\thalt a0\n' >"$work/entry.s"
"$bin/pg32-cc" -nostdlib -O2 -Wall -o "$work/kernel.elf" "$work/entry.s" "$work/kernel.cc" 2>"$evidence"
"$bin/pg32-run" "$work/kernel.elf" >"$evidence" 2>&1
[ $? = 2 ]
ok "a kernel of C++ needs nothing; it calls its constructors itself"

# refused TEXT OPTION...: exits with an error that says TEXT, and makes nothing.
refused() {
	text=$1
	shift
	rm -f "$work/none.elf"
	"$bin/pg32-cc" -o "$work/none.elf" "$@" >"$evidence" 2>&1
	[ $? != 0 ] && grep -q "$text" "$evidence" && [ ! -e "$work/none.elf" ]
	ok "refused: $text"
}
printf 'int main() { throw 3; }\n' >"$work/throw.cc"
refused "throw.cc:1:.*exception handling disabled" "$work/throw.cc"
refused "fexceptions is not possible" -fexceptions "$work/plain.cc"
refused "frtti is not possible" -frtti "$work/plain.cc"
refused "lstdc++ is not possible" "$work/plain.cc" -lstdc++
printf 'struct c { void f(); }; int main() { c().f(); }\n' >"$work/missing.cc"
refused "missing.cc:1: error: undefined reference to 'c::f()'" "$work/missing.cc"

finish
