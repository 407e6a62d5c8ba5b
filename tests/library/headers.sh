#!/bin/sh
# Every header of the library is one of C and of C++, of each standard, strict or GNU's, without a warning,
# and leaves the names that a kernel usually has to the kernel, before the header and behind it.
# Arguments: the build folder, and one for what is written.
build=$1
work=$2
. tests/tap.sh
cc=$build/bin/pg32-cc
headers=$build/lib/pg32/include
mkdir -p "$work"

# A kernel's own: what pg32.h has other names for, and what C++ has words for.
cat >"$work/kernel.h" <<'END'
struct psw { int a; };
enum cause { MY_CAUSE };
struct trap { int b; };
struct device { int c; };
enum device_number { MY_DEVICE };
struct entry_bit { int d; };
struct trap_area { int e; };
struct latency { int f; };
struct port { int g; };
struct disk_command { int h; };
struct disk_status { int i; };
struct status_bit { int j; };
struct cpu { int k; };
struct machine { int l; };
struct window { int m; };
struct process { int n; };
struct page { int o; };
END
cat >"$work/names.h" <<'END'
struct own { int psw, cause, trap, device, port, latency, base, bound, timer, status, pc; };
static inline int own_names(int trap, int cause, int psw, int port, int device, int latency)
{
	struct own own = { psw, cause, trap, device, port, latency, 0, 0, 0, 0, 0 };
	return own.psw + own.port;
}
END
# And in C its words for classes.
cat >"$work/words.h" <<'END'
struct words { int class, new, this, template, namespace, private, virtual, operator; };
END

# compiles LANGUAGE STANDARD HEADER: alone, twice, and with a kernel's names around it.
compiles() {
	{
		printf '#include <%s>\n#include <%s>\n' "$3" "$3"
		echo 'extern int not_empty;'
	} >"$work/alone"
	{
		printf '#include "kernel.h"\n#include <%s>\n#include "names.h"\n' "$3"
		[ "$1" != c ] || printf '#include "words.h"\n'
		echo 'int named(void); int named(void) { return own_names(1, 2, 3, 4, 5, 6); }'
	} >"$work/named"
	for source in alone named; do
		"$cc" -x "$1" -std="$2" -O1 -Wall -Wextra -Werror -pedantic-errors -I"$work" -S -o "$work/out.s" \
			"$work/$source" >>"$work/log" 2>&1 || wrong="$wrong $source:$3"
	done
}

# all LANGUAGE STANDARD
all() {
	wrong=
	tried=0
	for path in $(cd "$headers" && find . -type f ! -name "*.inc" ! -path "./isa/*" | sort); do
		header=${path#./}
		case $1:$header in
		*:threads.h | c:new | c:initializer_list) continue ;; # there are no threads
		esac
		compiles "$1" "$2" "$header"
		tried=$((tried + 1))
	done
	[ -z "$wrong" ] && [ $tried -ge 12 ]
	ok "all headers in $1 of $2:$wrong"
}

: >"$work/log"
for standard in c11 c17 c2x gnu11 gnu2x; do
	all c $standard
done
for standard in c++11 c++20 gnu++17; do
	all c++ $standard
done
sed 's,^,# ,' "$work/log" | head -20
finish
