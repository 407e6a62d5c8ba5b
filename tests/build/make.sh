#!/bin/sh
# Make tells the truth: in a copy of the sources without git, in a path with spaces, one tool is built; other
# flags, another compiler and a source that is gone are seen, and so is the format; what tests alone
# need is not asked for. Prints a line a failure.
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
tree="$work/a path with spaces"
mkdir "$tree" "$work/bin" || exit 1
(cd "$root" && tar c --exclude=./build --exclude=./.git .) | tar x -C "$tree" || exit 1
cd "$tree" || exit 1
unset MAKEFLAGS MAKELEVEL MFLAGS
tool=build/bin/pg32-mkfs
tests=0
failures=0

# ok WHAT: whether the last command was successful.
ok() {
	status=$?
	tests=$((tests + 1))
	[ $status = 0 ] && return
	failures=$((failures + 1))
	echo "make: FAILED: $1"
	tail -5 "$work/log"
}

builds() {
	make "$@" >"$work/log" 2>&1
}

# A Debian on which what only tests need is missing, and cannot be installed.
needed=$(make -pn help 2>/dev/null | sed -n 's/^PACKAGES := //p')
cat >"$work/bin/dpkg-query" <<END
#!/bin/sh
for package in $needed; do
	[ "\$4" = "\$package" ] && echo 'install ok installed'
done
END
printf '#!/bin/sh\nexit 1\n' >"$work/bin/apt-get"
cp "$work/bin/apt-get" "$work/bin/sudo"
chmod +x "$work/bin/"*
whole=$PATH
PATH=$work/bin:$PATH
builds -j2 $tool && $tool --version >/dev/null; ok 'a tool builds without what only tests need'
builds check-format; [ $? = 2 ] && grep -q 'install:.*libcriterion' "$work/log"; ok 'what a test needs is named'

# Another apt has its locks for a while: it is waited for. What else is wrong is named.
printf '#!/bin/sh\nexec </dev/null\n' >"$work/bin/sleep"
cat >"$work/bin/apt-get" <<END
#!/bin/sh
[ -e "$work/tries.3" ] && exit 0
echo 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt)' >&2
[ ! -e "$work/tries.2" ] || : >"$work/tries.3"
[ ! -e "$work/tries" ] || : >"$work/tries.2"
: >"$work/tries"
exit 100
END
chmod +x "$work/bin/sleep"
cp "$work/bin/apt-get" "$work/bin/sudo"
builds build/test-packages.mk && grep -qx 'make: Could not get lock.* held by process 7 apt: it is waited for' "$work/log"; ok "another apt is waited for"
printf '#!/bin/sh\necho "E: Unable to locate package jq (a \$(shell)) #" >&2\nexit 100\n' | tee "$work/bin/sudo" >"$work/bin/apt-get"
rm -f build/test-packages.mk
builds check-format; [ $? = 2 ] && grep -q 'could not install:.* Unable to locate package jq' "$work/log"; ok 'why a package is not installed is named'
PATH=$whole

builds -q $tool; ok 'what is built is up to date'
! builds -q $tool CC=clang; ok 'another compiler is seen'
if command -v clang >/dev/null; then
	builds build/obj/isa/printable.o CC=clang; ok 'clang knows each flag'
fi
builds -j2 $tool; ok 'and the first one again'
! builds -q $tool CFLAGS='-std=c17 -O1'; ok 'other flags are seen'
builds -j2 $tool && builds -q $tool; ok 'and the first ones again'

mv machine/front/help.c "$work"
! builds $tool; ok 'a source that is gone is no sound build'
mv "$work/help.c" machine/front
builds $tool; ok 'and it is one again where the source is back'
mv isa/printable.h "$work"
! builds $tool; ok 'a header that is gone is no sound build'
mv "$work/printable.h" isa

if command -v clang-format >/dev/null; then
	builds check-format; ok 'the format is seen to be right'
	printf 'int    x ;\n' >>isa/tables.c
	! builds check-format; ok 'and to be wrong, without git'
fi

if [ $failures = 0 ]; then
	echo "make: all $tests tests pass"
else
	echo "make: $failures failures in $tests tests"
	exit 1
fi
