#!/bin/sh
# The README shows what the demo prints: each line is one of its lines, with numbers that are at most a tenth
# off (programs and texts change), and the same digests equal. Prints TAP.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
evidence=$work/wrong

# shown HEADING: the indented lines below it.
shown() {
	sed -n "/^## $1\$/,/^## /{s/^    //p}" README.md
}

PG32_BIN=${PG32_BIN:-build/bin} programs/demo >"$work/demo" 2>&1
ok 'the demo is right'
shown 'What you see' >"$work/shown"
[ "$(grep -c . "$work/shown")" -gt 10 ]
ok 'the README shows it'
awk -f tests/readme/like.awk "$work/demo" "$work/shown" >"$work/wrong"
ok 'as it is today'
finish
