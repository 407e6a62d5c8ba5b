# What the tests in shell share, to be sourced: counts their results and prints them as TAP.
count=0
failed=0
evidence= # a file that is shown behind what failed

# ok TEXT: reports the status of the command before it.
ok() {
	result=$?
	count=$((count + 1))
	if [ $result = 0 ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		[ ! -f "$evidence" ] || sed 's/^/# /' "$evidence"
		failed=$((failed + 1))
	fi
}

# finish: prints the plan, and is the status of the test.
finish() {
	echo "1..$count"
	[ $failed = 0 ]
}
