#!/bin/sh
# Breaks the machine and the VMM on purpose, one known fault of faults.txt at a time, and sees that
# a campaign of PROGRAMS random supervisors finds it: the broken machine and VMM are compared with a
# bare machine that is whole; or that the prover that has the fault gives itself away. Argument: all
# of the faults, quick, prover (those of the prover), or the name of one; that each
# fits its file is seen in any case.
#
# The environment says how to build: CC, FLAGS, LIBRARIES; OBJECTS are those of pg32-equiv, and
# BROKEN those of them that have parts of the machine or the VMM under test; for the VMMs on PG32
# PG32_CC, VMM_FLAGS and HYBRID_FLAGS; PROVER_OBJECTS are those of pg32-theorems.
which=$1
: "${BUILD:?}" "${OBJECTS:?}" "${BROKEN:?}" "${PROGRAMS:?}"
: "${PROVER_OBJECTS:?}" "${PROVER_LIBRARIES:?}" "${CC:?}" "${FLAGS:?}" "${PG32_CC:?}" "${VMM_FLAGS:?}" "${HYBRID_FLAGS:?}"
work=$BUILD/mutants
suites='build/tests/machine build/tests/vmm'
five_minutes=300
tried=0
killed=0
by_suites=0
alive=0
unseen=0
by_prover=0

rm -rf "$work"
mkdir -p "$work"

# Puts $to in the place of the first $from in $file.
break_file() {
	awk '{
		at = done ? 0 : index($0, ENVIRON["from"])
		if (at) {
			$0 = substr($0, 1, at - 1) ENVIRON["to"] substr($0, at + length(ENVIRON["from"]))
			done = 1
		}
		print
	}' "$file" >"$mutant/$file"
}

# The sources that the fault touches.
touched() {
	case $file in
	*.c) echo "$file" ;;
	*)
		for object in $BROKEN; do
			if grep -q "[ :]$file" "${object%.o}.d"; then
				source=${object#"$BUILD/obj/"}
				echo "${source%.o}.c"
			fi
		done
		;;
	esac
}

# The broken VMM for PG32: the text that it is compiled from, and with it its parts, are looked for
# beside each other first.
build_elf() {
	entry=vmm/bare/entry.s
	[ ! -e "$mutant/$entry" ] || entry=$mutant/$entry
	case $elf in
	vmm-hybrid.elf) whole=$BUILD/vmm/hybrid.c flags=$HYBRID_FLAGS ;;
	*) whole=$BUILD/vmm/whole.c flags=$VMM_FLAGS ;;
	esac
	cp "$whole" "$mutant/whole.c"
	# shellcheck disable=SC2086
	"$PG32_CC" -I"$mutant" $flags -o "$mutant/$elf" "$entry" "$mutant/whole.c"
}

# pg32-equiv over the broken machine and VMM. Only what the fault touches is compiled.
build_tool() {
	objects=" $OBJECTS "
	for source in $(touched); do
		mkdir -p "$mutant/$(dirname "$source")"
		object=$mutant/${source%.c}.o
		[ -e "$mutant/$source" ] || cp "$source" "$mutant/$source"
		# shellcheck disable=SC2086
		$CC -I"$mutant" $FLAGS -c -o "$object" "$mutant/$source" || return
		whole=$BUILD/obj/${source%.c}.o
		objects="${objects%% "$whole" *} $object ${objects#* "$whole" }"
	done
	# shellcheck disable=SC2086
	$CC -o "$mutant/pg32-equiv" $objects $LIBRARIES
}

# Whether a campaign finds the fault; $seed is then the first program that is different.
campaign_finds() {
	timeout $five_minutes "$tool" --generate 1 --count "$PROGRAMS" --first \
		--save "$mutant" "$@" >"$mutant/log" 2>&1
	seed=$(sed -n 's/^different: .*seeds \([0-9]*\).*/\1/p' "$mutant/log" | head -1)
	[ -n "$seed" ]
}

