# The trace and the limits, by the tools that run a machine.
TRACE_TEST := $(BUILD)/tests/trace
TESTS += $(TRACE_TEST)

$(TRACE_TEST): tests/trace/trace.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec tests/trace/trace.sh %s\n' $(BUILD)/bin >$@
	@chmod +x $@
