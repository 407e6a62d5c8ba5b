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

# A stage's points are those of its tests and of their twins, and all are 100.
for folder in programs/course/*/; do
	[ -f "$folder/assignment.json" ] || continue
	jq -rs '.[0].build_points as $build | (.[0].tests + (.[1].tests // [])) as $tests
		| ($tests | map(.hidden_points // 0) | add) as $hidden
		| if $build + $hidden + ($tests | map(.points // 0) | add) != 100 then "not 100 points" else empty end,
		(select([$build, $tests[].points // 0, $tests[].hidden_points // 0] | any(. != floor)) | "points that are not whole"),
		"Building is \($build) points. Of the 100, \($hidden) are for ",
		($tests | group_by(.stage)[] | "## \(.[0].stage) (\(map((.points // 0) + (.hidden_points // 0)) | add) points)")' \
		"$folder/assignment.json" "$folder/instructor/hidden.json" >"$work/points" &&
		[ -s "$work/points" ] && ! while IFS= read -r line; do grep -qF "$line" "$folder/handout.md" || echo "$line"; done <"$work/points" | grep . >"$work/out"
	ok "the points of $(basename "$folder") are those of its handout"
done

# From a release alone, with an installed PG32 that has no instructor's folder.
mkdir "$work/installed" && cp -R "$build/bin" "$build/include" "$build/lib" "$work/installed" &&
	rm -r "$work/installed/lib/pg32/course"/*/instructor
for lab in 1 7; do
	(
		PATH=$work/installed/bin:$PATH
		sh "$work/pg32-course/start" $lab "$work/alone $lab" && cd "$work/alone $lab" && make -s && { make -s grade; [ $? = 2 ]; }
	) >"$work/out" 2>&1 && grep -q '^Score: 5/' "$work/out"
	ok "a student's folder from a release: the starter of $lab builds, and is graded"
done
"$work/installed/bin/pg32-grade" --hidden 1 "$work/alone 1" >"$work/out" 2>&1
[ $? = 66 ] && [ "$(wc -l <"$work/out")" = 1 ]
ok "who has no instructor's folder has no hidden tests"

for folder in programs/course/*/assignment.json; do
	name=$(basename "$(dirname "$folder")") dir="$work/my lab ${name%%-*}"
	make -s start LAB="${name%%-*}" DIR="$dir" >"$work/out" 2>&1 &&
		! grep -o '](/[^)#]*' "$dir/handout.md" | cut -c 3- | while IFS= read -r page; do [ -f "$page" ] || echo "$page"; done | grep . >>"$work/out" &&
		! grep -q '](\.\./' "$dir/handout.md" && (cd "$dir" && make) >>"$work/out" 2>&1
	ok "make start LAB=${name%%-*}: the starter builds, and its handout leads to the manual"
	(cd "$dir" && make -s grade) >>"$work/out" 2>&1
	[ $? = 2 ] && grep -q '^Score: ' "$work/out"
	ok "make start LAB=${name%%-*}: make grade shows the points"
done

(cd "$work/my lab 6" && printf 'continue\nframe\nlevel 0\ngoto 0\nbreak dispatch\ncontinue\nprint vm->counts\n' | make -s debug) >"$work/out" 2>&1
grep -q '^(gdb) #0  _start () at ./psw.s' "$work/out" && grep -q '= {0 <repeats' "$work/out"
ok 'make debug of the VMM: the guest is where it began, and the VMM has its types'

# The starter's VMM is none yet: it ends before the guest of its guest begins.
(cd "$work/my lab 7" && printf 'info threads\n' | make -s debug) >"$work/out" 2>&1 &&
	grep -q 'level 1' "$work/out" && ! grep -q 'internal-error' "$work/out"
ok 'make debug of the VMM under itself: the debugger stands where it ended'

# What the machines of assignment 8 are is for students to find: no tool that they are led to says their names.
names=$("$build/bin/pg32-run" --isa help | sed '1d; s/	.*//' | paste -s -d '|')
(cd "$work/my lab 8" && for machine in a b c; do
	for group in 0 1 2 3 4 5 6 7 8 9 A; do
		make -s probe MACHINE=$machine WORD=0xE${group}000000
		"$build/bin/pg32-run" -m 64K --isa "$(sed -n "s/^MACHINE_$machine = //p" Makefile)" --trace --stats --limit 40 probe.elf
	done
done) >"$work/out" 2>&1
grep -q 'isa .*unknown-' "$work/out" && ! grep -wE "$names" "$work/out" >"$work/named"
ok 'the machines of assignment 8 are not named'

make -s start LAB=99 DIR="$work/none" >"$work/out" 2>&1
[ $? = 2 ] && [ ! -e "$work/none" ] && grep -q '^usage' "$work/out"
ok 'make start: no such assignment'
make -s start LAB=1 DIR="$work/my lab 1" >"$work/out" 2>&1
[ $? = 2 ] && grep -q 'is there already' "$work/out"
ok 'make start: a folder that is there'
finish
