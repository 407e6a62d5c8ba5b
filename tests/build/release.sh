#!/bin/sh
# The sources as a release has them: without git, in a path with spaces. All is built, by clang and by gcc,
# and what is quick is tested. Minutes.
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 1
. "$root/tests/tap.sh"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
tree="$work/a path with spaces"
evidence=$work/end
mkdir "$tree" && (cd "$root" && tar c --exclude=./build --exclude=./.git .) | tar x -C "$tree" || exit 1
cd "$tree" || exit 1
unset MAKEFLAGS MAKELEVEL MFLAGS

# builds TEXT ARGUMENT...: make with these arguments.
builds() {
	text=$1
	shift
	make "-j$(nproc)" "$@" >"$work/log" 2>&1
	status=$?
	tail -5 "$work/log" >"$evidence"
	[ $status = 0 ]
	ok "$text"
}

if command -v clang >/dev/null; then
	builds 'clang builds all of it' CC=clang
	build/bin/pg32-run build/programs/timer/interrupts.elf >"$evidence" 2>&1
	ok 'and what it built runs'
fi
builds 'gcc builds all of it' CC=gcc
builds 'what is quick passes' CC=gcc check
finish
