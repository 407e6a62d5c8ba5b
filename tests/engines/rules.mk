# The engines: the emitter's forms as libzydis reads them, and the cases that are hard for a
# translator. Where the fast engine is not made there is nothing to test.
ifeq ($(FAST_ENGINE),fast)
$(eval $(call suite,engines,$(MACHINE_ENGINES) $(MACHINE_CORE) $(ISA),-lZydis))

# What the translator makes of the guest's code is checked in: a change of it is seen in a diff.
HOST_CODE := tests/engines/host_code.txt
UNITS += $(BUILD)/tests/host-code
TESTS += $(BUILD)/tests/host-code

$(BUILD)/tests/list-host-code: $(call objects,$(wildcard tests/engines/listing/*.c) $(MACHINE_ENGINES) $(MACHINE_CORE) $(ISA))
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -o $@ $^ -lZydis -lZycore

$(BUILD)/tests/host-code: $(BUILD)/tests/list-host-code tests/engines/rules.mk
	@printf '#!/bin/sh\n%s | diff -u %s - && exit 0\necho "%s"; exit 1\n' $< $(HOST_CODE) \
		'host-code: FAILED: make host-code writes $(HOST_CODE) anew; read the difference' >$@
	@chmod +x $@

.PHONY: host-code
host-code: $(BUILD)/tests/list-host-code
	@$< >$(BUILD)/host_code.txt && mv $(BUILD)/host_code.txt $(HOST_CODE)
endif
