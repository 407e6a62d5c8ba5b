#!/bin/sh
# What changes in the machine's core or the instruction set can break unseen: the starter and the solution of every
# assignment are built, as the grader does it, over the kit as it is now. No run. Argument: the build folder.
build=$(cd "$1" && pwd)
. tests/tap.sh
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
evidence=$work/said
unset MAKEFLAGS MFLAGS MAKELEVEL
# Make has no words with spaces in them, and the tree may lie where there are some.
ln -s "$build" "$work/build"

for table in programs/course/*/assignment.json; do
	folder=$(dirname "$table")
	before=$(jq -r '.builds_on // empty' "$table")
	for kind in starter instructor/solution; do
		mkdir "$work/lab"
		cp programs/course/given/* "$work/lab"
		for part in ${before:+"programs/course/$before/starter" "programs/course/$before/$kind"} "$folder/starter" "$folder/$kind"; do
			cp "$part"/* "$work/lab"
		done
		make -s -C "$work/lab" "PG32=$work/build/bin" DEBUG= "$(jq -r .goal "$table")" >"$work/said" 2>&1 && [ ! -s "$work/said" ]
		ok "${folder##*/}: the ${kind##*/} builds, and no compiler warns"
		rm -rf "$work/lab"
	done
done
finish
