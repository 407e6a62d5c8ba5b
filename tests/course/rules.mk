# The graders of the course, and what attacks them.
GRADERS := $(ASSIGNMENTS:%=$(BUILD)/tests/graders/%)
TESTS += $(GRADERS)

$(BUILD)/tests/graders/%: tests/course/graders.sh $(BUILD)/bin/pg32-grade $(BUILD)/lib/pg32/confine.so
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s %s\n' $< $(BUILD) $* >$@
	@chmod +x $@

TESTS += $(BUILD)/tests/attacks

$(BUILD)/tests/attacks: tests/course/attacks.sh $(BUILD)/bin/pg32-grade $(BUILD)/lib/pg32/confine.so
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@

TESTS += $(BUILD)/tests/course-release

$(BUILD)/tests/course-release: tests/course/release.sh $(BUILD)/bin/pg32-grade $(BUILD)/lib/pg32/confine.so
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@

TESTS += $(BUILD)/tests/course-many

$(BUILD)/tests/course-many: tests/course/many.sh $(BUILD)/bin/pg32-grade $(BUILD)/bin/pg32-grade-all $(BUILD)/bin/pg32-similar
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@

TESTS += $(BUILD)/tests/course-reports

$(BUILD)/tests/course-reports: tests/course/reports.sh $(BUILD)/bin/pg32-grade $(BUILD)/lib/pg32/confine.so
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@

# Quick, and so a part of make check.
QUICK += $(BUILD)/tests/course-builds

$(BUILD)/tests/course-builds: tests/course/builds.sh $(KIT) $(PG32_CC_READY)
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@
