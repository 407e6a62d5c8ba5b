#!/bin/sh
# What a grading says, in every format: valid, and the same to the byte wherever and by whomever it is done.
# Argument: the build folder.
build=$(cd "$1" && pwd)
. tests/tap.sh
work=$build/tests/course/reports
rm -rf "$work"
mkdir -p "$work/submission"
evidence=$work/out
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
chmod 711 "$here"
export SOURCE_DATE_EPOCH=1700000000

# grade FORMAT FOLDER FILE: as the one who runs this.
grade() {
	TMPDIR=$2 "$build/bin/pg32-grade" --hidden --format "$1" 7 "$here/submission" >"$3" 2>"$work/out"
	[ $? = 1 ] && [ ! -s "$work/out" ]
}

# The starter: its failures have what tools say, and places.
mkdir "$here/submission" "$here/a" "$here/a much longer name of a folder"
cp programs/course/6-vmm/starter/* programs/course/7-nesting/starter/[!M]* "$here/submission"
chmod -R a+rX "$here/submission"

grade terminal "$here/a" "$work/terminal" && grep -qx 'Score: 5/100' "$work/terminal"
ok 'terminal'
grade gradescope "$here/a" "$work/gradescope" &&
	jq -e '.score == 5 and (.leaderboard == []) and ([.tests[] | .max_score] | add) == 100 and
		([.tests[] | select(.visibility == "after_published") | .max_score] | add) == 20' "$work/gradescope" >"$work/out"
ok 'gradescope: all points, and which are shown when'
grade classroom50 "$here/a" "$work/classroom50" &&
	python3 -c '
import json, re, sys
result = json.load(open(sys.argv[1]))
texts = "schema classroom assignment assignment_type owner submission commit release review datetime".split()
assert set(result) == set(texts) | {"score", "max-score", "tests"}, set(result)
assert all(type(result[name]) is str and result[name] for name in texts)
assert result["schema"] == "classroom50/result/v1" and result["assignment_type"] in ("individual", "group")
assert result["submission"].startswith("submit/") and result["datetime"] == "2023-11-14T22:13:20Z"
numbers = [result] + result["tests"]
assert all(type(row[name]) is int for row in numbers for name in ("score", "max-score")), "whole numbers"
assert (result["score"], result["max-score"]) == (5, 100)
assert sum(row["score"] for row in result["tests"]) == 5 and sum(row["max-score"] for row in result["tests"]) == 100
assert all(type(row["test-name"]) is str and type(row["passed"]) is bool for row in result["tests"])' "$work/classroom50" >"$work/out" 2>&1
ok 'classroom50: the fields of its schema, and whole numbers'
grade junit "$here/a" "$work/junit" && python3 -c '
import sys, xml.etree.ElementTree as tree
suite = tree.parse(sys.argv[1]).getroot()
cases = suite.findall("testcase")
assert suite.tag == "testsuite" and suite.get("name") and suite.get("errors") == suite.get("skipped") == "0"
assert len(cases) == len(suite) == int(suite.get("tests"))
assert all(c.get("name") and c.get("classname") and c.get("time") == "0" for c in cases)
assert all(f.get("type") and f.get("message") and f.text for f in suite.iter("failure"))
assert len([c for c in cases if c.find("failure") is not None]) == int(suite.get("failures")) == len(cases) - 1' "$work/junit" >"$work/out" 2>&1
ok 'junit: what the schemas of Surefire and Jenkins ask for'
grade tap "$here/a" "$work/tap" && [ "$(grep -c '^ok\|^not ok' "$work/tap")" = "$(sed -n 's/^1\.\.//p' "$work/tap")" ]
ok 'tap'
grade csv "$here/a" "$work/csv" && [ "$(cut -d, -f1,2 "$work/csv")" = 5,100 ]
ok 'csv'

for format in terminal gradescope junit tap; do
	grade $format "$here/a much longer name of a folder" "$work/again" && cmp "$work/$format" "$work/again" >"$work/out" 2>&1
	ok "$format: the same bytes from another folder"
done

# Nobody's rights and no network are enough.
if [ "$(id -u)" = 0 ] && unshare -n true 2>"$work/out"; then
	mkdir "$here/nobody" && chown 65534 "$here/nobody"
	TMPDIR=$here/nobody HOME=/nonexistent CCACHE_DISABLE=1 unshare -n setpriv --reuid=65534 --regid=65534 --clear-groups \
		"$build/bin/pg32-grade" --hidden 7 "$here/submission" >"$work/again" 2>&1
	cmp "$work/terminal" "$work/again" >"$work/out" 2>&1
	ok 'the same bytes for nobody, without a network'
fi
finish
