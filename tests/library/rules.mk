# What of the library is no matter of the machine, compiled for the host with sanitizers under other
# names: strings are held against the host's.
LIBRARY_UNDER_TEST := $(patsubst %,programs/lib/%.c,abort calloc fatal malloc memchr qsort strchr strcmp strcpy strlen \
	helper-memcmp helper-memcpy helper-memmove helper-memset)

$(BUILD)/sanitized/programs/lib/%.o: CPPFLAGS += -Iprograms/lib/include -include tests/library/renamed.h
$(BUILD)/sanitized/programs/lib/%.o: CFLAGS += -ffreestanding

$(eval $(call suite,library,$(LIBRARY_UNDER_TEST),))

# Its headers, in each standard of C and C++, and with a kernel's own names.
TESTS += $(BUILD)/tests/headers
$(BUILD)/tests/headers: tests/library/headers.sh all
	@mkdir -p $(@D)
	@printf '#!/bin/sh\nexec %s %s %s\n' $< $(BUILD) $(BUILD)/tests/headers.parts >$@
	@chmod +x $@
