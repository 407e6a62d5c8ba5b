#!/bin/sh
# The command line of pg32-run and pg32-vmm: exit statuses, options, and what they say to bad input,
# which is the same for both. Arguments: the directory of the helpers image and json, the tool, and an
# option that is given with all others. Prints a line a failure.
# shellcheck disable=SC2086
helpers=$(cd "$1" && pwd) || exit 1
run=$(cd "$(dirname "$2")" && pwd)/$(basename "$2") || exit 1
name=$(basename "$run")
option=$3
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
tests=0
failures=0

fail() {
	failures=$((failures + 1))
	echo "command: FAILED: $*"
	sed 's/^/    stderr: /' err | head -5
}

# expect STATUS OPTION...: runs the tool without input; its output is in out and err.
expect() {
	wanted=$1
	shift
	tests=$((tests + 1))
	"$run" $option "$@" </dev/null >out 2>err
	status=$?
	[ $status = "$wanted" ] || fail "status $status, not $wanted: $name $*"
}

# refuse STATUS TEXT OPTION...: also one line on standard error, with the text, and no output.
refuse() {
	wanted=$1
	text=$2
	shift 2
	expect "$wanted" "$@"
	grep -q -- "$text" err || fail "no '$text': $name $*"
	[ "$(wc -l <err)" = 1 ] || fail "not one line: $name $*"
	[ ! -s out ] || fail "there is output: $name $*"
}

# same TEXT TEXT WHAT
same() {
	tests=$((tests + 1))
	[ "$1" = "$2" ] || fail "$3: '$1', not '$2'"
}

json() {
	"$helpers/json" "$@" || fail "no JSON $*"
}

image() {
	"$helpers/image" "$@" || exit 1
}

# addi a0, zero, n is 30A0 and n; halt a0 is F50A0000.
image halt7 30A00007 F50A0000
image halt0 F5000000
image halt63 30A0003F F50A0000
image halt64 30A00040 F50A0000
image halt-1 30A0FFFF F50A0000
image loop 42000000                                        # jal zero, .
image idle F4000000                                        # wait
image break 81000000                                       # with no handler
image malformed 30A00010 72A00040 F0000040                 # sw a0, 64(zero); lpsw 64(zero)
image hello 30A00048 F3A00010 30A00069 F3A00010 F5000000   # out a0, 16(zero): Hi
image poll F2A00013 F50A0000                               # in a0, 19(zero); halt a0
image memory F2A00000 35AA000C F50A0000                    # in a0, 0; srli a0, a0, 12: pages
image modules 62AA0000 F50A0000                            # lw a0, 0(a0): the boot table's count
image sectors F2A00020 F50A0000                            # in a0, 32(zero)
# sector 1 from address 0x1000: lui a0, 1; out 34; addi a0, zero, 1; out 33; addi a0, zero, 2; out 35
image write 40A00001 F3A00022 30A00001 F3A00021 30A00002 F3A00023 F4000000 F2A00024 F50A0000

# The guest's status.
expect 7 halt7
expect 0 halt0
expect 63 halt63
refuse 63 'halt status 64' halt64
refuse 63 'halt status 4294967295' halt-1

# The other ways to stop.
expect 125 break
grep -q 'check-stop' err || fail "a check-stop does not say so"
expect 125 malformed
grep -q 'malformed' err || fail "a malformed PSW is not named"
expect 126 idle
grep -q 'never come' err || fail "waiting for ever does not say so"
expect 124 --limit 1000 loop
expect 124 --limit 1 halt7
expect 7 --limit 2 halt7
expect 124 --limit 0 halt7

