# The classification: its verdicts, its witnesses, and symbolic against running semantics.
$(eval $(call suite,theorems,$(THEOREMS) $(MACHINE_CORE) $(IMAGE) $(ISA),-lz3 -ljansson $(IMAGE_LIBRARIES)))
# The solver takes its time: for make test, not for make check.
UNITS := $(filter-out $(BUILD)/tests/theorems,$(UNITS))

TESTS += $(BUILD)/tests/theorems-command/test

$(BUILD)/tests/theorems-command/test: tests/theorems/command.sh $(BUILD)/bin/pg32-theorems
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s %s\n' $^ $(@D) >$@
	@chmod +x $@

# pg32-theorems, and in it the machine that replays, over flawed definitions: each is isa/pg32.def with
# one row changed, compiled anew.
FLAWED := $(BUILD)/tests/flawed
FLAWS := moved base port
FLAWED_SOURCES = $(sort spec/theorems/main.c $(THEOREMS) $(MACHINE_CORE) $(ISA))
FLAWED_IMAGE = $(call objects,$(filter-out $(FLAWED_SOURCES),$(IMAGE)))
FLAWED_HEADERS := $(wildcard spec/theorems/*/*.h spec/theorems/*/*.def machine/core/*.h machine/devices/*.h machine/devices/*.def isa/*.h isa/*.def)

TESTS += $(FLAWED)/flawed.sh

$(FLAWED)/moved/isa/pg32.def: FLAW := /INSTRUCTION(lpsw,/s/0xF/0x9/
$(FLAWED)/base/isa/pg32.def: FLAW := /INSTRUCTION(sub,/s/RA/BASE/
$(FLAWED)/port/isa/pg32.def: FLAW := /INSTRUCTION(in,/s/0xF/0x9/

$(FLAWED)/%/isa/pg32.def: isa/pg32.def tests/theorems/rules.mk
	@mkdir -p $(@D)
	@sed '$(FLAW)' $< >$@
	@! cmp -s $< $@ || { echo 'tests/theorems/rules.mk: error: the row of flaw $* was not found' >&2; exit 1; }

$(FLAWED)/%/pg32-theorems: $(FLAWED)/%/isa/pg32.def $(FLAWED_SOURCES) $(FLAWED_HEADERS) $(FLAWED_IMAGE)
	@echo '  LINK    $@'
	@$(CC) -I$(FLAWED)/$* $(CPPFLAGS) $(CFLAGS) -o $@ $(FLAWED_SOURCES) $(FLAWED_IMAGE) $(THEOREMS_LIBRARIES)

$(FLAWED)/flawed.sh: tests/theorems/flawed.sh $(FLAWS:%=$(FLAWED)/%/pg32-theorems)
	@cp $< $@

# The verdicts and what comes of them, on the machine.
TESTS += $(BUILD)/tests/consequences

$(BUILD)/tests/consequences: tests/theorems/consequences.sh
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@

# The proofs of emulation, and VMMs with a planted error each: emulation from virtual user mode too, a
# trap that leaves the guest in user mode, a bound beyond the guest's memory, time that passes without
# the timer, a trap that stores the next instruction's pc, a wait for what is pending that takes no
# time, a clock whose high word is wrong by a bit, an lpsw whose window is not allocated, an spsw that
# may reach beyond the window, a console that is told once more to receive and begins anew.
EMULATION_TESTS := $(BUILD)/tests/emulation
PROOFS += $(EMULATION_TESTS)/all

comma := ,

# $(call flawed-vmm,ERROR,FILE,FROM,TO)
define flawed-vmm
$(EMULATION_TESTS)/$(1)/$(notdir $(2)): $(2) tests/theorems/rules.mk
	@mkdir -p $$(@D)
	@sed 's/$(3)/$(4)/' $$< >$$@
	@! cmp -s $$< $$@ || { echo 'the error $(1) does not fit $(2)'; exit 1; }

$(EMULATION_TESTS)/$(1)/whole.c: $(EMULATION_TESTS)/$(1)/$(notdir $(2))
	@printf '#include "%s"\n' $(filter-out $(2),$(VMM_PG32)) $$< >$$@

$(EMULATION_TESTS)/$(1)/vmm.elf: vmm/bare/entry.s $(EMULATION_TESTS)/$(1)/whole.c $(BUILD)/lib/pg32/vmm.elf
	@echo '  PG32-CC $$@'
	@$(PG32_CC) $(VMM_FLAGS) -o $$@ vmm/bare/entry.s $(EMULATION_TESTS)/$(1)/whole.c

$(EMULATION_TESTS)/all: $(EMULATION_TESTS)/$(1)/vmm.elf
endef

$(eval $(call flawed-vmm,mode,vmm/dispatcher.c, && !in_user_mode(&vm->guest),))
$(eval $(call flawed-vmm,supervisor,machine/core/trap.c,cpu->psw = new;,new.status |= cpu->psw.status \& STATUS_USER; cpu->psw = new;))
$(eval $(call flawed-vmm,bound,vmm/allocator.c,vm->real.bound = .*;,vm->real.bound = vm->guest.cpu.psw.bound;))
$(eval $(call flawed-vmm,timer,vmm/dispatcher.c,pass_time,pass_clock))
$(eval $(call flawed-vmm,pc,machine/core/trap.c,struct psw old = cpu->psw;,struct psw old = cpu->psw; old.pc += 4;))
$(eval $(call flawed-vmm,wait,machine/core/privileged.c,time = 1;,time = 0;))
$(eval $(call flawed-vmm,port,machine/devices/system.c,clock >> 32,clock >> 31))
$(eval $(call flawed-vmm,window,vmm/dispatcher.c,TRAIT_SETS_PSW,TRAIT_STORES_PSW))
$(eval $(call flawed-vmm,store,machine/core/privileged.c,address$(comma) sizeof \*psw,address$(comma) 4))
$(eval $(call flawed-vmm,console,machine/devices/console.c, \&\& console->due == NEVER,))

$(EMULATION_TESTS)/all: tests/theorems/emulation.sh $(BUILD)/bin/pg32-theorems $(BUILD)/lib/pg32/vmm.elf
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@
