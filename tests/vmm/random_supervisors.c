/* Random supervisors, bare and virtual in step: at every exit nothing that a guest can see differs.
 */
#include <criterion/criterion.h>

#include "isa/instruction.h"
#include "tests/vmm/pair.h"

enum { PROGRAM_WORDS = 256, EXITS = 400, PROGRAMS = 4000 };

static const char *const cause_names[CAUSES] = {
#define CAUSE(NAME, number, text, value, hint) [CAUSE_##NAME] = text,
#include "isa/causes.def"
};

/* xorshift32: the same programs on every machine. */
static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static uint32_t below(uint32_t *state, uint32_t limit)
{
	return next_random(state) % limit;
}

/* A number of the kinds that matter: small, a port, an address, a page, anything. */
static int32_t interesting(uint32_t *state, int32_t least, int32_t most)
{
	uint32_t random = next_random(state);
	int32_t value;
	switch (below(state, 6)) {
	case 0:
		value = (int32_t)(random % 32) - 8;
		break;
	case 1:
		value = (int32_t)(0x10 + random % 24);
		break;
	case 2:
		value = (int32_t)(random % 0x80);
		break;
	case 3:
		value = (int32_t)(0x1000 + random % 0x800);
		break;
	case 4:
		value = (int32_t)(random % 5 * PAGE_SIZE);
		break;
	default:
		value = (int32_t)random;
		break;
	}
	return value < least || value > most ? (int32_t)(random % 16) : value;
}

static uint32_t random_instruction(uint32_t *state)
{
	struct instruction instruction = { .operation = below(state, OPERATIONS) };
	if (below(state, 3) == 0)
		instruction.operation = OPERATION_lpsw + below(state, 6);
	const struct format_row *row = &format_rows[operation_rows[instruction.operation].format];
	unsigned bits = row->immediate;
	instruction.d = row->d == 0 ? 0 : (uint8_t)below(state, 16);
	instruction.a = row->a == 0 || below(state, 2) == 0 ? 0 : (uint8_t)below(state, 16);
	instruction.b = row->b == 0 ? 0 : (uint8_t)below(state, 16);
	instruction.immediate =
	        interesting(state, immediate_minimum(bits), immediate_maximum(bits));
	if (instruction.operation == OPERATION_halt && below(state, 8) != 0)
		instruction.operation = OPERATION_wait;
	if (instruction.operation == OPERATION_wait)
		instruction.a = 0;
	if (bits == 5)
		instruction.immediate &= 31;
	return below(state, 40) == 0 ? next_random(state) : encode(&instruction);
}

/* A PSW that is mostly well-formed and points into the program. */
static void random_psw(uint32_t *state, uint8_t *at)
{
	uint32_t base = below(state, 4) == 0 ? below(state, 6) * PAGE_SIZE : 0;
	struct psw psw = {
		.status = below(state, 50) == 0 ? next_random(state) : below(state, 8),
		.pc = 0x1000 - base + 4 * below(state, PROGRAM_WORDS),
		.base = base,
		.bound = below(state, 5) == 0 ? below(state, 6) * PAGE_SIZE : GUEST_SIZE,
		.timer = below(state, 2) == 0 ? 0 : below(state, 40),
	};
	memcpy(at, &psw, sizeof psw);
}

/* The first page of both: a new PSW and some more to load. */
static void fill_first_page(struct pair *pair, uint32_t seed)
{
	uint32_t state = seed;
	for (uint32_t address = 0; address < 0x100; address += 0x20)
		random_psw(&state, pair->bare.memory.bytes + address);
	for (unsigned i = 1; i < REGISTERS; i++)
		pair->bare.cpu.registers[i] = (uint32_t)interesting(&state, INT32_MIN, INT32_MAX);
	memcpy(pair->vm.guest.memory.bytes, pair->bare.memory.bytes, 0x100);
	memcpy(pair->vm.guest.cpu.registers, pair->bare.cpu.registers,
	       sizeof pair->bare.cpu.registers);
	memcpy(pair->real.cpu.registers, pair->bare.cpu.registers, sizeof pair->bare.cpu.registers);
}

static void check_program(struct pair *pair, uint32_t seed)
{
	uint32_t words[PROGRAM_WORDS], state = seed * 2654435761u | 1;
	for (unsigned i = 0; i < PROGRAM_WORDS; i++)
		words[i] = random_instruction(&state);
	pair_boot(pair, words, PROGRAM_WORDS, "some input\nand more\n");
	fill_first_page(pair, state);
	for (unsigned i = 0; i < EXITS && pair->virtual_outcome == OUTCOME_COMPLETED; i++) {
		if (!pair_run_virtual(pair))
			return;
		pair_run_bare(pair);
		const char *lost = pair_lost_control(pair);
		cr_assert_null(lost, "seed %u, exit %u: the VMM lost control of %s", seed, i, lost);
		const char *difference = pair_difference(pair);
		cr_assert_null(difference,
		               "seed %u, exit %u, clock %llu: %s differs after %s of word %08x at "
		               "%08x",
		               seed, i, (unsigned long long)pair->vm.guest.devices.clock,
		               difference, cause_names[pair->exit.trap.cause], pair->exit.trap.word,
		               pair->exit.old.pc);
	}
}

Test(random_supervisors, are_the_same_bare_and_virtual_at_every_exit, .timeout = 60)
{
	static struct pair pair;
	uint64_t exits = 0, ends[OUTCOME_DOUBLE_TRAP + 1] = { 0 };
	for (uint32_t seed = 1; seed <= PROGRAMS; seed++) {
		check_program(&pair, seed);
		ends[pair.virtual_outcome]++;
		for (unsigned i = 0; i < COUNTS; i++)
			exits += pair.vm.counts[i];
	}
	/* The programs reach every way to end, and run long enough to mean something. */
	for (unsigned outcome = OUTCOME_HALTED; outcome <= OUTCOME_DOUBLE_TRAP; outcome++)
		cr_expect_gt(ends[outcome], 20, "outcome %u: %llu programs", outcome,
		             (unsigned long long)ends[outcome]);
	cr_expect_gt(exits, 10 * PROGRAMS, "%llu exits", (unsigned long long)exits);
}