# Wrong usage.
refuse 64 'which kernel'
refuse 64 '--vmm is the VMM of --depth N' --vmm halt7 halt7
[ "$name" = pg32-vmm ] || refuse 64 '--hybrid is for the VMM of --depth N' --hybrid halt7
refuse 64 'nonsense' --nonsense halt7
refuse 64 'memory size' -m 0 halt7
refuse 64 'memory size' -m 4095 halt7
refuse 64 'memory size' -m 5000 halt7
refuse 64 'memory size' -m 4096Q halt7
refuse 64 'memory size' -m 4KB halt7
refuse 64 'memory size' -m -4096 halt7
refuse 64 'memory size' -m '' halt7
refuse 64 'memory size' -m 4G halt7
refuse 64 'memory size' -m 99999999999999999999 halt7
refuse 64 'memory size' -m 17592186044417M halt7
refuse 64 '--limit' --limit x halt7
refuse 64 '--limit' --limit -1 halt7
refuse 64 '--limit' --limit 12x halt7
refuse 64 '--limit' --limit '' halt7
refuse 64 '--limit' --limit 99999999999999999999 halt7
refuse 64 '--stats' --stats=xml halt7
refuse 64 '--depth' --depth x halt7
refuse 64 '--depth' --depth 65 halt7
refuse 64 '--limit needs a value' --limit
refuse 64 '-x' -x halt7
refuse 64 '-m needs a value' -m
refuse 64 "not '1'" --trace=1 halt7
refuse 64 'no option --xs' --xs halt7
modules=
for i in $(seq 65); do
	modules="$modules halt0"
done
# shellcheck disable=SC2086
refuse 64 'files' halt7 $modules

# Help and version go to standard output.
expect 0 --help
grep -q "usage: $name" out || fail "no usage in --help"
expect 0 --version
grep -q "^$name " out || fail "no name in --version"

# Images.
refuse 66 'missing' missing
refuse 66 'missing' halt7 missing
refuse 66 'directory' .
: >empty
refuse 65 'empty: ' empty
echo 'not an image' >text
refuse 65 'not an ELF' text
if [ "$(id -u)" != 0 ]; then
	cp halt7 secret
	chmod 0 secret
	refuse 66 'secret' secret
fi
size=$(wc -c <halt7)
for length in $(seq 0 $((size - 1))); do
	head -c "$length" halt7 >cut
	refuse 65 'cut: ' cut
done
# patch OFFSET OCTAL: a copy of halt7 in which one byte differs.
patch() {
	cp halt7 patched
	printf "\\$2" | dd of=patched bs=1 seek="$1" conv=notrunc 2>/dev/null
}
patch 4 2 && refuse 65 'not an executable for PG32' patched
patch 18 363 && refuse 65 'not an executable for PG32' patched
patch 16 1 && refuse 65 'not an executable for PG32' patched
patch 24 2 && refuse 65 'patched: ' patched                # an entry at 0x1002
patch 44 0 && refuse 65 'patched: ' patched                # no program header
patch 72 1 && refuse 65 'patched: ' patched                # more in memory than there is in the file
patch 72 0 && refuse 65 'patched: ' patched                # bytes for a segment that has no memory
refuse 65 'larger than memory' -m 4096 halt7
refuse 65 'larger than memory' -m 8K halt7                 # the boot table is the page at 0x1000
expect 7 -m 12K halt7
refuse 65 'memory' -m 12K halt7 halt0 halt0

# Profiles: e_flags at 36. smsw a0; halt a0 is E4A00000 F50A0000.
image smsw E4A00000 F50A0000
printf '\005' | dd of=smsw bs=1 seek=36 conv=notrunc 2>/dev/null
refuse 65 'smsw: needs --isa smsw, and this machine is --isa pg32' smsw
refuse 65 'smsw: needs --isa smsw, and this machine is --isa popf' --isa popf smsw
refuse 65 'smsw: needs --isa smsw' --depth 2 smsw
refuse 65 'smsw: needs --isa smsw' --depth 1 --isa popf smsw
patch 36 17 && refuse 65 'profile' patched                 # number 15 is no profile's
expect 7 --isa smsw halt7                                  # a profile only adds
expect 7 --isa pg32 halt7
case $name$option in
pg32-vmm) expect 3 --isa smsw --dump dump smsw ;;          # the status is the real one
*) expect 0 --isa smsw --dump dump smsw ;;
esac
same "$(json dump isa)" smsw 'the profile in the dump'
# addi a0, zero, 7; uhalt a0. A VMM that interprets it is asked.
image uhalt 30A00007 EA0A0000
printf '\013' | dd of=uhalt bs=1 seek=36 conv=notrunc 2>/dev/null
expect 7 --isa uhalt --dump dump uhalt
same "$(json dump guest clock)" 1 'the clock at an unprivileged halt'
case $name$option in
pg32-vmm) grep -q 'its VMM was not asked' err || fail "not a word of a VMM that was not asked" ;;
*) [ ! -s err ] || fail "a word of a VMM that was asked, or is not there" ;;
esac
expect 7 --dump dump halt7
same "$(json dump isa)" pg32 'the profile in the dump'
expect 7 --isa lra --stats=json halt7
mv err stats
same "$(json stats machine isa)" lra 'the profile in the statistics'
expect 125 --isa lra break
grep -q 'of a machine of --isa lra$' err || fail "no profile in a post-mortem"
expect 7 --isa lra --stats halt7
grep -q 'isa  *lra$' err || fail "no profile in the statistics"
refuse 64 "no profile 'x86'; --isa help lists them" --isa x86 halt7
refuse 64 '--isa needs a value' --isa
expect 0 --isa help
same "$(wc -l <out)" 15 'lines of the list of profiles'
same "$(cut -f 1 out | tr '\n' ' ')" \
	'pg32 jrst1 popf cps mfpi smsw pushf lra rdtimer rdtsc shrink uhalt userbit marks walks ' \
	'the profiles'
