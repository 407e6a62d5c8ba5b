# The timeline and the debugger, over machines, towers and the hosted VMM.
$(eval $(call suite,debug,$(filter-out vmm/hosted/main.c,$(wildcard vmm/hosted/*.c)) $(VMM_CORE) $(MACHINE_RUN) $(MACHINE_HOST) $(MACHINE_CORE) $(IMAGE) $(ISA),$(MACHINE_LIBRARIES)))
$(BUILD)/tests/debug: | all

# gdb itself: the sessions of the manual.
DEBUGGER := $(BUILD)/tests/debugger
TESTS += $(DEBUGGER)/all

# The kernels with a fault each, of the manual's sessions.
BUGS := $(patsubst tests/debug/bugs/%,$(DEBUGGER)/bugs/%.elf,$(basename $(filter-out %/entry.s,$(wildcard tests/debug/bugs/*.[cs]))))

$(DEBUGGER)/bugs/%.elf: tests/debug/bugs/%.c tests/debug/bugs/entry.s tests/debug/bugs/kernel.h isa/architecture.h $(PG32_CC_READY)
	@mkdir -p $(@D)
	@echo '  PG32-CC $@'
	@$(PG32_CC) -nostdlib -O1 -g -Wall -std=c17 -I. -o $@ tests/debug/bugs/entry.s $<

$(DEBUGGER)/bugs/%.elf: tests/debug/bugs/%.s $(PG32_CC_READY)
	@mkdir -p $(@D)
	@echo '  PG32-CC $@'
	@$(PG32_CC) -nostdlib -g -o $@ $<

$(DEBUGGER)/all: tests/debug/gdb.sh $(BUGS) $(COMMAND)/pty all
	@printf '#!/bin/sh\nexec %s %s %s\n' $< $(DEBUGGER) $(BUILD) >$@
	@chmod +x $@
