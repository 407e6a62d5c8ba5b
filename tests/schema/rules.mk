# What the manual says of JSON.
SCHEMA_TEST := $(BUILD)/tests/schema
TESTS += $(SCHEMA_TEST)

$(SCHEMA_TEST): tests/schema/schema.sh $(BUILD)/bin/pg32-run $(BUILD)/lib/pg32/vmm.elf $(BUILD)/lib/pg32/vmm-hybrid.elf $(PG32_AS_READY)
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec tests/schema/schema.sh %s\n' $(BUILD)/bin >$@
	@chmod +x $@
