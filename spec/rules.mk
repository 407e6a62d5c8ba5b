# The manual's tables come from isa/: make spec writes them, make check-spec sees that they are current.
MANUAL := spec/pg32.md

.PHONY: check-spec

$(BUILD)/spec/manual: $(call objects,spec/manual.c spec/tables.c spec/text.c $(ISA))
	@mkdir -p $(@D)
	$(CC) -o $@ $^

$(BUILD)/spec/pg32.md: $(BUILD)/spec/manual $(MANUAL)
	@$(BUILD)/spec/manual $(MANUAL) >$@

spec: $(BUILD)/spec/pg32.md
	@cmp -s $< $(MANUAL) || { cp $< $(MANUAL).new && mv $(MANUAL).new $(MANUAL) && echo '$(MANUAL): written'; }

check-spec: $(BUILD)/spec/pg32.md
	@cmp -s $< $(MANUAL) || { echo '$(MANUAL): error: a table is not what isa/ says; run make spec' >&2; exit 1; }
