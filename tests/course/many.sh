#!/bin/sh
# Many submissions: graded in parallel, in parts, interrupted and continued; and which are alike.
# Argument: the build folder.
build=$(cd "$1" && pwd)
. tests/tap.sh
work=$build/tests/course/many
rm -rf "$work"
mkdir -p "$work/submissions"
evidence=$work/out
assignment=programs/course/1-machine
for name in ann 'bob b' cid; do
	cp -R "$assignment/instructor/solution" "$work/submissions/$name"
done
cp "$assignment/starter/first.s" "$work/submissions/cid"
mkdir "$work/submissions/dan"
echo stray >"$work/submissions/file"

"$build/bin/pg32-grade-all" -j2 "$assignment" "$work/submissions" "$work/results" >"$work/out" 2>&1 &&
	[ "$(cut -d, -f1,2 "$work/results/grades.csv")" = '"submission","score"
"ann",75
"bob b",75
"cid",55
"dan",0' ]
ok 'four submissions, one CSV'

rm "$work/results/ann.json"
echo '{"score": 1, "tests": []}' >"$work/results/cid.json"
"$build/bin/pg32-grade-all" --hidden "$assignment" "$work/submissions" "$work/results" >"$work/out" 2>&1 &&
	[ "$(cut -d, -f1,2 "$work/results/grades.csv" | sed -n '2p;4p')" = '"ann",100
"cid",1' ]
ok 'what is there is not graded again, what is missing is'

for k in 1 2 3; do
	"$build/bin/pg32-grade-all" --part $k/3 "$assignment" "$work/submissions" "$work/part-$k" >>"$work/out" 2>&1 || break
done
[ "$(ls "$work"/part-*/*.json | sed 's|.*/||' | sort)" = 'ann.json
bob b.json
cid.json
dan.json' ]
ok 'in three parts, each submission once'

# Names that a file system may have, and a table must not.
mkdir "$work/odd"
for name in '=1+1' '-x' '+1' '@a' 'a"b' 'c,d' "it's" "$(printf 'two\nlines')"; do
	cp -R "$assignment/instructor/solution" "$work/odd/$name"
done
"$build/bin/pg32-grade-all" -j 2 "$assignment" "$work/odd" "$work/odd-results" >"$work/out" 2>&1 &&
	python3 -c '
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="")))
assert sorted(row[0] for row in rows[1:]) == sorted(["\x27=1+1", "\x27-x", "\x27+1", "\x27@a", "a\"b", "c,d", "it\x27s", "two\nlines"]), rows
assert all(row[1] == "75" and len(row) == len(rows[0]) for row in rows[1:])' "$work/odd-results/grades.csv" >>"$work/out" 2>&1
ok 'names with quotes, commas and lines, and such as formulas begin with'

# Killed in the middle and begun again by two at once: whole results, the same as in one go.
mkdir "$work/class"
for name in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	cp -R "$assignment/instructor/solution" "$work/class/$name"
done
"$build/bin/pg32-grade-all" -j 2 "$assignment" "$work/class" "$work/once" >"$work/out" 2>&1
setsid "$build/bin/pg32-grade-all" -j 1 "$assignment" "$work/class" "$work/again" >>"$work/out" 2>&1 &
until [ -e "$work/again/1.json" ] || ! kill -0 $! 2>/dev/null; do
	sleep 0.02
done
kill -s KILL -- "-$!"
wait 2>/dev/null
graded=$(ls "$work/again" | wc -l)
"$build/bin/pg32-grade-all" -j 1 "$assignment" "$work/class" "$work/again" >>"$work/out" 2>&1 &
"$build/bin/pg32-grade-all" -j 1 "$assignment" "$work/class" "$work/again" >>"$work/out" 2>&1 && wait $! &&
	[ "$graded" -lt 20 ] && diff -r -x '.*' "$work/once" "$work/again" >>"$work/out"
ok 'killed in the middle and begun again by two: the same results'

# No room for results: none, and a line for each.
(
	ulimit -f 2
	"$build/bin/pg32-grade-all" -j 1 "$assignment" "$work/submissions" "$work/full"
) >"$work/out" 2>&1
[ $? = 70 ] && [ "$(grep -c 'it could not be graded$' "$work/out")" = 4 ] && [ -z "$(ls -A "$work/full")" ]
ok 'no room for results: none is half there'
echo '{"score": ' >"$work/results/cid.json"
cp "$work/results/grades.csv" "$work/grades.csv"
"$build/bin/pg32-grade-all" "$assignment" "$work/submissions" "$work/results" >"$work/out" 2>&1
[ $? = 70 ] && cmp "$work/results/grades.csv" "$work/grades.csv" >>"$work/out" 2>&1
ok 'a result that is none: the table stays as it was'

# A link among the submissions is nobody's work, and another's results are not his.
mkdir "$work/linked"
cp -R "$assignment/instructor/solution" "$work/linked/ann"
ln -s ann "$work/linked/$(printf 'bob\033[2J')"
"$build/bin/pg32-grade-all" "$assignment" "$work/linked" "$work/linked-results" >"$work/out" 2>&1
[ $? = 70 ] && [ "$(ls "$work/linked-results")" = 'ann.json
grades.csv' ] && grep -qF 'bob?[2J: a link, not a folder' "$work/out" && [ "$(wc -l <"$work/out")" = 1 ]
ok 'a link to another submission is not graded'

for arguments in '' '-j' '-j x 1 a b' '-j -- 1 a b' '-j 99999999999 1 a b' '--part' '--part 0/3 1 a b' '--part 4/3 1 a b' \
	'--part 3 1 a b' '--part 1/18446744073709551617 1 a b' '--what 1 a b'; do
	# shellcheck disable=SC2086
	"$build/bin/pg32-grade-all" $arguments >"$work/out" 2>&1
	[ $? = 64 ] && [ "$(wc -l <"$work/out")" = 1 ]
	ok "usage: '$arguments'"
done

"$build/bin/pg32-similar" "$assignment/starter" "$work/submissions" first.s sum.s echo.s >"$work/out" 2>&1
grep -q '^ann and bob b share .* lines, first at ' "$work/out" && ! grep -q 'dan' "$work/out"
ok 'who has the same lines'
ln -s "$PWD/$assignment/instructor/solution/first.s" "$work/submissions/dan/first.s"
{ cat "$assignment/instructor/solution/sum.s" && head -c 2000000 /dev/zero; } >"$work/submissions/dan/sum.s"
cp -R "$work/submissions/ann" "$work/submissions/$(printf 'two\nlines\tand a tab')"
"$build/bin/pg32-similar" "$assignment/starter" "$work/submissions" first.s sum.s echo.s >"$work/out" 2>&1
grep -q '^ann and two?lines?and a tab share .* lines, first at ' "$work/out" && ! grep -q 'dan' "$work/out"
ok 'who has the same lines: a name of any kind, and no link, nor what is too large'
"$build/bin/pg32-similar" "$assignment/starter" "$work/submissions" answers.txt >"$work/out" 2>&1 && [ ! -s "$work/out" ]
ok 'what the starter has does not count'
"$build/bin/pg32-similar" "$assignment/starter" "$work/submissions" first.s frist.s >"$work/out" 2>&1
[ $? = 66 ] && [ "$(cat "$work/out")" = 'pg32-similar: no submission has frist.s' ]
ok 'a file that nobody has is not called compared'
finish
