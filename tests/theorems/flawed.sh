#!/bin/sh
# Each flawed definition loses the theorems that it must lose, by the instruction that is at fault,
# and the machine of that definition shows every witness. Argument: the folder of the flawed tools.
here=$1
status=0

# expect FLAW QUESTION: jq's answer over the flawed classification is true.
expect() {
	if jq -e "$2" "$here/$1/classes.json" >/dev/null; then
		echo "ok      $1: $2"
	else
		echo "FAILED  $1: $2"
		status=1
	fi
}

for flaw in moved base port; do
	if ! "$here/$flaw/pg32-theorems" --json >"$here/$flaw/classes.json"; then
		echo "FAILED  $flaw: a witness does not replay on the machine with this flaw"
		status=1
	fi
	expect $flaw '.decided and .partition'
	expect $flaw '.profiles[0].theorem1 == false'
done

at_fault='.profiles[0].at_fault.theorem1'
expect moved "$at_fault == [\"lpsw\"]"
expect moved '.instructions[] | select(.name == "lpsw") | .kinds == ["control"]'
expect moved '.profiles[0].theorem3 == false'
expect base "$at_fault == [\"sub\"]"
expect base '.instructions[] | select(.name == "sub") | .kinds == ["location"]'
expect base '.profiles[0].theorem3 == false'
expect port "$at_fault == [\"in\"]"
expect port '.instructions[] | select(.name == "in") | .kinds == ["control", "location", "resource"]'
exit $status
