#!/bin/sh
# The layers are held: an include against their direction is refused, and one in a circle, of modules or of
# folders; and nothing else is. On files made for it.
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 1
. "$root/tests/tap.sh"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir low high
cat >allowed <<'END'
low  freestanding low
high hosted low high
END

# writes FILE INCLUDED...
writes() {
	file=$1
	shift
	printf '#include "%s"\n' "$@" >"$file"
}

# says AWK PATTERN: the rule refuses the files, with such a line; without a pattern it does not.
says() {
	awk -f "$root/tests/layers/$1.awk" allowed low/*.[ch] high/*.[chy] >out 2>&1
	if [ $? = 0 ]; then
		[ -z "$2" ] && [ ! -s out ]
	else
		[ -n "$2" ] && grep -q -e "$2" out
	fi
}

: >low/term.h
: >high/state.h
: >high/parser.y
writes low/term.c low/term.h
writes high/state.c high/state.h low/term.h
says layers && says circles
ok 'a folder includes itself and what is below it'

writes low/term.c low/term.h high/state.h
says layers 'low/term.c:2: error: low may not include high/state.h'
ok 'what is above a folder is refused'
says circles 'circle of includes: .*low high low\|circle of includes: .*high low high'
ok 'a circle of folders is refused'

writes low/term.c low/term.h
writes high/run.h high/state.h
writes high/state.c high/state.h high/run.h
says circles 'circle of includes: .*high/state\.\* high/run\.\*\|circle of includes: .*high/run\.\* high/state\.\*'
ok 'a circle of modules is refused, though no header is in one'
says layers
ok 'it goes against no direction'

writes high/run.h high/state.h
writes high/parser.y high/run.h
writes high/state.c high/state.h parser.h
says circles
ok 'a header that is generated leads nowhere'
finish
