# --check: the warnings, and that the project's own programs give none.
CHECK_TEST := $(BUILD)/tests/check
TESTS += $(CHECK_TEST)

$(CHECK_TEST): tests/check/check.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec tests/check/check.sh %s\n' $(BUILD) >$@
	@chmod +x $@
