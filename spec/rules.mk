# The manuals' tables come from definition files: make spec writes them, make check-spec sees that
# they are current.
MANUALS := spec/pg32.md spec/assembler.md

.PHONY: check-spec

$(BUILD)/spec/manual: $(call objects,spec/manual.c spec/tables.c spec/language.c spec/text.c $(ISA))
	@mkdir -p $(@D)
	$(CC) -o $@ $^

$(BUILD)/spec/%.md: spec/%.md $(BUILD)/spec/manual
	@$(BUILD)/spec/manual $< >$@

spec: $(MANUALS:%=$(BUILD)/%)
	@for manual in $(MANUALS); do \
		cmp -s $(BUILD)/$$manual $$manual || \
			{ cp $(BUILD)/$$manual $$manual.new && mv $$manual.new $$manual && echo "$$manual: written"; } || exit 1; \
	done

check-spec: $(MANUALS:%=$(BUILD)/%)
	@for manual in $(MANUALS); do \
		cmp -s $(BUILD)/$$manual $$manual || \
			{ echo "$$manual: error: a table is not what its definitions say; run make spec" >&2; exit 1; }; \
	done
