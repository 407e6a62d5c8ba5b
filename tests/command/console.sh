#!/bin/sh
# The console on the host: output is seen at once and never lost, input that fails or does not come ends
# the run, and a terminal can always be left and is given back. Arguments: the directory of the helpers
# image and pty, the tool, and an option that is given with all others. Prints a line a failure.
helpers=$(cd "$1" && pwd) || exit 1
run=$(cd "$(dirname "$2")" && pwd)/$(basename "$2") || exit 1
option=$3
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
tests=0
failures=0

fail() {
	failures=$((failures + 1))
	echo "console: FAILED: $*"
	sed 's/^/    /' out err 2>/dev/null | head -8
}

# check TEXT...: the line is in out.
check() {
	tests=$((tests + 1))
	for line in "$@"; do
		tr -d '\r' <out | grep -qxF -- "$line" || fail "no line '$line' of: $steps"
	done
}

# on_terminal IMAGE STEP...
on_terminal() {
	image=$1
	shift
	steps="$*"
	# shellcheck disable=SC2086
	env --default-signal "$helpers/pty" "$run" $option $mode "$image" -- "$@" >out 2>err
}
mode=

image() {
	"$helpers/image" "$@" || exit 1
}

image loop 42000000                                                 # jal zero, .
image say_and_loop 30A00048 F3A00010 30A00069 F3A00010 42000000     # out a0, 16(zero): Hi; jal zero, .
image poll F2A00013 F50A0000                                        # in a0, 19(zero); halt a0
image key 30A00001 F3A00011 F4000000 F2A00012 F50A0000              # receive; wait; in a0, 18(zero); halt a0
# in a0, 19(zero); blt a0, zero, -1; out a0, 16(zero); jal zero, -3: writes what it reads, for ever
image echo F2A00013 540AFFFF F3A00010 420FFFFD
image halt7 30A00048 F3A00010 30A00007 F50A0000                     # out a0, 16(zero): H; halt 7

# Through a pipe, while it computes for ever, and then by a signal.
mkfifo pipe
for signal in 15 2 1 3; do
	tests=$((tests + 1))
	# shellcheck disable=SC2086
	env --default-signal "$run" $option say_and_loop </dev/null >pipe 2>err &
	running=$!
	exec 3<pipe
	[ "$(timeout 600 head -c 2 <&3)" = Hi ] || fail "output is not seen while the guest runs on"
	kill -$signal $running
	wait $running 2>/dev/null
	status=$?
	[ $status = $((128 + signal)) ] || fail "status $status after $signal"
	exec 3<&-
done
# By a signal where nobody waits for the output: it comes after a fifth of a second of the processor.
tests=$((tests + 1))
env --default-signal "$run" $option say_and_loop </dev/null >out 2>err &
running=$!
until [ "$(awk '{ print $14 }' /proc/$running/stat || echo 20)" -ge 20 ]; do :; done
kill -INT $running
wait $running 2>/dev/null
[ "$(cat out)" = Hi ] || fail "a signal loses output"

# In one file with the trace: the H stands behind the line of the out that puts it.
tests=$((tests + 1))
# shellcheck disable=SC2086
"$run" $option --trace halt7 </dev/null >log 2>&1
grep -A 1 ' out a0' log | tr -d '\n' | grep -q 'H' || fail "output and trace are not in order"
grep -q '^H' log || fail "output and trace are not in order"

# Input that fails is no end of input, and nothing yet is none either.
tests=$((tests + 3))
# shellcheck disable=SC2086
"$run" $option --input /proc/self/mem poll >out 2>err
[ $? = 66 ] && grep -q 'Input/output error' err && [ "$(wc -l <err)" = 1 ] || fail "input that cannot be read"
# shellcheck disable=SC2086
{ sleep 0.3; printf '\011'; } | "$helpers/pty" nonblocking "$run" $option poll >out 2>err
[ $? = 9 ] || fail "input that does not block"
# A limit ends what waits for a byte of an open pipe; meanwhile the terminal is tested.
exec 4<>pipe
# shellcheck disable=SC2086
timeout 600 "$run" $option --limit 1000 poll <&4 >silent.out 2>silent.err &
waiting=$!

