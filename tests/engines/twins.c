/* Twin machines. */
#include "tests/engines/twins.h"

#include "isa/causes.h"
#include "isa/names.h"
#include "machine/devices/devices.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static uint32_t no_input(void *context, bool idle)
{
	(void)context;
	(void)idle;
	return CONSOLE_END;
}

static void no_output(void *context, uint8_t byte)
{
	(void)context;
	(void)byte;
}

/* As the computer does it: the engine is told. */
static bool transfer(void *context, uint32_t sector, uint32_t address, bool write)
{
	struct twin *twin = context;
	(void)sector;
	if (write) {
		memcpy(twin->sector, twin->memory.bytes + address, SECTOR_SIZE);
		return true;
	}
	twin->engine->stored(twin->engine, address, SECTOR_SIZE);
	memcpy(twin->memory.bytes + address, twin->sector, SECTOR_SIZE);
	return true;
}

static const struct backend backend = { no_input, no_output, transfer };

static void create(struct twin *twin, enum engine_kind kind)
{
	const char *problem = "no memory";
	cr_assert(host_memory_create(&twin->memory, MEMORY));
	twin->engine = engine_create(kind, &twin->memory, &problem);
	cr_assert(twin->engine != NULL, "%s", problem);
	twin->machine.memory = (struct memory){ twin->memory.bytes, MEMORY };
	buffer_reset(&twin->machine.buffer, twin->pages, 0, 0, PROFILE_pg32);
	twin->machine.wiring = wired_to(&backend, twin);
	devices_reset(&twin->machine.devices,
	              &(struct equipment){ .memory_size = MEMORY, .sectors = 1 });
	twin->machine.cpu.psw = (struct psw){ .pc = CODE, .bound = MEMORY };
}

struct twins *twins_create(void)
{
	struct twins *twins = calloc(1, sizeof *twins);
	cr_assert(twins != NULL);
	create(&twins->reference, ENGINE_reference);
	create(&twins->fast, ENGINE_eager);
	put_word(twins, TRAP_NEW_PSW + 4, HANDLER);
	put_word(twins, TRAP_NEW_PSW + 12, MEMORY);
	PUT(twins, HANDLER, sw, .b = 15, .immediate = 0x100);
	PUT(twins, HANDLER + 4, lw, .d = 15, .immediate = TRAP_OLD_PSW + 4);
	PUT(twins, HANDLER + 8, addi, .d = 15, .a = 15, .immediate = 4);
	PUT(twins, HANDLER + 12, sw, .b = 15, .immediate = TRAP_OLD_PSW + 4);
	PUT(twins, HANDLER + 16, lw, .d = 15, .immediate = 0x100);
	PUT(twins, HANDLER + 20, lpsw, .immediate = TRAP_OLD_PSW);
	return twins;
}

static void destroy(struct twin *twin)
{
	twin->engine->destroy(twin->engine);
	host_memory_destroy(&twin->memory);
}

void twins_destroy(struct twins *twins)
{
	destroy(&twins->reference);
	destroy(&twins->fast);
	free(twins);
}

void put_word(struct twins *twins, uint32_t address, uint32_t word)
{
	write_word(twins->reference.memory.bytes + address, word);
	write_word(twins->fast.memory.bytes + address, word);
}

void put_instruction(struct twins *twins, uint32_t address, struct instruction instruction)
{
	cr_assert(is_encodable(&instruction));
	put_word(twins, address, encode(&instruction));
}

void set_register(struct twins *twins, unsigned number, uint32_t value)
{
	twins->reference.machine.cpu.registers[number] = value;
	twins->fast.machine.cpu.registers[number] = value;
}

void set_psw(struct twins *twins, struct psw psw)
{
	twins->reference.machine.cpu.psw = psw;
	twins->fast.machine.cpu.psw = psw;
}

void close_loop(struct twins *twins, uint32_t first, uint32_t last)
{
	PUT(twins, last, jal, .immediate = ((int32_t)first - (int32_t)last) / 4);
}

