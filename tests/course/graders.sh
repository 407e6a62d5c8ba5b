#!/bin/sh
# Every assignment's grader: the solution gets all points, the starter those for building alone, and
# each planted fault of the solution (instructor/mutants.txt) loses exactly the points that it should; what is right
# in another way, a row that fails nothing, loses none.
# Arguments: the build folder, and an assignment.
build=$1 assignment=programs/course/$2
. tests/tap.sh
work=$build/tests/course/$2
rm -rf "$work"
mkdir -p "$work"
evidence=$work/failed

# What the solver says to the same row it is asked once.
mkdir "$work/memory"

# grade FOLDER: the tests that fail, a line each, in $work/failed.
grade() {
	"$build/bin/pg32-grade" --hidden --memory "$work/memory" --format gradescope --output "$work/report" "$assignment" "$1" 2>"$work/err"
	[ $? -le 1 ] && [ ! -s "$work/err" ] &&
		jq -r '.tests[] | select(.status == "failed") | .name' "$work/report" >"$work/failed"
}

# whole KIND: a submission: the folder, over that of the assignment that this one builds on.
before=$(jq -r '.builds_on // empty' "$assignment/assignment.json")
whole() {
	rm -rf "$work/submission"
	mkdir "$work/submission"
	[ -z "$before" ] || cp "programs/course/$before/$1"/* "$work/submission"
	cp "$assignment/$1"/* "$work/submission"
}

whole instructor/solution
grade "$work/submission" && [ ! -s "$work/failed" ]
ok "$2: the solution gets all points"

points=$(jq '.build_points // 0' "$assignment/assignment.json")
whole starter
grade "$work/submission" && jq -e ".score == $points" "$work/report" >"$work/failed"
ok "$2: the starter gets the points for building and no other"

# The faults one at a time: $work/N holds one, in the form of mutants.txt.
awk -v work="$work" '/^name / { n++ } n && !/^#/ { print >(work "/fault-" n) }' "$assignment/instructor/mutants.txt"

plant() {
	awk -v fault="$1" '
		BEGIN {
			while ((getline line <fault) > 0) {
				key = substr(line, 1, index(line, " ") - 1)
				text = substr(line, length(key) + 2)
				if (key == "from" && last != "from")
					from[++pairs] = text
				else if (key == "from")
					from[pairs] = from[pairs] "\n" text
				if (key == "to" && last != "to")
					to[pairs] = text
				else if (key == "to")
					to[pairs] = to[pairs] "\n" text
				last = key
			}
		}
		{ whole = whole $0 "\n" }
		END {
			for (i = 1; i <= pairs; i++) {
				at = index(whole, from[i])
				if (!at)
					exit 1
				whole = substr(whole, 1, at - 1) to[i] substr(whole, at + length(from[i]))
			}
			printf "%s", whole
		}' "$2" >"$2.new" && mv "$2.new" "$2"
}

# What fails is what the fault names, each with its twin where it has one.
as_named() {
	sed 's/ (other numbers)$//' "$work/failed" | sort -u >"$work/seen"
	sed -n 's/^fails //p' "$1" | sort -u >"$work/expected"
	cmp -s "$work/seen" "$work/expected"
}

number=0 faults=0
while [ -f "$work/fault-$((number + 1))" ]; do
	number=$((number + 1))
	fault=$work/fault-$number
	! grep -q '^fails ' "$fault" || faults=$((faults + 1))
	whole instructor/solution
	plant "$fault" "$work/submission/$(sed -n 's/^file //p' "$fault")" && grade "$work/submission" && as_named "$fault"
	ok "$2: $(sed -n 's/^name //p' "$fault")"
done

[ $faults -ge 10 ]
ok "$2: at least ten faults"
finish
