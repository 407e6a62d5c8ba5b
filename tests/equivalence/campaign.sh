#!/bin/sh
# Campaigns at several depths, one after the other: FOLDER JOBS DEPTH:COUNT... (0: under the hosted
# VMM). What is done is noted in the folder, and a campaign that was stopped goes on there; its
# programs that differ are written there, and at the end FOLDER/summary. Fails where one differs;
# a signal to one of them ends the rest as well.
bin=${PG32_BIN:-build/bin}
folder=$1
jobs=$2
shift 2
mkdir -p "$folder" || exit 70
summary=$folder/summary
status=0

{
	git log -1 --date=short --format='commit %h of %cd' 2>/dev/null || echo 'no commit'
	echo "on $(uname -sm), $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $jobs processes"
} >"$summary"
for part; do
	depth=${part%:*}
	before=$([ ! -e "$folder/depth-$depth" ] || wc -l <"$folder/depth-$depth")
	start=$(date +%s)
	"$bin/pg32-equiv" --generate 1 --count "${part#*:}" --depth "$depth" --jobs "$jobs" \
		--state "$folder/depth-$depth" --save "$folder" >"$folder/last"
	ended=$?
	[ $ended -lt 128 ] || exit $ended
	[ $ended = 0 ] || status=1
	{
		echo
		cat "$folder/last"
		echo "$(($(date +%s) - start)) seconds$([ "${before:-0}" = 0 ] || echo ', continued')"
	} >>"$summary"
done
cat "$summary"
exit $status
