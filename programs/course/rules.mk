# The course: the grader, and the assignments that it finds beside it.
COURSE := programs/course
GRADE_LIBRARIES := $(MACHINE_LIBRARIES)
ASSIGNMENTS := $(patsubst $(COURSE)/%/assignment.json,%,$(wildcard $(COURSE)/*/assignment.json))
TOOLS += $(BUILD)/bin/pg32-grade $(BUILD)/bin/pg32-grade-all $(BUILD)/bin/pg32-similar $(BUILD)/lib/pg32/class-help $(BUILD)/lib/pg32/confine.so $(BUILD)/lib/pg32/course

$(BUILD)/bin/pg32-grade: $(call objects,$(filter-out %/confine.c %/class_help.c,$(wildcard $(COURSE)/grade/*.c)) \
		vmm/equivalence/host.c vmm/equivalence/allocate.c $(MACHINE_CORE) $(IMAGE) $(ISA))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(GRADE_LIBRARIES)

$(BUILD)/bin/pg32-grade-all $(BUILD)/bin/pg32-similar: $(BUILD)/bin/%: $(COURSE)/grade/%
	@mkdir -p $(@D)
	@cp $< $@

# What these say of themselves.
$(BUILD)/lib/pg32/class-help: $(call objects,$(COURSE)/grade/class_help.c $(FRONT) $(ISA))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^

$(BUILD)/lib/pg32/confine.so: $(COURSE)/grade/confine.c
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) $(CPPFLAGS) -D_GNU_SOURCE $(CFLAGS) -Wno-missing-prototypes -fPIC -shared -o $@ $< -ldl

# Every assignment, its instructor's folder too.
$(BUILD)/lib/pg32/course: $(wildcard $(COURSE)/*/* $(COURSE)/*/*/* $(COURSE)/*/*/*/*)
	@rm -rf $@
	@mkdir -p $@
	@cp -R $(COURSE)/given $(ASSIGNMENTS:%=$(COURSE)/%) $@
	@touch $@

# What the VMM's labs are built from beside the student's own files: the machine's parts that are not to be
# written there, as sources to read and as objects. confine.so lets a build read these, and no other source
# of the project.
KIT := $(BUILD)/lib/pg32/kit
KIT_CORE := arithmetic.h buffer.c buffer.h clock.h counts.h execute.c fill.c flawed.c flawed_paging.c history.h interrupt.h layout.h \
	machine.h memory.h outcome.h seen.h semantics.h translate.c translate.h values.h
KIT_ENGINE_SOURCES := machine/core/execute.c machine/core/flawed.c
KIT_FILES := $(wildcard isa/*.h isa/*.def) isa/elf.c $(wildcard machine/devices/* machine/boot/*) \
	$(addprefix machine/core/,$(KIT_CORE)) $(addprefix vmm/,vmm.h port.h create.c pages.c) \
	$(addprefix vmm/bare/,bare.h direct.c entry.s layout.c main.c port.c)
KIT_PARTS_SOURCES := $(wildcard $(COURSE)/6-vmm/instructor/solution/*.c)
KIT_GIVEN_SOURCES := $(filter-out vmm/bare/direct.c $(KIT_ENGINE_SOURCES),$(filter %.c,$(KIT_FILES)))
include $(COURSE)/kit/kit.mk
TOOLS += $(KIT)

# Made in a folder of another name, so that one which is there is whole.
$(KIT): NEW = $@.new
$(KIT): FLAGS = $(subst $(KIT),$(NEW),$(KIT_FLAGS))
$(KIT): $(KIT_FILES) $(KIT_PARTS_SOURCES) $(wildcard $(COURSE)/kit/*) $(COURSE)/rules.mk $(PG32_CC_READY)
	@rm -rf $@ $(NEW)
	@mkdir -p $(NEW)
	@echo '  KIT     $@'
	@cp --parents $(KIT_FILES) $(NEW)
	@cp $(COURSE)/kit/kit.mk $(NEW)
	@cp $(COURSE)/kit/time.h $(NEW)/machine/core
	@printf '#include "%s"\n' $(KIT_GIVEN_SOURCES) >$(NEW)/given.c
	@printf '#include "%s"\n' vmm/bare/direct.c >$(NEW)/direct.c
	@printf '#include "%s"\n' $(KIT_ENGINE_SOURCES) >$(NEW)/engine.c
	@printf '#include "%s"\n' $(KIT_PARTS_SOURCES) >$(NEW)/parts.c
	@for part in given direct engine; do $(PG32_CC) $(FLAGS) -c -o $(NEW)/$$part.o $(NEW)/$$part.c || exit 1; done
	@$(PG32_CC) -g0 -c -o $(NEW)/entry.o vmm/bare/entry.s
	@$(PG32_CC) -I$(NEW) $(FLAGS) -c -o $(NEW)/parts.o $(NEW)/parts.c
	@rm $(NEW)/given.c $(NEW)/direct.c $(NEW)/engine.c $(NEW)/parts.c
	@mv $(NEW) $@

# The VMMs of assignment 8, each with a fault: $(call flawed-vmm-of-course,number,file,sed's pattern,replacement).
FLAWED := $(BUILD)/lib/pg32/flawed
define flawed-vmm-of-course
TOOLS += $(FLAWED)/$(1).elf
$(FLAWED)/$(1).elf: vmm/bare/entry.s $(VMM_PG32) $(VMM_HEADERS) $(COURSE)/rules.mk $(PG32_CC_READY)
	@mkdir -p $$(@D) $(BUILD)/vmm/flawed
	@echo '  PG32-CC $$@'
	@sed 's/$(3)/$(4)/' $(2) >$(BUILD)/vmm/flawed/$(1).c
	@! cmp -s $(2) $(BUILD)/vmm/flawed/$(1).c || { echo 'the fault of VMM $(1) does not fit $(2)'; exit 1; }
	@printf '#include "%s"\n' $(filter-out $(2),$(VMM_PG32)) $(BUILD)/vmm/flawed/$(1).c >$(BUILD)/vmm/flawed/$(1)-whole.c
	@$(PG32_CC) $(VMM_FLAGS) -o $$@ vmm/bare/entry.s $(BUILD)/vmm/flawed/$(1)-whole.c
endef
$(eval $(call flawed-vmm-of-course,1,vmm/allocator.c,window_of.*size,virtual->bound))
$(eval $(call flawed-vmm-of-course,2,machine/core/trap.c,cause == CAUSE_TIMER,cause == CAUSES))
$(eval $(call flawed-vmm-of-course,3,machine/core/privileged.c,pass_clock,pass_time))

# A folder for a student, which stands alone: make start LAB=2 DIR=~/lab2
LAB ?=
DIR ?=
.PHONY: start course-release
start: all
	@[ -n '$(LAB)' ] && [ -n '$(DIR)' ] && [ -d '$(wildcard $(COURSE)/$(LAB)-*)' ] || \
		{ echo 'usage: make start LAB=1 DIR=folder   with LAB one of: $(ASSIGNMENTS)' >&2; exit 2; }
	@$(COURSE)/start '$(LAB)' '$(DIR)' '$(abspath $(BUILD)/bin)' '$(CURDIR)/spec'

# What students get: everything but the instructor's folders.
COURSE_RELEASE := $(BUILD)/pg32-course.tar.gz
course-release: $(COURSE_RELEASE)
$(COURSE_RELEASE): $(wildcard $(COURSE)/start $(COURSE)/*/*.* $(COURSE)/*/starter/* $(COURSE)/given/*)
	@mkdir -p $(@D)
	@tar -czf $@ --exclude=instructor --transform='s|^|pg32-course/|' -C $(COURSE) start given editor $(ASSIGNMENTS)
	@echo '$@'