# A terminal can be left whatever was typed before, and is as it was.
on_terminal loop SLEEP:300 MODE TYPE:q SLEEP:50 'TYPE:\x01x'
if [ $? = 77 ]; then
	echo "console: no terminal is to be had here: its tests are skipped"
	wait $waiting
	exit 0
fi
check 'mode changed' 'status 130' 'mode as before at the end'
on_terminal loop SLEEP:300 "TYPE:$(head -c 3000 /dev/zero | tr '\0' q)" 'TYPE:\x01x'
check 'status 130'
on_terminal key SLEEP:300 'TYPE:\x01x'
check 'status 130'
on_terminal key SLEEP:300 'TYPE:\x01\x01'
check 'status 1'
on_terminal key SLEEP:300 'TYPE:\x03'
check 'status 3'
on_terminal key SLEEP:300 'TYPE:\x04'
check 'status 4'
on_terminal key SLEEP:300 'TYPE:\x01d'
check 'status 63'
on_terminal halt7
check 'status 7' 'mode as before at the end'

# What the guest writes is seen once; with echo, what was typed as well; in lines Ctrl-d ends.
on_terminal echo SLEEP:300 TYPE:abc WAIT:abc SLEEP:200 'TYPE:\x01x'
check 'abc'
mode='--terminal echo'
on_terminal key SLEEP:300 TYPE:k
check 'status 63'
grep -q '^k' out || fail 'what is typed is not echoed'
mode='--terminal line'
on_terminal echo SLEEP:300 TYPE:abc SLEEP:100 'TYPE:\x7fd\x0a' WAIT:abd SLEEP:100 'TYPE:\x03'
check 'signal 2' 'abd' 'mode as before at the end'
on_terminal key SLEEP:300 'TYPE:\x04'
check 'status 63'
mode=
tests=$((tests + 1))
# shellcheck disable=SC2086
"$run" $option --terminal cooked halt7 >out 2>err
[ $? = 64 ] && grep -q 'raw, echo or line' err || fail "--terminal cooked"

# It is given back by every signal, when it is stopped, and where it goes away.
for signal in 15 2 1 3 11 6 13; do
	on_terminal say_and_loop WAIT:Hi MODE SIGNAL:$signal
	check 'mode changed' 'mode as before at the end' "signal $signal"
done
on_terminal say_and_loop WAIT:Hi SIGNAL:20 SLEEP:100 SIGNAL:18 SLEEP:100 MODE 'TYPE:\x01x'
check 'mode changed' 'status 130' 'mode as before at the end'
# In the background keys are for others: it is not stopped for them, and the terminal stays as it is.
steps='in the background'
# shellcheck disable=SC2016,SC2086
"$helpers/pty" sh -c 'set -m; "$@" & wait $!; echo ended $?' sh "$run" $option --limit 30000000 say_and_loop -- WAIT:Hi MODE 'TYPE:abc\x0a' WAIT:ended >out 2>err
check 'mode as before' 'ended 124'
# One that is no process's, as a serial line's, is taken and given back as well.
steps='a terminal that does not control the process'
"$helpers/pty" setsid -w "$run" $option say_and_loop -- WAIT:Hi MODE 'TYPE:\x01x' >out 2>err
check 'mode changed' 'status 130' 'mode as before at the end'
on_terminal key SLEEP:300 CLOSE
check 'signal 1'

tests=$((tests + 1))
wait $waiting
[ $? = 124 ] && grep -q 'waits for input' silent.err || fail "a limit does not end a run that waits for a pipe"

if [ $failures = 0 ]; then
	echo "console: all $tests tests of the console of $(basename "$run")${option:+ $option} pass"
else
	echo "console: $failures failures in $tests tests"
	exit 1
fi
