#!/bin/sh
# A campaign of fixed seeds, hosted and at depth 1, 2 and 4: no program differs, and they reach every
# instruction in both modes with every outcome, every cause at every level, every edge of the VMM's
# core, and every class of values. Argument: the folder for its files.
folder=$1
. tests/tap.sh
evidence=$folder/summary

rm -rf "$folder"
mkdir -p "$folder"
PG32_BIN=build/bin tests/equivalence/campaign.sh "$folder" 2 0:20000 1:3000 2:4000 4:300 >/dev/null
ok 'no program differs'
[ "$(grep -c '^equal: all' "$folder/summary")" = 4 ]
ok 'every campaign is equal'

# reaches TEXT TIMES: so many campaigns reach all that there is of it.
reaches() {
	[ "$(awk -v text="$1" '/^coverage/ && index($0, text) && $2 == $4' "$folder/summary" | wc -l)" -ge "$2" ]
	ok "all $1: in $2 of the campaigns"
}

reaches 'cells of instruction x mode x outcome' 3
reaches 'cells of cause x mode x level' 4
reaches "edges of the VMM's core" 3
reaches 'classes of values' 1
reaches 'pairs of events at one instant' 3
lasting=$(sed -n 's/.*; \([0-9]*\)% have 200 or more.*/\1/p' "$folder/summary" | sort -n | head -1)
[ "${lasting:-0}" -ge 90 ]
ok "at least 90% of programs have 200 instructions or more: $lasting%"
finish
