# Post-mortems, by the tools that run a machine.
POST_MORTEM := $(BUILD)/tests/post_mortem
TESTS += $(POST_MORTEM)

$(POST_MORTEM): tests/post_mortem/post_mortem.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec tests/post_mortem/post_mortem.sh %s\n' $(BUILD)/bin >$@
	@chmod +x $@
