# That equal kernels are found equal, and what each planted fault of tests/mutants/faults.txt that is
# judged here does, at its place.
EQUIVALENCE_TESTS := $(BUILD)/tests/equivalence
TESTS += $(EQUIVALENCE_TESTS)/all

$(EQUIVALENCE_TESTS)/%.elf: tests/equivalence/%.s $(PG32_AS_READY)
	@mkdir -p $(@D)
	@echo '  PG32-AS $@'
	@$(PG32_AS) -o $@ $<

$(EQUIVALENCE_TESTS)/all: tests/equivalence/command.sh all $(EQUIVALENCE_TESTS)/store.elf $(EQUIVALENCE_TESTS)/receive.elf $(EQUIVALENCE_TESTS)/zero.elf $(EQUIVALENCE_TESTS)/spin.elf $(EQUIVALENCE_TESTS)/names.elf $(EQUIVALENCE_TESTS)/shrink.so
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@

$(EQUIVALENCE_TESTS)/shrink.so: tests/equivalence/shrink.c
	@mkdir -p $(@D)
	@echo '  CC      $<'
	@$(CC) $(CPPFLAGS) $(CFLAGS) -shared -fPIC -o $@ $<

# The long campaign, hosted, with a tenth as many programs at depth 2 and a hundredth at depth 4. It
# can be stopped and continued, and its state files merged with those of others; it ends by writing
# $(BUILD)/campaign/summary (see tests/equivalence/RECORD.md).
CAMPAIGN := $(BUILD)/campaign
CAMPAIGN_JOBS ?= $(shell nproc)
CAMPAIGN_PROGRAMS ?= 1000000

.PHONY: campaign
campaign: $(BUILD)/bin/pg32-equiv $(BUILD)/lib/pg32/vmm.elf
	@PG32_BIN=$(BUILD)/bin tests/equivalence/campaign.sh $(CAMPAIGN) $(CAMPAIGN_JOBS) \
		0:$(CAMPAIGN_PROGRAMS) 2:$$(($(CAMPAIGN_PROGRAMS) / 10)) 4:$$(($(CAMPAIGN_PROGRAMS) / 100))

# One of fixed seeds, for every day.
TESTS += $(EQUIVALENCE_TESTS)/fixed-seeds
$(EQUIVALENCE_TESTS)/fixed-seeds: tests/equivalence/fixed_seeds.sh tests/equivalence/campaign.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(CAMPAIGN)-fixed >$@
	@chmod +x $@

# What few programs reach.
TESTS += $(EQUIVALENCE_TESTS)/thousand
$(EQUIVALENCE_TESTS)/thousand: tests/equivalence/thousand.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s\n' $< >$@
	@chmod +x $@
