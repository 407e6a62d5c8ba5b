#!/bin/sh
# Breaks the machine and the VMM on purpose, one known fault of faults.txt at a time, in a copy of
# the sources, and sees that a suite fails. Argument: the directory for the copy.
copy=$1
suites='build/tests/machine build/tests/vmm'
faults=0
survivors=0

rm -rf "$copy"
mkdir -p "$copy"
cp -r Makefile assembler isa machine programs spec tests vmm "$copy" || exit 1
cd "$copy" || exit 1

# Builds and runs the suites; success is that all pass. A suite that does not end has failed.
pass() {
	# shellcheck disable=SC2086
	if ! make -s WARNINGS=-w $suites >make.log 2>&1; then
		echo "mutants: does not build: $name"
		survivors=$((survivors + 1))
		return 1
	fi
	for suite in $suites; do
		timeout 60 "$suite" >suite.log 2>&1 || return 1
	done
}

# Puts $to in the place of the first $from in $file; fails where there is none.
break_file() {
	awk '{
		at = done ? 0 : index($0, ENVIRON["from"])
		if (at) {
			$0 = substr($0, 1, at - 1) ENVIRON["to"] substr($0, at + length(ENVIRON["from"]))
			done = 1
		}
		print
	} END { exit !done }' good >"$file"
}

try() {
	[ -n "$name" ] || return
	faults=$((faults + 1))
	export from to
	cp "$file" good
	if ! break_file; then
		echo "mutants: $file does not have '$from'"
		survivors=$((survivors + 1))
	elif pass; then
		echo "mutants: SURVIVED: $name ($file)"
		survivors=$((survivors + 1))
	fi
	cp good "$file"
}

name='no fault'
if ! pass; then
	echo 'mutants: the suites fail without a fault'
	tail -20 make.log suite.log
	exit 1
fi
name=
while IFS= read -r line; do
	case $line in
	'fault '*)
		try
		name=${line#fault }
		;;
	'file '*) file=${line#file } ;;
	'from '*) from=${line#from } ;;
	'to '*) to=${line#to } ;;
	'to') to= ;;
	esac
done <tests/mutants/faults.txt
try
if [ $survivors = 0 ]; then
	echo "mutants: all $faults faults are caught"
else
	echo "mutants: $survivors of $faults faults are not caught"
	exit 1
fi
