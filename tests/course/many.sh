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

"$build/bin/pg32-grade-all" -j 2 "$assignment" "$work/submissions" "$work/results" >"$work/out" 2>&1 &&
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

for arguments in '' '-j x 1 a b' '--part 0/3 1 a b' '--what 1 a b'; do
	# shellcheck disable=SC2086
	"$build/bin/pg32-grade-all" $arguments >"$work/out" 2>&1
	[ $? = 64 ] && [ "$(wc -l <"$work/out")" = 1 ]
	ok "usage: '$arguments'"
done

"$build/bin/pg32-similar" "$assignment/starter" "$work/submissions" first.s sum.s echo.s >"$work/out" 2>&1
grep -q '^ann and bob b share .* lines, first at ' "$work/out" && ! grep -q 'dan' "$work/out"
ok 'who has the same lines'
"$build/bin/pg32-similar" "$assignment/starter" "$work/submissions" answers.txt >"$work/out" 2>&1 && [ ! -s "$work/out" ]
ok 'what the starter has does not count'
finish
