#!/bin/sh
# C programs compiled at every level, with and without debug information, do on PG32 what they do
# natively. Prints a line a program, as TAP.
build=${BUILD:-build}
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
count=0
failed=0
scale=-DSCALE=1

# same PROGRAM OPTION...: whether the program, so compiled, prints what it prints natively.
same() {
	program=$1
	shift
	"$build/bin/pg32-cc" -std=c17 $scale "$@" -o "$work/pg32" "$program" 2>"$work/messages" &&
		timeout 600 "$build/bin/pg32-run" "$work/pg32" >"$work/output" 2>>"$work/messages" </dev/null &&
		cmp -s "$work/output" "$work/native.output"
}

for program in programs/bench/*.c; do
	cc -std=c17 -O2 $scale -o "$work/native" "$program" && "$work/native" >"$work/native.output" </dev/null
	wrong=
	for level in -O0 -O1 -O2 -O3 -Os "-O0 -g" "-O2 -g3" "-Os -ffunction-sections -fdata-sections" "-O2 -fcommon"; do
		# The options of a level are words of their own.
		same "$program" $level || wrong="$wrong [$level]"
	done
	count=$((count + 1))
	if [ -z "$wrong" ]; then
		echo "ok $count - $(basename "$program" .c) at every level"
	else
		echo "not ok $count - $(basename "$program" .c) at$wrong"
		sed 's/^/# /' "$work/messages" | head -5
		failed=$((failed + 1))
	fi
done
echo "1..$count"
[ $failed = 0 ]
