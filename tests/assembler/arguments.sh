#!/bin/sh
# What is behind -- reaches main, bare and virtual; what no tool can give is refused. Prints a line a
# test, as TAP.
build=${BUILD:-build}
bin=$(cd "$build/bin" && pwd) || exit 70
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
cd "$work" || exit 70
evidence=out

cat >args.c <<'END'
#include <stdio.h>
int main(int count, char **arguments)
{
	for (int i = 0; i < count; i++)
		printf("[%s]", arguments[i]);
	puts(arguments[count] == NULL ? "" : "no end");
	return count;
}
END
"$bin/pg32-cc" -O2 -o args args.c || exit 70

# gives STATUS TEXT TOOL ARGUMENT...
gives() {
	status=$1
	text=$2
	tool=$3
	shift 3
	"$bin/$tool" "$@" >out 2>&1 </dev/null
	[ $? = "$status" ] && grep -qF -e "$text" out
}

gives 1 '[]' pg32-run args
ok "without -- there is an empty name"
gives 1 '[args]' pg32-run args --
ok "with nothing behind it there is the program's name"
gives 5 '[args][one][two three][--x][]' pg32-run args -- one 'two three' --x ''
ok "every word is an argument, options and empty ones too"
gives 3 '[args][one][two]' pg32-run --depth 2 args -- one two
ok "under two VMMs"
gives 3 '[args][a][--]' pg32-vmm args -- a --
ok "under the hosted VMM"
gives 2 '[args][x]' pg32-run args args.c -- x
ok "behind other modules"
gives 0 'equal: args' pg32-equiv args -- one two
ok "bare and virtual runs are equal"
gives 64 'which kernel' pg32-run --
ok "a kernel is still needed"
gives 64 'campaign' pg32-equiv --generate 3 args -- x
ok "a campaign takes none"
gives 64 'bytes' pg32-run args -- "$(head -c 120000 /dev/zero | tr '\0' x)" $(yes "$(head -c 100000 /dev/zero | tr '\0' x)" | head -10)
ok "more than a program could hold is refused"
gives 64 '-T needs a file' pg32-cc -T '' -o none args.c && [ ! -e none ]
ok "a linker script without a name is refused"
finish
