#!/bin/sh
# Every tool on Linux 4.14, as far as one can be had without it: what newer kernels have is refused, and the tools
# say and write the same, by either engine. Arguments: the build folder, and what refuses.
build=$(cd "$1" && pwd)
old=$(cd "$(dirname "$2")" && pwd)/${2##*/}
. tests/tap.sh
bin=$build/bin top=$PWD
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
evidence=$work/difference

[ "$(uname -sm)" = 'Linux x86_64' ] && "$old" true
case $? in
0) ;;
1 | 77)
	echo 'ok 1 - Linux 4.14 # SKIP system calls cannot be refused here'
	echo '1..1'
	exit
	;;
esac
"$old" "$old" --probe
ok 'what is newer is refused, and nothing else'

# same NAME: whether the commands of $work/commands do the same in two folders, once with the old kernel. What they
# print and the files that they leave are compared.
same() {
	for kind in new old; do
		prefix=
		[ $kind = new ] || prefix=$old
		mkdir "$work/$kind"
		(cd "$work/$kind" && timeout 600 $prefix sh -c "$(cat "$work/commands")") >"$work/$kind/said" 2>&1
		echo "status $?" >>"$work/$kind/said"
	done
	diff -r "$work/new" "$work/old" >"$work/difference" 2>&1 && ! grep -q 'Bad system call\|^status 124' "$work/old/said"
	ok "$1"
	rm -rf "$work/new" "$work/old"
}

# Paths are those of any folder: what is compared does not name them.
export bin build top SOURCE_DATE_EPOCH=1700000000 CCACHE_DISABLE=1
kernel='"$build/programs/kernel/kernel.elf"'

cat >"$work/commands" <<'END'
cp "$top/programs/hello/squares.S" "$top/programs/hello/hello.c" .
"$bin/pg32-as" -o start.elf "$top/programs/course/1-machine/instructor/solution/first.s" && "$bin/pg32-run" start.elf; echo $?
"$bin/pg32-cc" -g0 -O2 -flto -o hello.elf hello.c && "$bin/pg32-run" hello.elf -- one two; echo $?
"$bin/pg32-objdump" -d start.elf
printf '#include <sys/wait.h>\nint main(' >broken.c; "$bin/pg32-cc" broken.c
END
same 'pg32-as, pg32-cc, pg32-objdump'

for engine in reference fast eager; do
	cat >"$work/commands" <<END
cp "\$build/demo.img" disk
"\$bin/pg32-run" --engine $engine --disk disk --input "\$top/programs/kernel/demo.input" --stats --dump dump.json $kernel; echo \$?
for how in '--depth 2' '--hybrid --depth 1'; do
	"\$bin/pg32-run" --engine $engine \$how --disk disk --input "\$top/programs/kernel/demo.input" --stats $kernel; echo \$?
done
"\$bin/pg32-vmm" --engine $engine --stats $kernel --disk disk --input "\$top/programs/kernel/demo.input"; echo \$?
"\$bin/pg32-run" --engine $engine --stats "\$build/programs/paging/spaces.elf"; echo \$?
"\$bin/pg32-run" --engine $engine "\$build/programs/traps/trap-loop.elf"; echo \$?
"\$bin/pg32-run" --engine $engine --check --seed 7 "\$build/programs/hello/dice.elf"; echo \$?
END
	same "pg32-run and pg32-vmm, engine $engine"
done

cat >"$work/commands" <<END
cp "\$build/demo.img" disk
"\$bin/pg32-mkfs" --extract disk numbers; "\$bin/pg32-mkfs" new "\$top/LICENSE"; "\$bin/pg32-mkfs" --list new
"\$bin/pg32-run" --disk disk --input "\$top/programs/kernel/demo.input" --save-timeline timeline $kernel; echo \$?
"\$bin/pg32-run" --replay timeline --dump dump.json; echo \$?
"\$bin/pg32-run" --trace=traps,to=20000 --disk disk --limit 30000 $kernel </dev/null; echo \$?
END
same 'pg32-mkfs, a timeline and its replay, a trace'

cat >"$work/commands" <<'END'
for how in '--bare' '--hosted' '--depth 1' '--depth 2' '--depth 1 --hybrid' '--depth 1 --isa walks'; do
	"$bin/pg32-equiv" --generate 1 --count 40 --jobs 2 $how; echo $?
done
"$bin/pg32-equiv" --generate 1 --count 100 --engine fast --bare --state state; echo $?
"$bin/pg32-theorems" --row 'copy, RR, 0x1F, SET_RD(RA)'; echo $?
END
same 'pg32-equiv, pg32-theorems'

cat >"$work/commands" <<END
cp "\$build/demo.img" disk
printf 'break main\ncontinue\nstepi 20\nreverse-stepi 5\ninfo registers\nmonitor mark\nmonitor diff\n' >session
for how in '' '--depth 1' '--hosted'; do
	"\$bin/pg32-gdb" -m 1M --batch --commands session --disk disk --input /dev/null \$how $kernel; echo \$?
done
printf '\$qSupported#37\$g#67\$k#6b' | "\$bin/pg32-run" --gdb=- $kernel; echo \$?
body='{"seq":1,"type":"request","command":"initialize","arguments":{"adapterID":"pg32"}}'
printf 'Content-Length: %d\r\n\r\n%s' \${#body} "\$body" | "\$bin/pg32-debug" --dap; echo \$?
mkfifo said-by-server
"\$bin/pg32-run" --gdb=0 $kernel </dev/null 2>said-by-server &
exec 3<said-by-server
read -r line <&3
port=\${line##*localhost:}
gdb-multiarch -q -batch -ex 'set osabi none' -ex "target remote localhost:\$port" -ex 'stepi' -ex 'p/x \$pc' -ex 'kill'
exec 3<&-
wait
rm said-by-server
END
same 'pg32-gdb, the gdb stub on a stream and a port, pg32-debug'

cat >"$work/commands" <<'END'
mkdir submissions kept
for lab in 1-machine 2-traps 6-vmm; do
	cp -R "$top/programs/course/$lab/instructor/solution" submissions/$lab
	"$bin/pg32-grade" --hidden ${lab%%-*} submissions/$lab; echo $?
	"$bin/pg32-grade" --format gradescope --keep kept ${lab%%-*} "$top/programs/course/$lab/starter"; echo $?
done
rm -rf kept
"$bin/pg32-grade-all" -j 2 1 submissions results; echo $?
"$bin/pg32-similar" "$top/programs/course/1-machine/starter" submissions first.s sum.s; echo $?
END
same 'pg32-grade, pg32-grade-all, pg32-similar'
finish
