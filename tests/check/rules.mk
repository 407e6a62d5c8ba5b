# --check: the warnings, and that the project's own programs give none.
CHECK_TESTS := $(BUILD)/tests/check $(BUILD)/tests/quiet
TESTS += $(CHECK_TESTS)

$(CHECK_TESTS): $(BUILD)/tests/%: tests/check/%.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s\n' $< $(BUILD) >$@
	@chmod +x $@