refuse 64 "no engine 'quick'; --engine help lists them" --engine quick halt7
expect 7 --engine reference halt7
expect 7 --engine auto halt7
expect 0 --engine help
PG32_ENGINE=quick refuse 64 "PG32_ENGINE: no engine 'quick'; --engine help lists them" halt7
PG32_ENGINE=reference expect 7 halt7
PG32_ENGINE=quick expect 7 --engine reference halt7

# Where memory is too limited for what the fast engine reserves.
if "$run" --engine fast $option halt7 >/dev/null 2>&1 || [ $? = 7 ]; then
	printf '#!/bin/sh\nulimit -v 2000000\nexec "%s" "$@"\n' "$run" >limited
	chmod +x limited
	whole=$run run=./limited
	refuse 64 'the fast engine does not get the memory that it needs' --engine fast halt7
	PG32_ENGINE='' refuse 7 'memory that it needs: the reference engine runs instead$' --engine auto halt7
	expect 7 --engine reference halt7
	[ ! -s err ] || fail "the reference engine needs no more memory: $(cat err)"
	run=$whole
fi

# Any single byte may be wrong: a clear end, whatever it is, and never a crash.
for offset in $(seq 0 83); do
	patch "$offset" 377
	tests=$((tests + 1))
	"$run" $option --limit 100 patched </dev/null >out 2>err
	status=$?
	case $status in
	65 | 7 | 124 | 125) ;;
	*) fail "status $status with byte $offset wrong" ;;
	esac
done

# Memory and modules.
expect 16 -m 64K memory
expect 16 -m 65536 memory
expect 16 -m 0x10000 memory
expect 0 modules
expect 3 modules halt0 empty text

# The console.
expect 0 hello
same "$(cat out)" 'Hi' 'console output'
same "$(cat err)" '' 'nothing else on standard error'
printf 'A' >input
expect 63 --input input poll
printf '\007' >input
expect 7 --input input poll
refuse 66 'missing' --input missing poll
refuse 66 'directory' --input . poll
tests=$((tests + 1))
printf '\011' | "$run" $option poll >out 2>err
status=$?
[ $status = 9 ] || fail "status $status, not 9, from a pipe"
tests=$((tests + 1))
"$run" $option hello >/dev/full 2>err
status=$?
[ $status = 74 ] || fail "status $status, not 74, with a full output"

# The disk.
expect 0 sectors
head -c 2048 /dev/zero >disk
expect 4 --disk disk sectors
expect 2 --disk disk write
tests=$((tests + 1))
head -c 512 /dev/zero >wanted
tail -c +85 write >code && cat code >>wanted
head -c $((1024 - $(wc -c <code))) /dev/zero >>wanted
truncate -s 2048 wanted
cmp -s disk wanted || fail "the disk file does not have what the guest wrote"
expect 3 write
refuse 66 'missing' --disk missing sectors
head -c 2047 /dev/zero >odd
refuse 66 '512' --disk odd sectors
refuse 66 '.: ' --disk . sectors
if [ "$(id -u)" != 0 ]; then
	cp disk readonly
	chmod a-w readonly
	refuse 66 'readonly' --disk readonly sectors
