# Reads faults.txt, and builds what has one of its faults: sourced, from the top folder. The environment
# says how: CC, FLAGS, LIBRARIES; OBJECTS are those of pg32-equiv, and BROKEN those of them that have
# parts of the machine or the VMM under test, and ENGINES those of the engines; for the VMMs on PG32 PG32_CC, VMM_FLAGS and HYBRID_FLAGS;
# PROVER_OBJECTS and PROVER_LIBRARIES are those of pg32-theorems, WITNESS_OBJECTS, WITNESS_BROKEN and
# WITNESS_LIBRARIES those of tests/witness.
# shellcheck disable=SC2034,SC2154
# (A fault's words are read by those who source this; to, from and the like are set by each_fault.)

# What proves says "expect WHAT": whether the last command's status was 0. Where any was not, status is 1.
status=0
expect() {
	if [ $? = 0 ]; then
		echo "ok      $1"
	else
		echo "FAILED  $1"
		status=1
	fi
}

# Calls the function for each fault, which is in name, file, from, to and what else faults.txt has of it.
each_fault() {
	name=
	while IFS= read -r line <&3; do
		case $line in
		'fault '*)
			[ -z "$name" ] || "$1"
			name=${line#fault }
			file='' from='' to='' after=''
			quick=no witness=no elf='' isa='' engine='' case='' vmm='' reason='' places='' refutes='' shows=''
			;;
		'file '*) file=${line#file } ;;
		'after '*) after=${line#after } ;;
		'from '*) from=${line#from } ;;
		'to '*) to=${line#to } ;;
		'to') to= ;;
		'quick') quick=yes ;;
		'elf '*) elf=${line#elf } ;;
		'isa '*) isa=${line#isa } ;;
		'engine '*) engine=${line#engine } ;;
		'judge prover '*) case=${line#judge prover } ;;
		'judge witness') witness=yes ;;
		'judge suite '*) places=${line#judge suite } ;;
		'vmm '*) vmm=${line#vmm } ;;
		'refutes '*) refutes=${line#refutes } ;;
		'shows '*) shows=${line#shows } ;;
		'unseen '*) reason=${line#unseen } ;;
		'#'* | '') ;;
		*)
			echo "mutants: tests/mutants/faults.txt: '$line' says nothing of a fault" >&2
			exit 65
			;;
		esac
	done 3<tests/mutants/faults.txt
	[ -z "$name" ] || "$1"
}

# The file of the fault, by awk: each line is looked at from the text $after on, and "from" is looked
# for. The texts are those of the environment, as they are.
find_place='
	function times(text,  count, at, rest) {
		for (rest = $0; (at = index(rest, text)) > 0; rest = substr(rest, at + length(text)))
			count++
		return count + 0
	}
	BEGIN { from = ENVIRON["from"]; to = ENVIRON["to"]; after = ENVIRON["after"] }
	after != "" { behind += times(after) }'

# Whether the fault fits its file: there is one place that is meant, and a change of it.
fits() {
	export from to after
	awk "$find_place"'
		after == "" || behind { count += times(from) }
		END {
			one = after == "" ? count == 1 : behind == 1 && count > 0
			exit !(from != "" && from != to && one)
		}
	' "$file" || {
		echo "mutants: $file does not have, in one place only, '${after:+$after ... }$from', or it is no change"
		return 1
	}
}

# The file with $to in the place of $from, in the folder $mutant.
break_file() {
	export from to after
	mkdir -p "$mutant/$(dirname "$file")"
	awk "$find_place"'
		{
			at = done || (after != "" && !behind) ? 0 : index($0, from)
			if (at) {
				$0 = substr($0, 1, at - 1) to substr($0, at + length(from))
				done = 1
			}
			print
		}
	' "$file" >"$mutant/$file"
}

# The sources of the objects that the fault touches: its own, and those that include it.
touched() {
	case $file in
	*.c) echo "$file" ;;
	esac
	for object; do
		source=${object#"$BUILD/obj/"}
		source=${source%.o}.c
		if [ "$source" != "$file" ] && grep -q "[ :]$file" "${object%.o}.d"; then
			echo "$source"
		fi
	done
}

# The broken VMM for PG32: the text that it is compiled from, and with it its parts, are looked for
# beside each other first.
build_elf() {
	entry=vmm/bare/entry.s
	[ ! -e "$mutant/$entry" ] || entry=$mutant/$entry
	case $1 in
	vmm-hybrid.elf) whole=$BUILD/vmm/hybrid.c flags=$HYBRID_FLAGS ;;
	*) whole=$BUILD/vmm/whole.c flags=$VMM_FLAGS ;;
	esac
	cp "$whole" "$mutant/whole.c"
	# shellcheck disable=SC2086
	"$PG32_CC" -I"$mutant" $flags -o "$mutant/$1" "$entry" "$mutant/whole.c"
}

# build_tool NAME OBJECTS BROKEN LIBRARIES: the tool, with the fault in those of its objects that may be
# broken. Only what the fault touches is compiled.
build_tool() {
	objects=" $2 "
	# shellcheck disable=SC2086
	for source in $(touched $3); do
		mkdir -p "$mutant/$(dirname "$source")"
		object=$mutant/${source%.c}.o
		[ -e "$mutant/$source" ] || cp "$source" "$mutant/$source"
		# shellcheck disable=SC2086
		$CC -I"$mutant" $FLAGS -c -o "$object" "$mutant/$source" || return
		whole=$BUILD/obj/${source%.c}.o
		objects="${objects%% "$whole" *} $object ${objects#* "$whole" }"
	done
	# shellcheck disable=SC2086
	$CC -o "$mutant/$1" $objects $4
}

# build_broken NAME: the tool or VMM of that name with the fault, in the folder $mutant.
build_broken() {
	break_file
	case $1 in
	pg32-equiv) build_tool "$1" "$OBJECTS" "${engine:+$ENGINES }$BROKEN" "$LIBRARIES" ;;
	pg32-theorems) build_tool "$1" "$PROVER_OBJECTS" "$PROVER_OBJECTS" "$PROVER_LIBRARIES" ;;
	witness) build_tool "$1" "$WITNESS_OBJECTS" "$WITNESS_BROKEN" "$WITNESS_LIBRARIES" ;;
	*) build_elf "$1" ;;
	esac
}
