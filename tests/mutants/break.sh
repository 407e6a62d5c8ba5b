#!/bin/sh
# Builds for a suite what it judges: the tool or VMM of build/tests/PLACE, with the fault of faults.txt
# that has the place. Argument: the place. The environment: see faults.sh.
wanted=$1
. tests/mutants/faults.sh
status=65

try() {
	case " $places " in
	*" $wanted "*)
		mutant=$BUILD/tests/$wanted.parts
		rm -rf "$mutant"
		mkdir -p "$mutant"
		fits && build_broken "${wanted##*/}" && mv "$mutant/${wanted##*/}" "$BUILD/tests/$wanted"
		status=$?
		;;
	esac
}
each_fault try
[ $status != 65 ] || echo "break.sh: no fault of tests/mutants/faults.txt has the place '$wanted'" >&2
exit $status
