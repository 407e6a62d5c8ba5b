#!/bin/sh
# Each flawed definition loses the theorems that it must lose, by the instruction that is at fault.
here=$(dirname "$0")
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

# The machine that replays is not flawed, so it must refute the witness: that is status 70.
for flaw in moved base port; do
	"$here/$flaw/pg32-theorems" --json >"$here/$flaw/classes.json" 2>"$here/$flaw/errors"
	result=$?
	if [ $result != 70 ]; then
		echo "FAILED  $flaw: status $result, not 70: the machine does not have this flaw"
		status=1
	fi
	expect $flaw '.decided and .partition'
	expect $flaw '.profiles[0].theorem1 == false'
done

only='[.instructions[] | select(.sensitive and (.privileged | not)) | .name]'
expect moved "$only == [\"lpsw\"]"
expect moved '.instructions[] | select(.name == "lpsw") | .claims.control and (.claims.location | not)'
expect moved '.profiles[0].theorem3 == false'
expect base "$only == [\"sub\"]"
expect base '.instructions[] | select(.name == "sub") | .claims.location and
	(.claims.control or .claims.mode or .claims.resource | not)'
expect base '.profiles[0].theorem3 == false'
expect port "$only == [\"in\"]"
expect port '.instructions[] | select(.name == "in") | .claims.resource and (.claims.mode | not)'
exit $status
