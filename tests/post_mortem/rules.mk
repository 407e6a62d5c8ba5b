# Post-mortems, by the tools that run a machine.
POST_MORTEM := $(BUILD)/tests/post_mortem
TESTS += $(POST_MORTEM)

$(POST_MORTEM): tests/post_mortem/post_mortem.sh $(BUILD)/bin/pg32-run $(BUILD)/bin/pg32-vmm $(BUILD)/lib/pg32/vmm.elf $(BUILD)/lib/pg32/vmm-hybrid.elf $(PG32_AS_READY)
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec tests/post_mortem/post_mortem.sh %s\n' $(BUILD)/bin >$@
	@chmod +x $@
