# The VMM: one source, built for PG32 (vmm.elf, vmm-hybrid.elf) and for the host (pg32-vmm).
VMM_CORE := $(wildcard vmm/*.c)
VMM_HOSTED := vmm/hosted/hosted.c vmm/hosted/port.c
VMM_BARE := $(wildcard vmm/bare/*.c)
VMM_MACHINE := $(filter-out machine/core/execute.c machine/core/flawed.c machine/core/run.c,$(MACHINE_CORE))

TOOLS += $(BUILD)/bin/pg32-vmm $(BUILD)/lib/pg32/vmm.elf $(BUILD)/lib/pg32/vmm-hybrid.elf

$(BUILD)/bin/pg32-vmm: $(call objects,$(wildcard vmm/hosted/*.c) $(VMM_CORE) $(MACHINE_RUN) $(MACHINE_HOST) $(MACHINE_CORE) $(IMAGE) $(ISA))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(MACHINE_LIBRARIES)

# The debugger for editors runs both kinds of session.
TOOLS += $(BUILD)/bin/pg32-debug

PG32_DEBUG_SOURCES := vmm/debug/main.c $(MACHINE_DAP) $(filter-out %/main.c,$(wildcard vmm/hosted/*.c)) $(VMM_CORE) \
	$(MACHINE_RUN) $(MACHINE_HOST) $(MACHINE_CORE) $(IMAGE) $(ISA)

$(BUILD)/bin/pg32-debug: $(call objects,$(PG32_DEBUG_SOURCES))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(MACHINE_LIBRARIES)

# A VMM for PG32 is compiled as one text, so that the compiler sees through the files of an exit.
# Its page 0 is memory, at the address of null. What counts is its instructions: the interpreter is inlined
# large as it is, a word's memcpy is a load, s1 need not survive a call, and s0 is not used, which would be saved.
VMM_PG32 := $(filter-out %/hybrid.c,$(VMM_BARE) $(VMM_CORE)) $(VMM_MACHINE)
VMM_FLAGS := -nostdlib -fbuiltin -O3 -fwhole-program -fcall-used-s1 -ffixed-s0 -fno-jump-tables \
	-fno-delete-null-pointer-checks --param=max-inline-insns-auto=400 -std=c17 -I.

# The hybrid VMM has all of the machine's core. Its interpreter wants its table of jumps, and with -O2
# takes two instructions less for one of the guest's. So that its level costs no more than the other's, what
# it seldom does is made small, and its image begins in page 0, behind the stack.
HYBRID_BEGIN := 0x700
HYBRID_PG32 := $(filter-out vmm/bare/direct.c,$(VMM_BARE)) $(VMM_CORE) $(MACHINE_CORE)
HYBRID_FLAGS := $(filter-out -O3 -ffixed-s0 -fno-jump-tables --param=%,$(VMM_FLAGS)) -O2 -freorder-blocks-algorithm=simple \
	-DSELDOM_IS_SMALL -Ttext $(HYBRID_BEGIN) -DIMAGE_BEGIN=$(HYBRID_BEGIN)

VMM_HEADERS := $(wildcard vmm/*.h vmm/*/*.h machine/*/*.h isa/*)

$(BUILD)/vmm/whole.c: $(VMM_PG32) vmm/rules.mk
	@mkdir -p $(@D)
	@printf '#include "%s"\n' $(VMM_PG32) >$@

$(BUILD)/vmm/hybrid.c: $(HYBRID_PG32) vmm/rules.mk
	@mkdir -p $(@D)
	@printf '#include "%s"\n' $(HYBRID_PG32) >$@

$(BUILD)/lib/pg32/vmm.elf: vmm/bare/entry.s $(BUILD)/vmm/whole.c $(VMM_HEADERS) $(PG32_CC_READY)
	@mkdir -p $(@D)
	@echo '  PG32-CC $@'
	@$(PG32_CC) $(VMM_FLAGS) -o $@ vmm/bare/entry.s $(BUILD)/vmm/whole.c

$(BUILD)/lib/pg32/vmm-hybrid.elf: vmm/bare/entry.s $(BUILD)/vmm/hybrid.c $(VMM_HEADERS) $(PG32_CC_READY)
	@mkdir -p $(@D)
	@echo '  PG32-CC $@'
	@$(PG32_CC) $(HYBRID_FLAGS) -o $@ vmm/bare/entry.s $(BUILD)/vmm/hybrid.c
