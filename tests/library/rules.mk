# The library compiled for the host with sanitizers, under other names, and held against the host's.
LIBRARY_UNDER_TEST := $(filter-out $(patsubst %,programs/lib/%.c,crt0 trap console heap_extend stack_protector), \
	$(LIBRARY_SOURCES))

$(BUILD)/sanitized/programs/lib/%.o: CPPFLAGS += -Iprograms/lib/include -include tests/library/renamed.h
$(BUILD)/sanitized/programs/lib/%.o: CFLAGS += -ffreestanding

$(eval $(call suite,library,$(LIBRARY_UNDER_TEST),))