void put_busy_loop(struct twins *twins)
{
	PUT(twins, CODE, addi, .d = 10, .a = 10, .immediate = 1);
	PUT(twins, CODE + 4, andi, .d = 11, .a = 10, .immediate = 3);
	PUT(twins, CODE + 8, beq, .a = 11, .immediate = 3);
	PUT(twins, CODE + 12, lw, .d = 12, .a = 2, .immediate = 4);
	PUT(twins, CODE + 16, add, .d = 12, .a = 12, .b = 10);
	PUT(twins, CODE + 20, sw, .a = 2, .b = 12, .immediate = 4);
	PUT(twins, CODE + 24, jal, .d = 1, .immediate = 10);
	close_loop(twins, CODE, CODE + 28);
	PUT(twins, CODE + 64, xor, .d = 13, .a = 13, .b = 12);
	PUT(twins, CODE + 68, jalr, .a = 1);
	set_register(twins, 2, 0x20000);
}

static void run_twin(struct twin *twin, uint64_t count)
{
	struct devices *devices = &twin->machine.devices;
	uint64_t end = devices->clock + count;
	struct engine *engine = twin->engine;
	bool to_trap = twin->calls++ % 3 == 0;
	while (twin->outcome == OUTCOME_COMPLETED && devices->clock < end) {
		twin->trap = (struct trap){ CAUSE_NONE, 0, 0 };
		uint64_t most = end - devices->clock;
		twin->outcome =
		        to_trap ? run_and_deliver(engine, &twin->machine, most, twin->histories,
		                                  &twin->statistics, &twin->trap)
		                : engine->run_on(engine, &twin->machine, most, twin->histories,
		                                 &twin->statistics, &twin->trap);
	}
}

void run_both(struct twins *twins, uint64_t count)
{
	run_twin(&twins->reference, count);
	run_twin(&twins->fast, count);
}

static void expect_same_processor(const struct cpu *a, const struct cpu *b, const char *what)
{
	for (unsigned i = 0; i < REGISTERS; i++)
		cr_assert_eq(a->registers[i], b->registers[i], "%s: %s is %X, not %X", what,
		             register_name(i), b->registers[i], a->registers[i]);
	cr_assert_eq(a->psw.pc, b->psw.pc, "%s: pc is %X, not %X", what, b->psw.pc, a->psw.pc);
	cr_assert_eq(memcmp(&a->psw, &b->psw, sizeof a->psw), 0, "%s: the PSW", what);
	cr_assert_eq(a->delivering, b->delivering, "%s: delivering", what);
}

static void expect_same_history(struct twins *twins, unsigned user, const char *what)
{
	uint32_t a[HISTORY] = { 0 }, b[HISTORY] = { 0 };
	struct engine *engine = twins->fast.engine;
	engine->recall(engine, &twins->fast.histories[user]);
	history_list(&twins->reference.histories[user], a);
	history_list(&twins->fast.histories[user], b);
	for (unsigned i = 0; i < HISTORY; i++)
		cr_assert_eq(a[i], b[i], "%s: history %u is %X, not %X", what, i, b[i], a[i]);
}

static void expect_same_buffer(const struct twin *a, const struct twin *b, const char *what)
{
	cr_assert_eq(memcmp(a->pages, b->pages, sizeof a->pages), 0, "%s: what is held", what);
	cr_assert_eq(a->machine.buffer.fills, b->machine.buffer.fills, "%s: fills", what);
	cr_assert_eq(a->machine.buffer.empties, b->machine.buffer.empties, "%s: empties", what);
	cr_assert_eq(a->machine.buffer.root, b->machine.buffer.root, "%s: the root", what);
}

void expect_same(struct twins *twins, const char *what)
{
	const struct twin *a = &twins->reference, *b = &twins->fast;
	cr_assert_eq(a->machine.devices.clock, b->machine.devices.clock, "%s: the clock", what);
	cr_assert_eq(a->machine.devices.event_in, b->machine.devices.event_in, "%s: events", what);
	cr_assert_eq(a->outcome, b->outcome, "%s: how it ended", what);
	expect_same_processor(&a->machine.cpu, &b->machine.cpu, what);
	cr_assert_eq(memcmp(a->memory.bytes, b->memory.bytes, MEMORY), 0, "%s: memory", what);
	cr_assert_eq(memcmp(&a->statistics, &b->statistics, sizeof a->statistics), 0,
	             "%s: what was counted", what);
	expect_same_buffer(a, b, what);
	for (unsigned user = 0; user < 2; user++)
		expect_same_history(twins, user, what);
}

void run_in_steps(struct twins *twins, uint64_t count, uint64_t step, const char *what)
{
	for (uint64_t done = 0; done < count; done += step) {
		run_both(twins, step);
		expect_same(twins, what);
	}
}
