#!/bin/sh
# The examples of the assembler's manual: each file is written, each command run as it stands
# there, and what it prints compared with what the manual says. Prints a line a test, as TAP.
build=${BUILD:-build}
manual=$(pwd)/spec/assembler.md
bin=$(cd "$build/bin" && pwd) || exit 70
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 70
PATH=$bin:$PATH

# `NAME`: before a block makes it a file. Commands and outputs are numbered.
awk '
	/^`[^`]*`:$/ { name = substr($0, 2, length($0) - 3); next }
	/^```/ && inside { inside = 0; close(file); name = ""; next }
	/^```/ {
		inside = 1
		file = name
		if ($0 == "```sh") file = ++commands ".sh"
		if ($0 == "```text") file = commands ".expected"
		if (file == "") { print "a block without a name" >"/dev/stderr"; exit 1 }
		next
	}
	inside { print >file }
' "$manual" || exit 70

count=0
failed=0
for commands in *.sh; do
	example=${commands%.sh}
	count=$((count + 1))
	if timeout 600 sh "$commands" >out 2>&1 </dev/null && diff "$example.expected" out >difference; then
		echo "ok $count - the manual's example $example"
	else
		echo "not ok $count - the manual's example $example"
		sed 's/^/# /' difference
		failed=$((failed + 1))
	fi
done
echo "1..$count"
[ $count -gt 0 ] && [ $failed = 0 ]
