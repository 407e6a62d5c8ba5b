# A suite is tests/NAME/*.c, linked against sanitized objects and Criterion.
#   $(eval $(call suite,NAME,SOURCES UNDER TEST,LIBRARIES))
CRITERION := -lcriterion

define suite
TESTS += $(BUILD)/tests/$(1)
$(BUILD)/tests/$(1): $$(call sanitized,$$(wildcard tests/$(1)/*.c) $(2))
	@mkdir -p $$(@D)
	$(CC) $(SANITIZE) -o $$@ $$^ $(CRITERION) $(3)
endef

include $(wildcard tests/*/rules.mk)

test: all
	@tests/run $(TESTS)
