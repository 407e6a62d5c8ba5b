/* Runs a test's material in the deterministic machine, and keeps how it ended. */
#include <stdlib.h>
#include <sys/mman.h>

#include "isa/profiles.h"
#include "machine/core/translate.h"
#include "machine/devices/devices.h"
#include "programs/course/grade/observation.h"
#include "vmm/equivalence/allocate.h"

/* What a test may print, and how often that is looked at. */
enum { MOST_OUTPUT = 1 << 20, STRETCH = 1 << 16 };

/* Puts the material into a machine; false where it does not boot. */
static bool start(struct observation *seen, const struct material *material)
{
	const struct supply supply = { { .memory_size = material->memory_size,
		                         .sectors = material->sectors },
		                       material->input,
		                       material->input_size,
		                       material->disk };
	*seen = (struct observation){ .outcome = OUTCOME_COMPLETED };
	seen->machine.memory =
	        (struct memory){ map_zeroed(material->memory_size), material->memory_size };
	buffer_reset(&seen->machine.buffer, seen->buffer = map_zeroed(BUFFER_SIZE), 0, 0,
	             PROFILE_pg32);
	host_attach(&seen->host, &seen->machine, &supply);
	seen->machine.wiring = wired_to(&host_backend, &seen->host);
	devices_reset(&seen->machine.devices, &supply.equipment);
	seen->error =
	        boot(&seen->machine, &material->files[0], &material->files[1], material->count - 1);
	return seen->error == BOOT_OK;
}

/* Runs a stretch of at most so many instructions. */
static void run_on(struct observation *seen, uint64_t most)
{
	seen->outcome = run(&seen->machine, most, &seen->history, &seen->trap);
	if (seen->outcome == OUTCOME_TRAPPED) {
		seen->traps[seen->trap.cause]++;
		seen->outcome = deliver(&seen->machine, &seen->trap);
	} else if (seen->outcome == OUTCOME_HALTED) {
		seen->status = seen->trap.value;
	}
}

/* A well-mixed number of an instruction and where it lies, by the steps of splitmix64. */
static uint64_t hash(uint32_t pc, uint32_t word)
{
	uint64_t state = (uint64_t)pc << 32 | word;
	return next_random(&state);
}

/* One instruction, which is noted if it completes in user mode. */
static void follow(struct observation *seen)
{
	const struct machine *machine = &seen->machine;
	const struct psw psw = machine->cpu.psw;
	const uint64_t before = machine->devices.clock;
	const struct window window =
	        peek(&psw, &machine->memory, &machine->buffer, psw.pc, ACCESS_FETCH);
	const uint32_t word = window.size >= 4 ? read_word(window.bytes) : 0;
	const bool is_noted = in_user_mode(machine);
	run_on(seen, 1);
	if (!is_noted || machine->devices.clock == before)
		return;
	seen->trail.count++;
	seen->trail.sum += hash(psw.pc, word);
}

void observe(struct observation *seen, const struct material *material)
{
	if (!start(seen, material))
		return;
	const uint64_t *clock = &seen->machine.devices.clock;
	while (seen->outcome == OUTCOME_COMPLETED && *clock < material->limit &&
	       !seen->too_much_output) {
		uint64_t left = material->limit - *clock;
		if (material->follows)
			follow(seen);
		else
			run_on(seen, left < STRETCH ? left : STRETCH);
		seen->too_much_output = seen->host.output_size > MOST_OUTPUT;
		/* A transfer is an event, and ends a stretch. */
		if (material->most_writes != 0 && seen->host.writes >= material->most_writes)
			break;
	}
}

void observation_free(struct observation *seen)
{
	munmap(seen->machine.memory.bytes, seen->machine.memory.size);
	munmap(seen->buffer, BUFFER_SIZE);
	host_release(&seen->host);
}

bool last_writer(const struct material *material, uint32_t address, uint32_t *pc)
{
	struct observation seen;
	bool found = false;
	if (!start(&seen, material) || address > material->memory_size - 4)
		return false;
	uint32_t held = read_word(seen.machine.memory.bytes + address);
	while (seen.outcome == OUTCOME_COMPLETED && seen.machine.devices.clock < material->limit) {
		uint32_t at = seen.machine.cpu.psw.base + seen.machine.cpu.psw.pc;
		run_on(&seen, 1);
		uint32_t word = read_word(seen.machine.memory.bytes + address);
		if (word != held) {
			found = true;
			*pc = at;
			held = word;
		}
	}
	observation_free(&seen);
	return found;
}
