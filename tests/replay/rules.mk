# Saved timelines: replayed elsewhere to the same state, and damaged ones.
$(eval $(call suite,replay,tests/debug/flight.c $(filter-out vmm/hosted/main.c,$(wildcard vmm/hosted/*.c)) $(VMM_CORE) $(MACHINE_RUN) $(MACHINE_HOST) $(MACHINE_CORE) $(IMAGE) $(ISA),$(MACHINE_LIBRARIES)))
$(BUILD)/tests/replay: | all

REPLAY := $(BUILD)/tests/replays
TESTS += $(REPLAY)/all

$(REPLAY)/all: tests/replay/replay.sh $(BUILD)/tests/dap/client $(BUILD)/tests/debugger/bugs/register.elf all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@

# Longer: make fuzz-replay COUNT=...
COUNT ?= 100000
.PHONY: fuzz-replay
fuzz-replay: $(BUILD)/tests/replay
	@PG32_FUZZ=$(COUNT) $< --filter 'replay/damaged*' --timeout 36000
