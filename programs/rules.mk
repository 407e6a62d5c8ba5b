# The programs that run on the machine.
include programs/lib/rules.mk
include programs/bench/rules.mk
include programs/kernel/rules.mk
