# Every word there is, decoded once: about a minute, so a target of its own.
.PHONY: count-words
count-words: $(BUILD)/tests/count_words
	$<

$(BUILD)/tests/count_words: $(call objects,tests/words/count_words.c $(ISA))
	@mkdir -p $(@D)
	$(CC) -o $@ $^ -pthread
