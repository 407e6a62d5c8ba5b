/* The machine that runs the VMM's code over terms does what the real one does, from random states
 * whose terms are all numbers: each unprivileged row, in the VMM's own page. */
#include <criterion/criterion.h>

#include "isa/names.h"
#include "machine/core/machine.h"
#include "spec/theorems/emulation/symbolic_cpu.h"
#include "spec/theorems/emulation/vmm_image.h"
#include "tests/theorems/random_state.h"

enum { STATES = 6, MEMORY = 2 * PAGE_SIZE };

/* The code is the first word behind page 0. */
struct both_machines {
	uint8_t bytes[MEMORY], image_bytes[MEMORY];
	struct vmm_image image;
	struct machine real;
	struct symbolic_cpu cpu;
};

/* Addresses are of whole words in page 0, so that no access is a stray. */
static void fill(struct both_machines *both, struct prover *prover, uint32_t *seed, uint32_t word)
{
	Z3_context z = prover->z;
	both->image = (struct vmm_image){ .bytes = both->image_bytes, .end = MEMORY };
	write_word(both->image_bytes + PAGE_SIZE, word);
	write_word(both->bytes + PAGE_SIZE, word);
	both->real = (struct machine){ .memory = { both->bytes, MEMORY },
		                       .cpu.psw = { .pc = PAGE_SIZE, .bound = MEMORY } };
	both->cpu = (struct symbolic_cpu){ .pc = PAGE_SIZE };
	uint32_t *registers = both->real.cpu.registers;
	for (unsigned i = 1; i < REGISTERS; i++) {
		uint32_t random = next_random(seed) >> next_random(seed) % 32;
		registers[i] = next_random(seed) % 2 == 0 ? random : 0 - random;
	}
	if (word_has(word, TRAITS_LOAD | TRAITS_STORE))
		registers[word >> 16 & 0xF] =
		        next_random(seed) % PAGE_SIZE / 4 * 4 - immediate_of(word, LETTER_i);
	registers[0] = 0;
	for (unsigned i = 0; i < REGISTERS; i++)
		both->cpu.registers[i] = word_term(z, registers[i]);
	for (uint32_t i = 0; i < OWN_WORDS; i++) {
		uint32_t random = next_random(seed);
		write_word(both->bytes + 4 * i, random);
		both->cpu.own[i] = word_term(z, random);
	}
}

static uint32_t value_of(Z3_context z, Z3_ast term)
{
	uint64_t number = 0;
	cr_expect(is_number(z, term, &number), "not a number");
	return (uint32_t)number;
}

/* Where the real machine goes on. */
static uint32_t next_pc(Z3_context z, const struct flow_on *on, uint32_t pc)
{
	uint64_t taken = on->flow == FLOW_JUMP;
	if (on->flow == FLOW_BRANCH)
		taken = Z3_get_bool_value(z, on->condition) == Z3_L_TRUE;
	return taken ? value_of(z, on->target) : pc + 4;
}

static void expect_same(struct both_machines *both, struct prover *prover, uint32_t word)
{
	Z3_context z = prover->z;
	struct guest_writes writes = { .latest = NULL };
	Z3_ast zero = word_term(z, 0);
	const struct surroundings surroundings = { .prover = prover,
		                                   .image = &both->image,
		                                   .origin = zero,
		                                   .size = zero,
		                                   .writes = &writes };
	struct history history = { .next = 0 };
	struct trap trap;
	uint32_t completed;
	struct flow_on on = execute_symbolic(&surroundings, &both->cpu);
	enum outcome outcome = execute_unprivileged(&both->real, 1, &completed, &history, &trap);
	cr_assert_eq(outcome, OUTCOME_COMPLETED, "%08x", word);
	cr_assert_neq(on.flow, FLOW_STRAY, "%08x %s", word, on.stray);
	cr_expect_eq(next_pc(z, &on, PAGE_SIZE), both->real.cpu.psw.pc, "%08x: pc", word);
	for (unsigned i = 0; i < REGISTERS; i++)
		cr_expect_eq(value_of(z, both->cpu.registers[i]), both->real.cpu.registers[i],
		             "%08x: %s", word, register_name(i));
	for (uint32_t i = 0; i < OWN_WORDS; i++)
		cr_expect_eq(value_of(z, both->cpu.own[i]), read_word(both->bytes + 4 * i),
		             "%08x: memory at %x", word, 4 * i);
}

/* Off r0 the offset is the address, which is to be that of a word in page 0. */
static uint32_t aligned(uint32_t word)
{
	if (!word_has(word, TRAITS_LOAD | TRAITS_STORE))
		return word;
	return (word >> 16 & 0xF) == 0 ? (word & 0xFFFF0000) | (word & 0x0FFC) : word;
}

Test(symbolic_machine, does_what_the_real_one_does)
{
	static struct both_machines both;
	for (enum operation operation = 0; operation < OPERATIONS; operation++) {
		if ((operation_rows[operation].traits & (TRAIT_PRIVILEGED | TRAIT_TRAPS)) != 0)
			continue;
		uint32_t seed = seed_of_case("symbolic machine", PROFILE_pg32, operation);
		struct prover prover = prover_open();
		for (unsigned i = 0; i < STATES; i++) {
			uint32_t word = aligned(random_word(&seed, PROFILE_pg32, operation));
			fill(&both, &prover, &seed, word);
			expect_same(&both, &prover, word);
		}
		prover_close(&prover);
	}
}