fi

# With a standard stream closed, the disk is still the disk.
cp disk before
tests=$((tests + 2))
"$run" $option --disk disk hello <&- >out 2>err || fail "status $?, with input closed"
"$run" $option --disk disk hello >&- 2>err
[ $? = 74 ] || fail "status $?, not 74, with output closed"
cmp -s disk before || fail "console output went to the disk"

# The dump.
expect 124 --limit 12345 --dump dump loop
same "$(json dump stop)" limit 'why it stopped'
same "$(json dump exit_status)" 124 'the exit status'
same "$(json dump guest clock)" 12345 'the clock at the limit'
same "$(json dump guest psw pc)" 4096 'pc'
same "$(json dump guest psw status)" 0 'status'
same "$(json dump guest psw base)" 0 'base'
same "$(json dump guest psw bound)" 16777216 'bound'
same "$(json dump guest psw timer)" 0 'timer'
same "$(json dump guest registers sp)" 16773120 'sp'
same "$(json dump guest memory size)" 16777216 'memory size'
expect 7 -m 12K --disk disk --dump dump halt7
same "$(json dump stop)" halt 'why it stopped'
same "$(json dump guest registers a0)" 7 'a0'
same "$(json dump guest clock)" 1 'the clock at the halt'
same "$(json dump guest psw pc)" 4100 'pc at the halt'
same "$(json dump disk sectors)" 4 'sectors'
same "$(json dump disk sha256)" "$(sha256sum <disk | cut -d' ' -f1)" "the disk's digest"
# A page of zeros, then the words, then zeros.
{
	head -c 4096 /dev/zero
	tail -c +85 halt7
} >memory.bytes
truncate -s 12288 memory.bytes
same "$(json dump guest memory sha256)" "$(sha256sum <memory.bytes | cut -d' ' -f1)" "memory's digest"
expect 125 --dump dump break
same "$(json dump stop)" 'double trap' 'why it stopped'
expect 74 --dump missing/dump halt7
refuse 74 'nowhere/dump: No such file' --dump nowhere/dump halt7
ln -sf linked dump-link
expect 7 --dump dump-link halt7
[ -L dump-link ] && [ -s linked ] || fail 'the dump is put in the place of a link'
if [ -c /dev/full ]; then
	for words in --help '--isa help' '--engine help' '--stats halt7' '--trace halt7'; do
		# shellcheck disable=SC2086
		"$run" $option $words >/dev/full 2>/dev/full
		status=$?
		[ $status = 74 ] || fail "status $status, not 74, where $words is lost"
	done
fi
[ ! -c /dev/full ] || refuse 74 'No space' --dump /dev/full halt7
mkfifo pipe
cat pipe >dump &
expect 7 --dump pipe halt7
wait
[ -p pipe ] || fail "a dump to a pipe put a file in its place"
same "$(json dump stop)" halt 'the dump that went through a pipe'

# Statistics.
expect 7 --stats=json halt7
mv err stats
if [ "$option" = --hybrid ]; then
	same "$(json stats 'level 1 guest' interpreted)" 1 'the instructions interpreted'
	same "$(json stats machine clock)" 0 'what ran directly'
else
	same "$(json stats machine clock)" 1 'the clock in the statistics'
fi
for stop in break malformed loop idle halt64; do
	"$run" $option --limit 100 --stats=json $stop </dev/null >out 2>err
	tail -n 1 err >stats
	same "$(json stats machine "in user mode" | grep -c .)" 1 "statistics behind the message of $stop"
done
expect 7 --stats halt7
grep -q 'instructions' err || fail "no instructions in the statistics"

# The trace has each instruction.
expect 7 --trace halt7
grep -q 'addi a0, zero, 7' err || fail "no addi in the trace"
grep -q 'halt a0' err || fail "no halt in the trace"
[ "$option" != --hybrid ] || grep -q '^1 *0 i .* addi a0' err || fail "no mode i in the trace"

if [ $failures = 0 ]; then
	echo "command: all $tests tests of the command line of $name${option:+ $option} pass"
else
	echo "command: $failures failures in $tests tests of $name${option:+ $option}"
	exit 1
fi
