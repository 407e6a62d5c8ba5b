#!/bin/sh
# Runs C projects that one has at hand: outside.sh FOLDER. Each NAME.c of the folder is a program; each
# folder in it is a project, which its Makefile builds, or else all of its .c files are one program.
# NAME.input beside it is the input, NAME.args the arguments. What is printed and the status are compared
# natively, bare and in a virtual machine. Prints a line a program, as TAP.
build=${BUILD:-build}
bin=$(cd "$build/bin" && pwd) || exit 70
[ $# = 1 ] || {
	echo "usage: make outside FOLDER=..." >&2
	exit 64
}
folder=$(cd "$1" && pwd) || exit 66
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
evidence=$work/messages

# compile COMPILER DIRECTORY [AR RANLIB]: builds the project there, as one program or as its Makefile does.
compile() {
	mkdir -p "$work/$2"
	case $project in
	*.c) "$1" -w -O1 -o "$work/$2/program" "$project" -lm ;;
	*)
		cp -R "$project/." "$work/$2" && cd "$work/$2" || return 1
		if [ -f Makefile ] || [ -f makefile ]; then
			make -s clean >/dev/null 2>&1
			make -s CC="$1" ${3:+AR="$3" RANLIB="$4"}
		else
			# shellcheck disable=SC2016
			find . -name '*.c' -exec sh -c 'compiler=$1; shift; "$compiler" -w -O1 -I. -o program "$@" -lm' sh "$1" {} +
		fi
		;;
	esac >/dev/null 2>>"$work/messages"
}

# programs DIRECTORY: the executables that are there, but for scripts.
programs() {
	(cd "$work/$1" && find . -type f -perm -u+x ! -name '*.o' ! -name '*.so*' |
		while read -r file; do
			[ "$(head -c 4 "$file" | tail -c 3)" = ELF ] && echo "$file"
		done | sort)
}

# same COMMAND...: whether it prints what the native program printed, and ends alike.
same() {
	(cd "$work/pg32" && timeout 600 "$@") <"$input" >"$work/output" 2>>"$work/messages"
	[ $? = "$status" ] && cmp "$work/expected" "$work/output" >>"$work/messages" 2>&1
}

# skipped NAME WHY
skipped() {
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2"
}

# compare PROGRAM TITLE ARGUMENT...: runs it thrice.
compare() {
	program=$1 title=$2
	shift 2
	: >"$work/messages"
	(cd "$work/native" && timeout 600 "$program" "$@") <"$input" >"$work/expected" 2>/dev/null
	status=$?
	if [ $status -gt 63 ]; then
		skipped "$title" "it ends with $status natively"
		return
	fi
	[ -f "$work/pg32/$program" ] && same "$bin/pg32-run" "$program" -- "$@" &&
		same "$bin/pg32-run" --depth 1 "$program" -- "$@"
	ok "$title"
}

for project in "$folder"/*; do
	name=${project%.c}
	title=$(basename "$name")
	input=/dev/null
	[ ! -f "$name.input" ] || input=$name.input
	case $project in *.c) ;; *) [ -d "$project" ] || continue ;; esac
	rm -rf "$work/native" "$work/pg32"
	: >"$work/messages"
	(compile gcc native)
	programs native >"$work/programs"
	if [ ! -s "$work/programs" ]; then
		skipped "$title" "no program comes of it natively"
		continue
	fi
	(compile "$bin/pg32-cc" pg32 riscv64-unknown-elf-ar riscv64-unknown-elf-ranlib)
	if [ -z "$(programs pg32)" ]; then
		false
		ok "$title"
		continue
	fi
	while read -r program <&3; do
		shown=$title/${program#./}
		[ "$program" != ./program ] || shown=$title
		# shellcheck disable=SC2046
		compare "$program" "$shown" $(cat "$name.args" 2>/dev/null)
	done 3<"$work/programs"
done
if [ $count = 0 ]; then
	echo "$1: no NAME.c and no folder of a project in it" >&2
	exit 66
fi
finish
