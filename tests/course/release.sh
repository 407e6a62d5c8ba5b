#!/bin/sh
# What students get: a release without solutions, and a folder that stands alone. Argument: the build
# folder.
build=$(cd "$1" && pwd)
. tests/tap.sh
work=$build/tests/course/release
rm -rf "$work"
mkdir -p "$work"
evidence=$work/out
unset MAKEFLAGS MFLAGS MAKELEVEL

make -s course-release >"$work/out" 2>&1 && tar -tzf "$build/pg32-course.tar.gz" >"$work/list" &&
	! grep -q instructor "$work/list" && grep -q '^pg32-course/1-machine/handout.md$' "$work/list"
ok 'a release has the handouts and nothing of the instructor'

tar -xzf "$build/pg32-course.tar.gz" -C "$work" && ! grep -rlF 'Stage 2: count, sum and largest' "$work/pg32-course" >"$work/out"
ok 'no text of a solution is in a release'

"$build/bin/pg32-grade" "$work/pg32-course/1-machine" programs/course/1-machine/instructor/solution >"$work/out" 2>&1
ok 'a released assignment grades'

for folder in programs/course/*/assignment.json; do
	name=$(basename "$(dirname "$folder")") dir="$work/my lab ${name%%-*}"
	make -s start LAB="${name%%-*}" DIR="$dir" >"$work/out" 2>&1 &&
		(cd "$dir" && make) >>"$work/out" 2>&1
	ok "make start LAB=${name%%-*}: the starter builds"
	(cd "$dir" && make -s grade) >>"$work/out" 2>&1
	[ $? = 2 ] && grep -q '^Score: ' "$work/out"
	ok "make start LAB=${name%%-*}: make grade shows the points"
done

make -s start LAB=99 DIR="$work/none" >"$work/out" 2>&1
[ $? = 2 ] && [ ! -e "$work/none" ] && grep -q '^usage' "$work/out"
ok 'make start: no such assignment'
make -s start LAB=1 DIR="$work/my lab 1" >"$work/out" 2>&1
[ $? = 2 ] && grep -q 'is there already' "$work/out"
ok 'make start: a folder that is there'
finish
