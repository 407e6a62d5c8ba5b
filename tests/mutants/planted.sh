#!/bin/sh
# Tries the faults that the planter finds in the sources (tests/mutants/rules.mk), and compares with
# tests/mutants/verdicts, in which each has a line: the verdict, the file, the change and the line's
# text, with tabs between them. A verdict is
#
#   hosted, bare ...      a campaign finds it, in this world (judge.c)
#   equivalent: REASON    it makes no difference
#   unseen: REASON        it makes none to a guest, which is all that a campaign compares
#   suite: WHICH          no campaign finds it, and a suite does: the faults are found all the same
#   none                  no campaign has found it yet
#
# Arguments: sample, which takes some of those that are found and some of those that are not, or all,
# which tries every fault that has no reason, and leaves $BUILD/planted/verdicts to be put
# in the place of the old; and how many programs at most.
which=$1
programs=$2
: "${BUILD:?}"
planted=$BUILD/planted
record=tests/mutants/verdicts
work=$(mktemp -d) || exit 70
trap 'rm -rf "$work"' EXIT
tab=$(printf '\t')

# Each fault of the list behind what the record says of it: "new" where it says nothing.
awk -F '\t' -v OFS='\t' '
	NR == FNR { if (!/^#/) verdict[$2 OFS $3 OFS $4] = $1; next }
	{ key = $2 OFS $3 OFS $4; print key in verdict ? verdict[key] : "new", $0 }
' "$record" "$planted/list" >"$work/known"

is_seen='$1 ~ /^(hosted|bare|hybrid|profile|paging|depth-1|hybrid-depth-1)$/'
is_unseen='$1 ~ /^(equivalent|unseen|suite):/'

judge() {
	cut -f 2- "$1" | "$planted/judge" "$2" "$planted" >"$work/said"
}

if [ "$which" = sample ]; then
	total=$(awk 'END { print NR }' "$planted/list")
	new=$(awk -F '\t' '$1 == "new"' "$work/known" | wc -l)
	awk -F '\t' "$is_seen && ++n % 25 == 1" "$work/known" >"$work/seen"
	awk -F '\t' "$is_unseen && ++n % 20 == 1" "$work/known" >"$work/unseen"
	failures=0
	judge "$work/seen" "$programs"
	if ! [ -s "$work/seen" ] || grep -q "^none$tab\|^error$tab" "$work/said"; then
		echo "planted: not found, as the record says they are:"
		grep "^none$tab\|^error$tab" "$work/said"
		failures=1
	fi
	judge "$work/unseen" 40
	if grep -v "^none$tab" "$work/said"; then
		echo "planted: these are found, and the record says that none of a campaign's programs does"
		failures=1
	fi
	echo "planted: $(($(wc -l <"$work/seen") + $(wc -l <"$work/unseen"))) of $total faults are as" \
		"$record says; it says nothing of $new (make planted)"
	[ $failures = 0 ] && [ "$total" -ge 500 ]
	exit
fi

# The whole: those of equal sources keep what was argued, and what finds them.
awk -F '\t' "!($is_unseen)" "$work/known" >"$work/try"
judge "$work/try" "$programs"
{
	sed -n '/^#/p' "$record"
	awk -F '\t' -v OFS='\t' "$is_unseen { print \$1, \$3, \$4, \$5 }" "$work/known"
	cat "$work/said"
} | sort -t "$tab" -k 2,4 >"$planted/verdicts"
awk -F '\t' '
	/^#/ { next }
	{ total++ }
	/^equivalent:/ { equivalent++; next }
	/^unseen:/ { unseen++; next }
	/^suite:/ { suites++; next }
	/^(none|error)\t/ { alive++; print "planted: SURVIVED: " $2 ": " $3 ": " $4; next }
	{ seen++ }
	END {
		of = total - equivalent - unseen
		printf "planted: campaigns find %d of the %d faults that a guest can see (%d%%); of %d in all %d are " \
			"equivalent, %d are no guest'"'"'s to see, suites find %d, and %d survive\n",
			seen, of, of ? 100 * seen / of : 0, total, equivalent, unseen, suites, alive
		exit !(total >= 500 && 100 * seen >= 95 * of)
	}
' "$planted/verdicts"
