# What runs on the machine; each folder builds its own.
include programs/lib/rules.mk programs/bench/rules.mk programs/hello/rules.mk
include programs/user/rules.mk programs/kernel/rules.mk
include programs/traps/rules.mk programs/timer/rules.mk programs/paging/rules.mk programs/flaws/rules.mk
