/* What is compared at a resume, and at the end: each thing that is another on one side is a
 * difference, by its name. */
#include <criterion/criterion.h>

#include <string.h>

#include "isa/names.h"
#include "isa/profiles.h"
#include "vmm/equivalence/rehearsal.h"
#include "vmm/equivalence/trial.h"

enum { LIMIT = 3000, MOST_SEEDS = 200 };

/* A pair that was found equal, its buffers holding something. */
static void run_until_held(struct trial *trial)
{
	struct rehearsal rehearsal;
	struct program program;
	rehearsal_create(&rehearsal, PROFILE_pg32);
	pair_create(&trial->pair, PROGRAM_MEMORY, NULL);
	trial->supply = program_supply(PROFILE_pg32);
	trial->limit = LIMIT;
	trial->pair.guest.buffer.tables = 0;
	for (uint64_t seed = 1; trial->pair.guest.buffer.tables == 0; seed++) {
		cr_assert_lt(seed, MOST_SEEDS, "no program holds a table");
		make_program(&rehearsal, &program, seed);
		cr_assert(trial_run(trial, &program));
	}
	rehearsal_release(&rehearsal);
}

/* Be it the first of its table, one in the midst of it, or the last. */
Test(compared, an_entry_that_one_side_holds_is_a_difference)
{
	static struct trial trial;
	static const uint32_t places[] = { 0, 1, 517, TABLE_ENTRIES - 1 };
	run_until_held(&trial);
	const struct buffer *buffer = &trial.pair.guest.buffer;
	uint32_t first = buffer->indices[buffer->tables - 1] << (PAGE_BITS + ENTRY_INDEX_BITS);
	for (unsigned i = 0; i < sizeof places / sizeof *places; i++) {
		uint32_t *entry = buffer_place(buffer, first + places[i] * PAGE_SIZE);
		uint32_t before = *entry;
		*entry = before == 0 ? buffer->origin + ENTRY_VALID : 0;
		cr_expect_not(pair_compare(&trial.pair, &trial.differences), "entry %u", places[i]);
		cr_expect_str_eq(trial.differences.list[0].field, "an entry held");
		*entry = before;
	}
	cr_expect(pair_compare(&trial.pair, &trial.differences));
	pair_release(&trial.pair);
}

/* Another bit of what is on the virtual side alone. */
static void expect_difference(struct trial *trial, const char *field, void *place)
{
	uint8_t *byte = place;
	cr_expect(pair_compare(&trial->pair, &trial->differences), "before %s", field);
	*byte ^= 1;
	cr_expect_not(pair_compare(&trial->pair, &trial->differences), "%s", field);
	cr_expect(trial->differences.count > 0 &&
	                  strncmp(trial->differences.list[0].field, field, strlen(field)) == 0,
	          "%s is called %s", field, trial->differences.list[0].field);
	*byte ^= 1;
}

Test(compared, whatever_is_another_on_one_side_is_a_difference)
{
	static struct trial trial;
	run_until_held(&trial);
	struct pair *pair = &trial.pair;
	struct guest_state *guest = &pair->guest;
	expect_difference(&trial, "clock", &guest->clock);
	expect_difference(&trial, "PSW status", &guest->psw.status);
	expect_difference(&trial, "PSW pc", &guest->psw.pc);
	expect_difference(&trial, "PSW base", &guest->psw.base);
	expect_difference(&trial, "PSW bound", &guest->psw.bound);
	expect_difference(&trial, "PSW timer", &guest->psw.timer);
	for (unsigned i = 0; i < REGISTERS; i++)
		expect_difference(&trial, register_name(i), &guest->registers[i]);
	expect_difference(&trial, "fills", &guest->buffer.fills);
	expect_difference(&trial, "the buffer's root", &guest->buffer.root);
	expect_difference(&trial, "the buffer's tables", &guest->buffer.tables);
	expect_difference(&trial, "the buffer's table", &guest->buffer.indices[0]);
#define FIELD(device, name, TYPE, reset) \
	expect_difference(&trial, #device " " #name, &guest->devices.device.name);
#include "machine/devices/devices.def"
	uint8_t *memory = pair->hosted.vm.guest.memory.bytes;
	cr_assert_eq(memory, guest->memory);
	expect_difference(&trial, "memory at 00001ffc", memory + PROGRAM_CODE + PAGE_SIZE - 1);
	expect_difference(&trial, "old pc at 00000004", memory + TRAP_OLD_PSW + 4);
	expect_difference(&trial, "bytes of console output", &pair->real_host.output_size);
	expect_difference(&trial, "bytes of input left", &pair->real_host.input);
	expect_difference(&trial, "waits that may pause", &pair->real_host.idle_polls);
	expect_difference(&trial, "sectors written", &pair->real_host.writes);
	pair->bare_host.writes = pair->real_host.writes = 1;
	expect_difference(&trial, "sector written last", &pair->real_host.written);
	expect_difference(&trial, "disk", &pair->real_host.disk[SECTOR_SIZE]);
	pair->bare_outcome = pair->virtual_outcome = OUTCOME_HALTED;
	pair->virtual_last = pair->bare_last;
	expect_difference(&trial, "how it stopped", &pair->virtual_outcome);
	expect_difference(&trial, "halt status", &pair->virtual_last.value);
	/* While it runs. */
	pair->at_limit = false;
	expect_difference(&trial, "handler has not begun", &pair->hosted.vm.guest.cpu.delivering);
	pair->bare_outcome = pair->virtual_outcome = OUTCOME_COMPLETED;
	memcpy(pair->real->cpu.registers, guest->registers, sizeof guest->registers);
	expect_difference(&trial, "a register as resumed",
	                  &pair->real->cpu.registers[REGISTERS - 1]);
	pair->interpreted = true;
	pair->limit = guest->clock;
	cr_expect(pair_compare(pair, &trial.differences));
	pair->bare.devices.clock = ++guest->clock;
	cr_expect_not(pair_compare(pair, &trial.differences));
	cr_expect_str_eq(trial.differences.list[0].field, "the limit");
	pair_release(pair);
}
