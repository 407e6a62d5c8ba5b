#!/bin/sh
# The manual's tables of the dump and of the counts hold exactly the names that there are. Argument:
# the directory of the tools. Prints a line a test, as TAP.
bin=$(cd "$1" && pwd) || exit 70
manual=$PWD/spec/running.md
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
cd "$work" || exit 70
evidence=names

# section TITLE: the names that its tables have in their first column, and in their second, sorted.
section() {
	sed -n "/^## $1\$/,/^## /p" "$manual" | grep '^|' | grep -o '`[^`]*`' | tr -d '`' |
		sed 's/^level 1 guest$/level N guest/' | grep -v '^--' | sort -u
}

# names FILTER FILE...: the names that are in the objects, but for those that name registers, causes,
# instructions and the fields of devices; and the ways to stop.
names() {
	filter=$1
	shift
	jq -r "[paths] | .[] | map(select(type == \"string\")) | $filter | last // empty" "$@" |
		sed 's/^level [0-9]* guest$/level N guest/'
}

cat >program.s <<'EOF'
	.globl	_start
_start: li a0, 'x'
	out a0, 0x10
	la t0, handler
	sw t0, 0x24(zero)
	li t0, 0x10000
	sw t0, 0x2C(zero)
	syscall 1
handler:
	j handler
EOF
"$bin/pg32-as" -o limit program.s || exit 70
sed 's/j handler/halt zero/' program.s >h.s && "$bin/pg32-as" -o halt h.s || exit 70
sed 's/j handler/wait/' program.s >i.s && "$bin/pg32-as" -o idle i.s || exit 70
printf '_start: break\n' >d.s && "$bin/pg32-as" -o double d.s || exit 70
printf '_start: li a0, 0x1001\n\tsw a0, 0x24(zero)\n\tlpsw 0x20(zero)\n' >m.s && "$bin/pg32-as" -o malformed m.s || exit 70

# run N OPTION...: leaves dump.N and stats.N.
run() {
	number=$1
	shift
	"$bin/pg32-run" --dump "dump.$number" --stats=json "$@" >out 2>err </dev/null
	tail -n 1 err >"stats.$number"
}
run 1 --limit 1000 --dump-memory _start limit
run 2 halt
run 3 idle
run 4 double
run 5 malformed
run 6 --output-limit 0 halt
run 7 --depth 2 halt
run 8 --depth 1 --hybrid halt

{
	names 'if any(. == "registers" or . == "devices") then [] else . end' dump.*
	printf 'registers\ndevices\n'
	jq -r .stop dump.*
	# Those that need a terminal or a pipe.
	printf 'left\nno input\ninput lost\n'
} | sort -u >names
section 'The dump' | diff - names >differences
[ ! -s differences ] || { cat differences >>names; false; }
ok "the manual has the names of the dump, and no other"
{
	names 'if length > 2 then .[:2] else . end' stats.*
	printf 'traps by cause\n'
} | sort -u >names
section 'The counts' | diff - names >differences
[ ! -s differences ] || { cat differences >>names; false; }
ok "the manual has the names of the counts, and no other"

# What is held of tables, the same at every depth: two pages, read twice each, for tlbi comes between;
# a PSW with a root, and tlbi, have emptied what was held.
cat >paged.s <<'EOF'
_start:	li a0, 0x5001
	li a1, 0x4000
	sw a0, 0(a1)
	li a1, 0x5000
	li a0, 0x1009
	sw a0, 0(a1)
	li a0, 0x6003
	sw a0, 12(a1)
	la a0, psw
	lpsw 0(a0)
user:	lui a1, 3
	lw a0, 4(a1)
	tlbi
	lw a0, 4(a1)
	halt zero
	.data
psw:	.word 8, user - 0x1000, 0x4000, 0x10000, 0
EOF
"$bin/pg32-as" -o paged paged.s || exit 70
digest=$(printf '\000\000\000\000\011\020\000\000\000\060\000\000\003\140\000\000' | sha256sum | cut -d ' ' -f 1)
for tool in pg32-run pg32-vmm 'pg32-vmm --hybrid' 'pg32-run --depth 2' 'pg32-run --depth 1 --hybrid'; do
	# shellcheck disable=SC2086
	"$bin"/$tool -m 128K --dump dump --stats=json paged 2>err >out
	tail -n 1 err | cat dump - >names
	jq -e --arg digest "$digest" '.guest.buffer == { root: 16384, pages: 2, sha256: $digest }' dump >out &&
		tail -n 1 err | jq -e '(."level 2 guest" // ."level 1 guest" // .machine) | .fills == 4 and .empties == 2' >out
	ok "$tool: what is held, and how often it was filled and emptied"
done
finish
