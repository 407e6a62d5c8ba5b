# pg32-equiv with a planted fault each: VMMs with a wrong spsw, a timer that comes late, a register
# lost on the way, one that crashes and one that hangs, and in the hybrid VMM another; a machine whose
# user mode can write register zero. The test sees that each is found, and where.
EQUIVALENCE_TESTS := $(BUILD)/tests/equivalence
TESTS += $(EQUIVALENCE_TESTS)/all

# $(call plant,FAULT,FILE,FROM,TO)
define plant
$(EQUIVALENCE_TESTS)/$(1)/$(2): $(2) tests/equivalence/rules.mk
	@mkdir -p $$(@D)
	@sed 's/$(3)/$(4)/' $$< >$$@
	@! cmp -s $$< $$@ || { echo 'the fault $(1) does not fit $(2)'; exit 1; }

$(EQUIVALENCE_TESTS)/$(1)/pg32-equiv: $(EQUIVALENCE_TESTS)/$(1)/$(2) $(call objects,$(filter-out $(2),$(EQUIVALENCE) $(VMM_CORE))) $(EQUIVALENCE_BARE)
	@echo '  LINK    $$@'
	@$(CC) $(CPPFLAGS) $(CFLAGS) -o $$@ $$^ $(MACHINE_LIBRARIES)

$(EQUIVALENCE_TESTS)/all: $(EQUIVALENCE_TESTS)/$(1)/pg32-equiv
endef

$(eval $(call plant,spsw,vmm/interpreter.c,return execute,vm->guest.cpu.psw.timer += word_opcode(word) == OPCODE_spsw; return execute))
$(eval $(call plant,timer,vmm/allocator.c,time == 0 ? UINT32_MAX : time;,time == 0 ? UINT32_MAX : time + 1;))
$(eval $(call plant,register,vmm/dispatcher.c,vm->last = \*trap;,vm->last = *trap; vm->guest.cpu.registers[9] += trap->cause == CAUSE_SYSCALL;))
$(eval $(call plant,crash,vmm/dispatcher.c,vm->last = \*trap;,vm->last = *trap; if (trap->cause == CAUSE_BREAK) __builtin_trap();))
$(eval $(call plant,hang,vmm/dispatcher.c,vm->last = \*trap;,vm->last = *trap; while (trap->cause == CAUSE_BREAK) __asm__ volatile("");))
$(eval $(call plant,zero,machine/core/execute.c,registers\[0\] = 0;,registers[0] = in_user_mode(machine) ? registers[0] : 0;))
$(eval $(call plant,hybrid,vmm/hybrid.c,vm->counts\[COUNT_TIMER\]++;,vm->counts[COUNT_TIMER]++; vm->guest.cpu.registers[9]++;))

# The first of them on PG32.
$(EQUIVALENCE_TESTS)/spsw/whole.c: $(EQUIVALENCE_TESTS)/spsw/vmm/interpreter.c
	@printf '#include "%s"\n' $(filter-out vmm/interpreter.c,$(VMM_PG32)) $< >$@

$(EQUIVALENCE_TESTS)/spsw/vmm.elf: vmm/bare/entry.s $(EQUIVALENCE_TESTS)/spsw/whole.c $(BUILD)/lib/pg32/vmm.elf
	@echo '  PG32-CC $@'
	@$(PG32_CC) $(VMM_FLAGS) -o $@ vmm/bare/entry.s $(EQUIVALENCE_TESTS)/spsw/whole.c

$(EQUIVALENCE_TESTS)/%.elf: tests/equivalence/%.s $(PG32_AS_READY)
	@mkdir -p $(@D)
	@echo '  PG32-AS $@'
	@$(PG32_AS) -o $@ $<

$(EQUIVALENCE_TESTS)/all: tests/equivalence/command.sh $(BUILD)/bin/pg32-equiv $(EQUIVALENCE_TESTS)/spsw/vmm.elf $(EQUIVALENCE_TESTS)/store.elf $(EQUIVALENCE_TESTS)/receive.elf $(EQUIVALENCE_TESTS)/zero.elf
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@

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
$(EQUIVALENCE_TESTS)/fixed-seeds: tests/equivalence/fixed_seeds.sh tests/equivalence/campaign.sh $(BUILD)/bin/pg32-equiv $(BUILD)/lib/pg32/vmm.elf
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(CAMPAIGN)-fixed >$@
	@chmod +x $@
