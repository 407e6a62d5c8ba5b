#!/bin/sh
# What make outside finds in a folder and says of it. Prints a line a test, as TAP.
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
evidence=$work/said

mkdir -p "$work/all/many files/sub" "$work/all/made" "$work/all/broken" "$work/none"
printf '#include "sub/f.h"\n#include <stdio.h>\nint main(int n, char **v) { printf("%%s %%d\\n", v[n - 1], f(n)); return 3; }\n' >"$work/all/many files/a.c"
printf 'int f(int);\n' >"$work/all/many files/sub/f.h"
printf '#include "sub/f.h"\nint f(int n) { return n * 2; }\n' >"$work/all/many files/sub/f.c"
printf 'one two\n' >"$work/all/many files.args"
printf 'all: copy\nlib.a: lib.o\n\t$(AR) rc $@ $^\ncopy: copy.o lib.a\n\t$(CC) -o $@ $^\n' >"$work/all/made/Makefile"
printf '#include <stdio.h>\nvoid copy(void) { char b[90]; while (fgets(b, 90, stdin)) fputs(b, stdout); }\n' >"$work/all/made/lib.c"
printf 'void copy(void);\nint main(void) { copy(); return 0; }\n' >"$work/all/made/copy.c"
printf 'hello\nthere\n' >"$work/all/made.input"
printf 'int main(\n' >"$work/all/broken/a.c"
printf 'int main(void) { return (int)sizeof(long); }\n' >"$work/all/differs.c"
tests/programs/outside.sh "$work/all" >"$work/said" 2>&1
[ $? = 1 ] && grep -v '^#' "$work/said" | diff - /dev/fd/3 3<<'END'
ok 1 - broken # SKIP no program comes of it natively
not ok 2 - differs
ok 3 - made/copy
ok 4 - many files
1..4
END
ok "programs, folders of sources, projects with a Makefile, and what cannot be compared"
tests/programs/outside.sh "$work/none" >"$work/said" 2>&1
[ $? = 66 ] && grep -q 'no NAME.c' "$work/said"
ok "an empty folder is told"
tests/programs/outside.sh >"$work/said" 2>&1
[ $? = 64 ] && grep -q '^usage: make outside FOLDER=' "$work/said"
ok "without a folder the usage is told"
finish
