/* What is disassembled can be assembled again, to the same words. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "isa/disassemble.h"
#include "isa/instruction.h"
#include "support.h"

TestSuite(roundtrip, .init = enter_directory, .fini = leave_directory);

enum { WORD_COUNT = 20000, ORIGIN = 0x1000 };

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 5 ^ *state << 20;
}

/* A word that is an instruction; each operation comes often. */
static uint32_t random_instruction(uint32_t *state)
{
	for (;;) {
		uint32_t opcode = operation_rows[next_random(state) % OPERATIONS].opcode;
		uint32_t word = opcode << 24 | (next_random(state) & 0xFFFFFF);
		struct instruction instruction;
		if (decode(PROFILE_pg32, word, &instruction))
			return word;
		/* Fields that must be zero seldom are: help them. */
		word &= 0xFF000000 | next_random(state) | 0xFF0000;
		word &= next_random(state) % 2 == 0 ? 0xFFFF001F : 0xFFFFF000;
		word &= next_random(state) % 2 == 0 ? 0xFF0FFFFF : 0xFFFFFFFF;
		word &= next_random(state) % 4 == 0 ? 0xFFF00000 : 0xFFFFFFFF;
		if (decode(PROFILE_pg32, word, &instruction))
			return word;
	}
}

Test(roundtrip, the_text_of_random_instructions_gives_the_same_words)
{
	static uint32_t words[WORD_COUNT];
	bool seen[OPERATIONS] = { false };
	uint32_t state = 1;
	FILE *stream = fopen("a.s", "w");
	cr_assert(stream != NULL);
	for (uint32_t i = 0; i < WORD_COUNT; i++) {
		char text[DISASSEMBLY_SIZE];
		words[i] = random_instruction(&state);
		seen[operation_of(PROFILE_pg32, word_opcode(words[i]))] = true;
		fprintf(stream, "%s\n", disassemble(PROFILE_pg32, words[i], ORIGIN + 4 * i, text));
	}
	fclose(stream);
	for (unsigned i = 0; i < OPERATIONS; i++)
		cr_expect(seen[i], "no %s", operation_rows[i].mnemonic);
	struct outcome outcome = assemble_with(plain_options());
	cr_assert(outcome.status == 0, "%s", outcome.messages);
	for (uint32_t i = 0; i < WORD_COUNT; i++) {
		char text[DISASSEMBLY_SIZE];
		cr_assert(word_at(outcome.image, ORIGIN + 4 * i) == words[i], "%08x: %s", words[i],
		          disassemble(PROFILE_pg32, words[i], ORIGIN + 4 * i, text));
	}
	free_outcome(&outcome);
}
