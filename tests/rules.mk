# A suite is tests/NAME/*.c, linked against sanitized objects and Criterion.
#   $(eval $(call suite,NAME,SOURCES UNDER TEST,LIBRARIES))
CRITERION := -lcriterion

# What make check runs beside the suites, and make test too.
QUICK :=

define suite
UNITS += $(BUILD)/tests/$(1)
TESTS += $(BUILD)/tests/$(1)
$(BUILD)/tests/$(1): $$(call sanitized,$$(wildcard tests/$(1)/*.c) $(2))
	@mkdir -p $$(@D)
	@echo "  LINK    $$@"
	@$(CC) $(SANITIZE) -o $$@ $$^ $(CRITERION) $(3)
endef

include $(wildcard tests/*/rules.mk)

# Who types the folder's name means the tests.
.PHONY: tests
tests: test

test: all layers lint check-spec $(TESTS) $(QUICK)
	@JOBS=$$(nproc) tests/run $(TESTS) $(QUICK)

# What runs guests, with each engine as the one that is taken where none is asked for.
TESTS_OF_ENGINES = $(filter-out $(UNITS) tests/assembler/% tests/build/% tests/layers/% %/mutants %/consequences \
	$(COMMAND)/files %/theorems $(BUILD)/tests/theorems-command/% \
	$(FLAWED)/%,$(TESTS))
.PHONY: test-engines
test-engines: all $(TESTS_OF_ENGINES)
	@for engine in reference fast eager; do \
		echo "engine $$engine"; PG32_ENGINE=$$engine tests/run $(TESTS_OF_ENGINES) || exit 1; done

# What takes a solver many minutes.
.PHONY: proofs
proofs: all $(PROOFS)
	@tests/run $(PROOFS)

# What is quick: the suites, and what needs no run. That nothing is leaked, a third of the suites' time, is
# left to make test.
check: check-format layers lint check-spec $(UNITS) $(QUICK)
	@ASAN_OPTIONS=detect_leaks=0 JOBS=$$(nproc) tests/run $(UNITS) $(QUICK)

.PHONY: fuzz
fuzz: fuzz-assembler fuzz-convert
