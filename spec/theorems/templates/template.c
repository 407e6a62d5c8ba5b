/* Asks the translator, and keeps what it says. */
#include "spec/theorems/templates/template.h"

#include <string.h>

static void take_ways(struct template *template, const struct fast *fast)
{
	template->context = (uintptr_t)fast->context;
	template->code = fast->context->code;
	template->code_start = fast->code_start;
	for (unsigned i = 0; i < LEAVINGS; i++)
		template->leave[i] = (uintptr_t)fast->leave[i];
	for (unsigned i = 0; i < EXCHANGES; i++)
		template->exchanges[i] = (uintptr_t)fast->exchanges[i];
	template->enter = (uintptr_t)fast->enter;
	memcpy(template->ways, fast->code, fast->code_start);
}

bool template_take(struct template *template, struct sample *sample, uint32_t profile, uint32_t pc,
                   const uint32_t *words, unsigned count, enum circumstance circumstance)
{
	const struct fast *fast = sample->fast;
	const struct block *block =
	        sample_translate(sample, profile, pc, words, count, circumstance);
	if (block == NULL || block->length > count || fast->code_start > TEMPLATE_CODE)
		return false;
	template->profile = profile;
	template->circumstance = circumstance;
	template->pc = pc;
	template->count = block->length;
	memcpy(template->words, words, block->length * sizeof *words);
	template->block = *block;
	template->number = block_number(fast, block);
	memcpy(template->notes, fast->notes + block->notes,
	       block->note_count * sizeof *template->notes);
	template->window_size = block->window->size;
	template->size = fast->code_end - block->start;
	if (template->size > TEMPLATE_CODE)
		return false;
	memcpy(template->bytes, fast->code + block->start, template->size);
	take_ways(template, fast);
	return true;
}

const uint8_t *template_code(const struct template *template, uint64_t at, unsigned *count)
{
	uint64_t offset = at - template->code;
	if (offset < template->code_start) {
		*count = (unsigned)(template->code_start - offset);
		return template->ways + offset;
	}
	offset -= template->block.start;
	*count = (unsigned)(template->size - offset);
	return offset < template->size ? template->bytes + offset : NULL;
}
