#!/bin/sh
# Runs C projects that one has at hand: outside.sh FOLDER. Each NAME.c of the folder is a program, and
# all of the .c files of each folder in it are one; NAME.input beside it is its input, NAME.args its
# arguments. What it prints and its status are compared natively, bare and in a virtual machine. Prints
# a line a program, as TAP.
build=${BUILD:-build}
bin=$(cd "$build/bin" && pwd) || exit 70
folder=$(cd "${1:?which folder?}" && pwd) || exit 66
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
evidence=$work/messages
mkdir "$work/native" "$work/pg32" # so that the program has one name in both

# same COMMAND...: whether it prints what the native program printed, and ends alike.
same() {
	(cd "$work/pg32" && timeout 600 "$@") <"$input" >"$work/output" 2>>"$work/messages"
	[ $? = "$status" ] && cmp "$work/expected" "$work/output" >>"$work/messages" 2>&1
}

for project in "$folder"/*; do
	name=${project%.c}
	input=/dev/null
	[ ! -f "$name.input" ] || input=$name.input
	set -- $(cat "$name.args" 2>/dev/null)
	case $project in *.c) sources=$project ;; *) sources=$(find "$project" -name '*.c' 2>/dev/null) ;; esac
	[ -n "$sources" ] && [ "$project" != "$name.args" ] || continue
	: >"$work/messages"
	gcc -w -O1 -o "$work/native/program" $sources -lm 2>"$work/messages" || continue
	(cd "$work/native" && timeout 60 ./program "$@") <"$input" >"$work/expected" 2>/dev/null
	status=$?
	[ $status -le 63 ] || continue
	"$bin/pg32-cc" -w -O1 -o "$work/pg32/program" $sources -lm 2>>"$work/messages" &&
		same "$bin/pg32-run" ./program -- "$@" &&
		same "$bin/pg32-run" --depth 1 ./program -- "$@"
	ok "$(basename "$name")"
done
finish
