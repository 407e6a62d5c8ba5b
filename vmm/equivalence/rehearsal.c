/* Runs generated programs bare, and repairs those that end early.
 *
 * Random supervisors soon stop: they load a malformed PSW, wait for nothing, trap in a trap. The
 * word that did it is replaced by a harmless one, and the program tried again; what comes behind is
 * as random as before. */
#include "vmm/equivalence/rehearsal.h"

#include <sys/mman.h>

#include "isa/instruction.h"
#include "vmm/equivalence/allocate.h"
#include "vmm/equivalence/bare.h"
#include "vmm/equivalence/fragments.h"
#include "vmm/equivalence/generate.h"
#include "vmm/equivalence/random.h"

/* A program that has come to this instant without having lasted waits for too long. */
enum { LATE = 4000 };

enum { ATTEMPTS = 6, REPAIRS = 24, UNREPAIRED = 32 };

/* What is to end soon does so in so many instructions. */
enum { SHORT = 1500 };

void rehearsal_create(struct rehearsal *rehearsal, uint32_t profile)
{
	memset(rehearsal, 0, sizeof *rehearsal);
	rehearsal->machine.memory = (struct memory){ map_zeroed(PROGRAM_MEMORY), PROGRAM_MEMORY };
	rehearsal->machine.buffer.pages = map_zeroed(BUFFER_SIZE);
	rehearsal->supply = program_supply(profile);
}

void rehearsal_release(struct rehearsal *rehearsal)
{
	munmap(rehearsal->machine.memory.bytes, PROGRAM_MEMORY);
	munmap(rehearsal->machine.buffer.pages, BUFFER_SIZE);
	host_release(&rehearsal->host);
}

struct ending {
	enum outcome outcome; /* COMPLETED: it has lasted */
	bool delivering;      /* it ended in the delivery of a trap */
};

/* Runs until the program has executed so many instructions or ends. An image that cannot be booted
 * is meant so. */
static struct ending rehearse(struct rehearsal *rehearsal, const struct program *program,
                              uint64_t most)
{
	struct machine *machine = &rehearsal->machine;
	struct program_image image;
	struct history history = { .next = 0 };
	struct trap trap;
	struct ending ending = { OUTCOME_COMPLETED, false };
	uint64_t lateness = program_lateness(program);
	uint32_t count = program_files(program, &image), word;
	memset(machine->memory.bytes, 0, PROGRAM_MEMORY);
	rehearsal->supply.equipment = program->equipment;
	host_attach(&rehearsal->host, machine, &rehearsal->supply);
	bare_reset(machine, machine->buffer.pages, &rehearsal->supply.equipment, &rehearsal->host);
	if (bare_boot(machine, image.files, count) != BOOT_OK)
		return ending;
	while (ending.outcome == OUTCOME_COMPLETED &&
	       machine->devices.clock - machine->devices.waited < most) {
		bool waits = bare_peek(machine, &word) && word_has(word, TRAIT_WAITS);
		ending.outcome = bare_run(machine, most + (waits ? lateness : 0), &history, &trap);
		ending.delivering = ending.outcome == OUTCOME_TRAPPED;
		if (ending.delivering)
			ending.outcome = bare_deliver(machine, &trap);
		else if (ending.outcome == OUTCOME_COMPLETED &&
		         machine->devices.clock > lateness + LATE)
			ending.outcome = OUTCOME_IDLE;
	}
	return ending;
}

/* Replaces the word that the machine is at; false where it is not as the program had it. */
static bool replace_word(const struct machine *machine, struct program *program)
{
	const struct psw *psw = &machine->cpu.psw;
	const struct window code =
	        peek(psw, &machine->memory, &machine->buffer, psw->pc, ACCESS_FETCH);
	uint32_t address = code.physical;
	uint32_t number = (address - PROGRAM_CODE) / sizeof(uint32_t);
	if (address < PROGRAM_CODE || number >= PROGRAM_WORDS || code.size == 0 ||
	    read_word(code.bytes) != program->code[number])
		return false;
	uint8_t harmless = (uint8_t)(1 + number % (REGISTERS - 1));
	struct instruction instruction = { OPERATION_addi, harmless, harmless, 0, 1 };
	uint32_t word = encode(&instruction);
	if (program->code[number] == word)
		return false;
	program->code[number] = word;
	return true;
}

/* Has the program begin with a new PSW that lets a handler begin; false where it does. */
static bool replace_new_psw(struct program *program)
{
	static const uint32_t sound[] = { 0, PROGRAM_CODE + 4 * PROGRAM_HANDLER, 0,
		                          PROGRAM_MEMORY };
	uint32_t *page = &program->page[TRAP_NEW_PSW / sizeof(uint32_t)];
	if (memcmp(page, sound, sizeof sound) == 0)
		return false;
	memcpy(page, sound, sizeof sound);
	return true;
}

static bool repair(const struct rehearsal *rehearsal, struct program *program,
                   const struct ending *ending)
{
	return (ending->delivering && replace_new_psw(program)) ||
	       replace_word(&rehearsal->machine, program);
}

/* Repairs the program until it lasts; false where that is not to be done. */
static bool prolong(struct rehearsal *rehearsal, struct program *program)
{
	struct ending ending = rehearse(rehearsal, program, LASTING);
	for (unsigned i = 0; ending.outcome != OUTCOME_COMPLETED && i < REPAIRS; i++) {
		if (!repair(rehearsal, program, &ending))
			return false;
		ending = rehearse(rehearsal, program, LASTING);
	}
	return ending.outcome == OUTCOME_COMPLETED;
}

/* Has the fuse burn down soon behind what was rehearsed; whether the program then ends. */
static bool shorten(struct rehearsal *rehearsal, struct program *program, uint64_t *state)
{
	uint32_t *fuse = &program->page[FUSE / sizeof(uint32_t)];
	uint32_t burnt = *fuse - read_word(rehearsal->machine.memory.bytes + FUSE);
	if (burnt < *fuse)
		*fuse = burnt + 1 + below(state, 8);
	return rehearse(rehearsal, program, SHORT).outcome != OUTCOME_COMPLETED;
}

void make_program(struct rehearsal *rehearsal, struct program *program, uint64_t seed)
{
	uint64_t state = ~seed;
	uint32_t profile = rehearsal->supply.equipment.profile;
	generate(program, profile, seed);
	if (one_in(&state, UNREPAIRED))
		return;
	for (unsigned attempt = 1; attempt < ATTEMPTS; attempt++) {
		if (prolong(rehearsal, program) &&
		    (!ends_soon(seed % TURNS) || shorten(rehearsal, program, &state)))
			return;
		generate(program, profile, seed + attempt * TURNS);
	}
}
