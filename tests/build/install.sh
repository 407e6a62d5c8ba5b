#!/bin/sh
# What make install makes: a tree that works wherever it is moved, for a user who is not root and has no
# git, with a manual page and a completion for each tool. Prints a line a failure.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
unset MAKEFLAGS MAKELEVEL MFLAGS
tests=0
failures=0

ok() {
	status=$?
	tests=$((tests + 1))
	[ $status = 0 ] && return
	failures=$((failures + 1))
	echo "install: FAILED: $1"
	tail -5 "$work/log"
}

(umask 077 && make install DESTDIR="$work/first place" PREFIX=/usr) >"$work/log" 2>&1; ok 'make install'
mv "$work/first place/usr" "$work/moved"
tree=$work/moved
mkdir "$work/home"
chmod 777 "$work/home"
ln -s "$tree/bin/pg32-run" "$work/home/run"
cat >"$work/home/hello.c" <<'END'
#include <stdio.h>

int main(void)
{
	printf("hello\n");
	return 7;
}
END

# As a user who has nothing but the tree and a compiler.
user() {
	as=
	[ "$(id -u)" != 0 ] || as='setpriv --reuid=65534 --regid=65534 --clear-groups'
	# shellcheck disable=SC2086
	(cd "$work/home" && $as env -i HOME="$work/home" PATH="$tree/bin:/usr/bin:/bin" "$@") >"$work/out" 2>"$work/log"
}

user pg32-cc -o hello.elf hello.c; ok 'pg32-cc makes a program'
user pg32-run hello.elf; [ $? = 7 ] && [ "$(cat "$work/out")" = hello ]; ok 'pg32-run runs it'
user ./run --depth 2 hello.elf; [ $? = 7 ] && [ "$(cat "$work/out")" = hello ]; ok 'through a link, at depth 2'
user pg32-vmm --hybrid --depth 1 hello.elf; [ $? = 7 ]; ok 'pg32-vmm finds the hybrid VMM'
user pg32-equiv --depth 1 hello.elf; ok 'pg32-equiv finds the VMM'
for tool in "$tree"/bin/pg32-*; do
	name=$(basename "$tool")
	user "$name" --version; ok "$name runs"
	grep -q "^.TH $name 1" "$tree/share/man/man1/$name.1"; ok "$name has a manual page"
	bash -n "$tree/share/bash-completion/completions/$name"; ok "$name has a completion"
done
[ -s "$tree/share/doc/pg32/LICENSE" ] && [ -s "$tree/share/doc/pg32/running.md" ]; ok 'the manuals'
[ -z "$(find "$tree" -type f ! -perm -004)" ]; ok 'everyone may read all of it'

if [ $failures = 0 ]; then
	echo "install: all $tests tests pass"
else
	echo "install: $failures failures in $tests tests"
	exit 1
fi
