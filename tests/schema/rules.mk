# What the manual says of JSON.
SCHEMA_TEST := $(BUILD)/tests/schema
TESTS += $(SCHEMA_TEST)

$(SCHEMA_TEST): tests/schema/schema.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec tests/schema/schema.sh %s\n' $(BUILD)/bin >$@
	@chmod +x $@
