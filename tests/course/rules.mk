# The graders of the course, and what attacks them.
GRADERS := $(ASSIGNMENTS:%=$(BUILD)/tests/graders/%)
TESTS += $(GRADERS)

$(BUILD)/tests/graders/%: tests/course/graders.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s %s\n' $< $(BUILD) $* >$@
	@chmod +x $@

TESTS += $(BUILD)/tests/attacks

$(BUILD)/tests/attacks: tests/course/attacks.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@

TESTS += $(BUILD)/tests/course-release

$(BUILD)/tests/course-release: tests/course/release.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@

TESTS += $(BUILD)/tests/course-many

$(BUILD)/tests/course-many: tests/course/many.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@

TESTS += $(BUILD)/tests/course-reports

$(BUILD)/tests/course-reports: tests/course/reports.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@

# Quick, and so a part of make check.
QUICK += $(BUILD)/tests/course-builds

$(BUILD)/tests/course-builds: tests/course/builds.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@
