#!/bin/sh
# Breaks the machine and the VMM on purpose, one known fault of faults.txt at a time, and sees that
# a campaign of PROGRAMS random supervisors finds it: the broken machine and VMM are compared with a
# bare machine that is whole; or that the prover that has the fault gives itself away. Argument: all
# of the faults, quick, prover (those of the prover), witness (of them, those that real runs show),
# engine (those of the engines), or the name of one; that each fits its file is seen in any case.
which=$1
: "${BUILD:?}" "${PROGRAMS:?}"
work=$BUILD/mutants
suites_of_machine='build/tests/machine build/tests/vmm'
suites_of_engines='build/tests/engines build/tests/host-code'
five_minutes=300 # of the processor's time
hour=3600
out_of_time=137 # by SIGKILL
tried=0
killed=0
by_suites=0
alive=0
unseen=0
by_prover=0
own_suites=0

. tests/mutants/faults.sh

rm -rf "$work"
mkdir -p "$work"

# bounded SECONDS COMMAND...: of the processor's time, for a loaded machine decides nothing; and what waits
# for ever is ended in the end.
bounded() {
	(
		ulimit -t "$1"
		shift
		exec timeout 36000 "$@"
	)
}

# Whether a campaign finds the fault; $seed is then the first program that is different.
campaign_finds() {
	bounded $five_minutes "$tool" --generate 1 --count "$PROGRAMS" --first \
		--save "$mutant" "$@" >"$mutant/log" 2>&1
	seed=$(sed -n 's/^different: .*seeds \([0-9]*\).*/\1/p' "$mutant/log" | head -1)
	[ -n "$seed" ]
}

# Under the VMM that has the fault; and what of the machine no VMM lets be seen, without one, as is
# what only a profile's machine has.
campaigns_find() {
	case $engine,$elf,$isa,$file in
	[a-z]*) how=", of engine $engine" && campaign_finds --bare --engine "$engine" ${isa:+--isa "$isa"} ;;
	,vmm-hybrid.elf,*) campaign_finds --hybrid --depth 1 --vmm "$mutant/$elf" ;;
	,vmm.elf,*) campaign_finds --depth 1 --vmm "$mutant/$elf" ;;
	,,,vmm/hybrid.c) campaign_finds --hybrid ;;
	,,,machine/*) campaign_finds || { how=', without a VMM' && campaign_finds --bare; } ;;
	,,,*) campaign_finds ;;
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
	suites=$suites_of_machine
	[ -z "$engine" ] || suites=$suites_of_engines
	# shellcheck disable=SC2086
	(
		cd "$copy" && make -s WARNINGS=-w $suites >make.log 2>&1 || exit 1
		for suite in $suites; do
			bounded 60 "$suite" >suite.log 2>&1 || exit 0
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

# Whether the broken prover gives itself away, by what it says of a VMM that the whole one proves, or
# of one that it refutes. One that is cut off, after an hour of the processor's time, has said nothing.
prover_fails() {
	image=$BUILD/lib/pg32/vmm.elf right=0
	[ -z "$vmm" ] || image=$BUILD/tests/emulation/$vmm/vmm.elf right=1
	bounded $hour "$mutant/pg32-theorems" --emulation --case "$case" "$image" >"$mutant/log" 2>&1
	said=$?
	[ $said != $right ] && [ $said != $out_of_time ]
}

# Whether real runs show it, of what it assumes or of what it takes the bare machine for.
witness_fails() {
	bounded 300 "$mutant/witness" "$BUILD/lib/pg32/vmm.elf" 400 4 >"$mutant/log" 2>&1
	grep -q '^not ok' "$mutant/log"
}

# Builds what judges the fault.
build() {
	tool=$BUILD/bin/pg32-equiv
	if [ $witness = yes ]; then
		build_broken witness
	elif [ -n "$case" ]; then
		build_broken pg32-theorems
	elif [ -n "$elf" ]; then
		build_broken "$elf"
	else
		tool=$mutant/pg32-equiv
		build_broken pg32-equiv
	fi
}

try() {
	if ! fits; then
		alive=$((alive + 1))
		return
	fi
	case $which in
	all) ;;
	prover) [ "$case$witness" != no ] || return ;;
	witness) [ $witness = yes ] || return ;;
	engine) [ -n "$engine" ] || return ;;
	quick) [ "$quick" = yes ] || return ;;
	*) [ "$which" = "$name" ] || return ;;
	esac
	if [ -n "$places" ]; then
		own_suites=$((own_suites + 1))
		[ "$which" != "$name" ] || say "judged by $BUILD/tests/${places%%/*}/all:"
		return
	fi
	tried=$((tried + 1))
	mutant=$work/$tried
	how=
	mkdir -p "$mutant"
	if ! build >"$mutant/build.log" 2>&1; then
		say 'DOES NOT BUILD:'
		alive=$((alive + 1))
	elif [ -n "$reason" ]; then
		unseen=$((unseen + 1))
		survive
		echo "mutants:     $reason"
	elif [ "$case$witness" != no ]; then
		by_prover=$((by_prover + 1))
		if [ $witness = yes ] && witness_fails; then
			say "seen in real runs: $(sed -n 's/^not ok [0-9]* - \(.*\): [0-9]*$/\1/p' "$mutant/log" | head -1)"
		elif [ $witness = no ] && prover_fails; then
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

each_fault try
if [ $((tried + alive + own_suites)) = 0 ]; then
	echo "mutants: no fault is tried: tests/mutants/faults.txt has none that is '$which'" >&2
	exit 64
fi
seen=$((tried - unseen - by_prover))
echo "mutants: campaigns kill $killed of the $seen faults that a guest can see ($((100 * killed / (seen + !seen)))%);" \
	"of $tried in all, suites find $by_suites others and $by_prover are the prover's own; $alive survive"
[ $own_suites = 0 ] || echo "mutants: $own_suites more are tried by the suites that judge them, in make test or make proofs"
[ $alive = 0 ] && [ $((100 * killed)) -ge $((95 * seen)) ]
