#!/bin/sh
# A thousand programs, from whichever seed on, have all that coverage counts: under the hosted VMM and the
# hybrid one, and on the machines of profiles, of which some walk tables in another way.
. tests/tap.sh

# reaches HOW: from three seeds on. Without a VMM no level passes anything on.
reaches() {
	missed=
	for seed in 1 5001 100000001; do
		# shellcheck disable=SC2086
		said=$(build/bin/pg32-equiv --generate $seed --count 1000 --jobs 2 $1) || missed="$missed $seed: different"
		missed=$missed$(echo "$said" | grep 'not reached' | grep -v 'passed on\|: 9 more$')
		[ "$(echo "$said" | grep -c '^coverage')" -ge 4 ] || missed="$missed $seed: no coverage"
	done
	[ -z "$missed" ]
	ok "a thousand programs reach all: ${1:-hosted}$missed"
}

reaches
reaches --hybrid
for profile in popf lra userbit walks; do
	reaches "--bare --isa $profile"
done
finish