# Under the VMM that has the fault; and what of the machine no VMM lets be seen, without one, as is
# what only a profile's machine has.
campaigns_find() {
	case $elf,$isa,$file in
	vmm-hybrid.elf,*) campaign_finds --hybrid --depth 1 --vmm "$mutant/$elf" ;;
	vmm.elf,*) campaign_finds --depth 1 --vmm "$mutant/$elf" ;;
	,,vmm/hybrid.c) campaign_finds --hybrid ;;
	,,machine/*) campaign_finds || { how=', without a VMM' && campaign_finds --bare; } ;;
	,,*) campaign_finds ;;
	*) campaign_finds --bare --isa "$isa" ;;
	esac
}

# Whether a suite fails, built from a copy of all sources. One that does not end has failed.
suites_find() {
	copy=$work/copy
	if [ ! -e "$copy" ]; then
		mkdir -p "$copy"
		cp -r Makefile assembler isa machine programs spec tests vmm "$copy" || exit 1
	fi
	cp "$mutant/$file" "$copy/$file"
	# shellcheck disable=SC2086
	(
		cd "$copy" && make -s WARNINGS=-w $suites >make.log 2>&1 || exit 1
		for suite in $suites; do
			timeout 60 "$suite" >suite.log 2>&1 || exit 0
		done
		exit 1
	)
	found=$?
	cp "$file" "$copy/$file"
	return $found
}

say() {
	printf 'mutants: %-44s %s\n' "$1" "$name"
}

survive() {
	if [ "$which" != quick ] && suites_find; then
		by_suites=$((by_suites + 1))
		say "found by a suite, not by a campaign:"
	else
		alive=$((alive + 1))
		say 'SURVIVED:'
	fi
}

# pg32-theorems with the broken prover.
build_prover() {
	object=$mutant/${file%.c}.o
	# shellcheck disable=SC2086
	$CC -I"$mutant" $FLAGS -c -o "$object" "$mutant/$file" || return
	whole=$BUILD/obj/${file%.c}.o
	objects=" $PROVER_OBJECTS "
	# shellcheck disable=SC2086
	$CC -o "$mutant/pg32-theorems" ${objects%% "$whole" *} "$object" ${objects#* "$whole" } $PROVER_LIBRARIES
}

# Whether the broken prover gives itself away, by what it says of a VMM that the whole one proves, or
# of one that it refutes. One that does not end has.
prover_fails() {
	image=$BUILD/lib/pg32/vmm.elf right=0
	[ -z "$vmm" ] || image=$BUILD/tests/emulation/$vmm/vmm.elf right=1
	timeout 100 "$mutant/pg32-theorems" --emulation --case "$case" "$image" >"$mutant/log" 2>&1
	[ $? != $right ]
}

# What is needed that judges the fault.
build() {
	if [ -n "$case" ]; then
		build_prover
	elif [ -n "$elf" ]; then
		tool=$BUILD/bin/pg32-equiv
		build_elf
	else
		tool=$mutant/pg32-equiv
		build_tool
	fi
}

try() {
	[ -n "$name" ] || return
	if ! grep -qF -- "$from" "$file"; then
		echo "mutants: $file does not have '$from'"
		alive=$((alive + 1))
		return
	fi
	case $which in
	all) ;;
	prover) [ -n "$case" ] || return ;;
	quick) [ "$quick" = yes ] || return ;;
	*) [ "$which" = "$name" ] || return ;;
	esac
	tried=$((tried + 1))
	mutant=$work/$tried
	how=
	export from to
	mkdir -p "$mutant/$(dirname "$file")"
	break_file
	if ! build >"$mutant/build.log" 2>&1; then
		say 'DOES NOT BUILD:'
		alive=$((alive + 1))
	elif [ -n "$reason" ]; then
		unseen=$((unseen + 1))
		survive
		echo "mutants:     $reason"
	elif [ -n "$case" ]; then
		by_prover=$((by_prover + 1))
		if prover_fails; then
			say "seen in what is proved:"
		else
			alive=$((alive + 1))
			say 'SURVIVED:'
		fi
	elif campaigns_find; then
		killed=$((killed + 1))
		programs=$(sed -n 's/^\([0-9]*\) programs.*/\1/p' "$mutant/log")
		say "killed by seed $seed ($programs programs$how):"
	else
		survive
	fi
}

name=
while IFS= read -r line; do
	case $line in
	'fault '*)
		try
		name=${line#fault }
		quick=no
		elf=
		isa=
		case=
		vmm=
		reason=
		;;
	'file '*) file=${line#file } ;;
	'from '*) from=${line#from } ;;
	'to '*) to=${line#to } ;;
	'to') to= ;;
	'quick') quick=yes ;;
	'elf '*) elf=${line#elf } ;;
	'isa '*) isa=${line#isa } ;;
	'judge prover '*) case=${line#judge prover } ;;
	'vmm '*) vmm=${line#vmm } ;;
	'unseen '*) reason=${line#unseen } ;;
	esac
done <tests/mutants/faults.txt
try
if [ $tried = 0 ] && [ $alive = 0 ]; then
	echo "mutants: no fault is tried: tests/mutants/faults.txt has none that is '$which'" >&2
	exit 64
fi
seen=$((tried - unseen - by_prover))
echo "mutants: campaigns kill $killed of the $seen faults that a guest can see ($((100 * killed / (seen + !seen)))%);" \
	"of $tried in all, suites find $by_suites others and $by_prover are the prover's own; $alive survive"
[ $alive = 0 ] && [ $((100 * killed)) -ge $((95 * seen)) ]
