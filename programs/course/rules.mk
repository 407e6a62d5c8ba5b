# The course: the grader, and the assignments that it finds beside it.
COURSE := programs/course
GRADE_LIBRARIES := $(MACHINE_LIBRARIES)
ASSIGNMENTS := $(patsubst $(COURSE)/%/assignment.json,%,$(wildcard $(COURSE)/*/assignment.json))
TOOLS += $(BUILD)/bin/pg32-grade $(BUILD)/lib/pg32/confine.so $(BUILD)/lib/pg32/course

$(BUILD)/bin/pg32-grade: $(call objects,$(filter-out %/confine.c,$(wildcard $(COURSE)/grade/*.c)) \
		vmm/equivalence/host.c vmm/equivalence/allocate.c $(MACHINE_CORE) $(IMAGE) $(ISA))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ $(GRADE_LIBRARIES)

$(BUILD)/lib/pg32/confine.so: $(COURSE)/grade/confine.c
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) $(CPPFLAGS) -D_GNU_SOURCE $(CFLAGS) -Wno-missing-prototypes -fPIC -shared -o $@ $< -ldl

# Every assignment, its instructor's folder too.
$(BUILD)/lib/pg32/course: $(wildcard $(COURSE)/*/* $(COURSE)/*/*/* $(COURSE)/*/*/*/*)
	@rm -rf $@
	@mkdir -p $@
	@cp -R $(ASSIGNMENTS:%=$(COURSE)/%) $@
	@touch $@
