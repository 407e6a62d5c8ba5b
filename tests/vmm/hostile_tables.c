/* Tables of random words: bare and under the VMMs they do the same, and never more than trap their
 * own guest. Memories are exactly as large as they are said to be, and what lies behind them is
 * watched by the sanitizer; so is what lies between the shadow and the guest. */
#include <criterion/criterion.h>
#include <sanitizer/asan_interface.h>
#include <stdlib.h>

#include "isa/instruction.h"
#include "vmm/equivalence/program.h"
#include "vmm/equivalence/random.h"
#include "vmm/hosted/hosted.h"

/* Registers, and where things are in the guest. */
enum { A0 = 10, A1 = 11, NEXT = 0x40, PSWS = 0x200, PSW_COUNT = 64, ACCESSES = 0x1200 };
enum { GUESTS = 40, LIMIT = 2000 };

/* Bare, under the VMM, under the hybrid VMM. */
enum { SIDES = 3 };

/* Real memory: the shadow, a page that nobody touches, the guest. */
enum { GUARD = BUFFER_SIZE, ORIGIN = GUARD + PAGE_SIZE };

struct side {
	struct machine machine; /* what executes */
	struct hosted hosted;   /* where there is a VMM */
	struct machine *guest;
	struct host host;
	uint8_t *bytes;
	uint32_t *pages; /* of the machine's own buffer */
	struct history history;
	struct trap trap;
	enum outcome outcome;
};

static uint32_t word_of(enum operation operation, uint8_t d, uint8_t a, uint8_t b, int32_t i)
{
	const struct instruction instruction = { operation, d, a, b, i };
	return encode(&instruction);
}

static void allocate(struct side *side, uint32_t size)
{
	side->bytes = calloc(1, size);
	side->pages = calloc(1, BUFFER_SIZE);
	cr_assert(side->bytes != NULL && side->pages != NULL);
	side->machine.memory = (struct memory){ side->bytes, size };
	buffer_reset(&side->machine.buffer, side->pages, 0, 0, PROFILE_pg32);
}

static void reset(struct side *side, const struct supply *supply)
{
	struct equipment equipment = supply->equipment;
	equipment.memory_size = side->machine.memory.size;
	host_attach(&side->host, &side->machine, supply);
	side->machine.wiring = wired_to(&host_backend, &side->host);
	devices_reset(&side->machine.devices, &equipment);
}

static void boot_bare(struct side *side, const struct supply *supply, uint32_t size,
                      const struct file *kernel)
{
	allocate(side, size);
	reset(side, supply);
	side->guest = &side->machine;
	cr_assert_eq(boot(&side->machine, kernel, NULL, 0), BOOT_OK);
}

static void boot_virtual(struct side *side, const struct supply *supply, uint32_t size,
                         const struct file *kernel, bool hybrid)
{
	allocate(side, ORIGIN + size);
	reset(side, supply);
	__asan_poison_memory_region(side->bytes + GUARD, PAGE_SIZE);
	struct memory memory = { side->bytes + ORIGIN, size };
	struct shadow_pages shadow = { (uint32_t *)(void *)side->bytes, 0 };
	side->guest = &side->hosted.vm.guest;
	cr_assert_eq(hosted_boot(&side->hosted, &side->machine, hybrid, memory, ORIGIN, shadow,
	                         kernel, 1),
	             BOOT_OK);
}

static void release(struct side *side)
{
	if (side->guest != &side->machine)
		__asan_unpoison_memory_region(side->bytes + GUARD, PAGE_SIZE);
	host_release(&side->host);
	free(side->bytes);
	free(side->pages);
}

static void run_bare(struct side *side)
{
	struct machine *machine = &side->machine;
	while (side->outcome == OUTCOME_COMPLETED && machine->devices.clock < LIMIT) {
		side->outcome =
		        run(machine, LIMIT - machine->devices.clock, &side->history, &side->trap);
		if (side->outcome == OUTCOME_TRAPPED)
			side->outcome = deliver(machine, &side->trap);
	}
}

/* How many instructions of the guest have completed: the real timer counts since it was resumed. */
static uint64_t now(const struct side *side)
{
	uint64_t clock = side->guest->devices.clock;
	if (side->hosted.interprets)
		return clock;
	return clock + (side->hosted.vm.real.timer - side->machine.cpu.psw.timer);
}

static void run_virtual(struct side *side)
{
	struct hosted *hosted = &side->hosted;
	while (side->outcome == OUTCOME_COMPLETED && now(side) < LIMIT) {
		uint64_t left = LIMIT - now(side);
		side->outcome =
		        hosted->interprets
		                ? hosted_interpret(hosted, left, &side->history, &side->trap)
		                : run(&side->machine, left, &side->history, &side->trap);
		if (side->outcome == OUTCOME_TRAPPED)
			side->outcome = hosted_take(hosted, &side->trap);
	}
	if (side->outcome == OUTCOME_COMPLETED && !hosted->interprets)
		hosted_settle(hosted);
}

static uint32_t any_page(uint64_t *state, uint32_t size)
{
	return below(state, size / PAGE_SIZE) * PAGE_SIZE;
}

/* A table's entry: any word, or one that leads to code, to another table, or to an edge. */
static uint32_t random_entry(uint64_t *state, uint32_t size)
{
	const uint32_t edges[] = { 0, size - PAGE_SIZE, size, UINT32_MAX & ~(PAGE_SIZE - 1) };
	if (one_in(state, 16))
		return (uint32_t)next_random(state);
	uint32_t bits = one_in(state, 4) ? below(state, PAGE_SIZE) : (uint32_t)ENTRY_BITS;
	switch (below(state, 4)) {
	case 0:
		return edges[below(state, 4)] | bits;
	case 1:
		return PROGRAM_CODE | bits;
	default:
		return any_page(state, size) | bits;
	}
}

/* Any PSW that may be loaded: mostly paged, its root anywhere. */
static struct psw random_psw(uint64_t *state, uint32_t size)
{
	const uint32_t roots[] = { any_page(state, size), any_page(state, size), size - PAGE_SIZE,
		                   size, (uint32_t)next_random(state) & ~(PAGE_SIZE - 1) };
	const uint32_t bounds[] = { size, UINT32_MAX & ~(PAGE_SIZE - 1), 1 << 22,
		                    (uint32_t)next_random(state) & ~(PAGE_SIZE - 1) };
	return (struct psw){ .status = one_in(state, 8) ? below(state, STATUS_ALL + 1)
		                                        : STATUS_PAGED | below(state, 2),
		             .pc = below(state, 3) * PAGE_SIZE + ACCESSES % PAGE_SIZE,
		             .base = roots[below(state, 5)],
		             .bound = bounds[below(state, 4)],
		             .timer = one_in(state, 4) ? below(state, 40) : 0 };
}

/* Loads and stores at the edges of pages, tables and the space, and now and then what empties. */
static uint32_t random_access(uint64_t *state)
{
	static const enum operation operations[] = { OPERATION_lw, OPERATION_lhu,  OPERATION_lb,
		                                     OPERATION_sw, OPERATION_sh,   OPERATION_sb,
		                                     OPERATION_lw, OPERATION_spsw, OPERATION_tlbi };
	enum operation operation = operations[below(state, 9)];
	if (operation == OPERATION_tlbi)
		return word_of(operation, 0, 0, 0, 0);
	return word_of(operation, (uint8_t)(1 + below(state, 8)), (uint8_t)below(state, 9),
	               (uint8_t)(1 + below(state, 8)), (int32_t)below(state, 8) - 4);
}

/* Each trap goes on at the next PSW of the list, and behind the last the guest halts. */
static void make_kernel(uint32_t size, struct program *program)
{
	const struct psw handler = { .pc = PROGRAM_CODE, .bound = size };
	const uint32_t code[] = {
		word_of(OPERATION_lw, A0, 0, 0, NEXT),
		word_of(OPERATION_addi, A1, A0, 0, sizeof(struct psw)),
		word_of(OPERATION_sw, 0, 0, A1, NEXT),
		word_of(OPERATION_addi, A1, A1, 0,
		        -(PSWS + PSW_COUNT * (int32_t)sizeof(struct psw))),
		word_of(OPERATION_bge, 0, A1, 0, 2),
		word_of(OPERATION_lpsw, 0, A0, 0, 0),
		word_of(OPERATION_halt, 0, A0, 0, 0),
	};
	memset(program, 0, sizeof *program);
	write_psw((uint8_t *)program->page + TRAP_NEW_PSW, &handler);
	program->page[NEXT / 4] = PSWS;
	memcpy(program->code, code, sizeof code);
}

/* What the kernel finds in memory: the list, what is executed in spaces, and tables. */
static void scatter(uint64_t *state, struct side sides[], uint32_t size)
{
	uint8_t *bytes = sides[0].guest->memory.bytes;
	for (uint32_t i = 0; i < PSW_COUNT; i++) {
		const struct psw psw = random_psw(state, size);
		write_psw(bytes + PSWS + i * sizeof psw, &psw);
	}
	for (uint32_t at = ACCESSES; at < 2 * PAGE_SIZE; at += 4)
		write_word(bytes + at, random_access(state));
	for (uint32_t at = 2 * PAGE_SIZE; at < size; at += 4)
		write_word(bytes + at, random_entry(state, size));
	for (unsigned i = 1; i < SIDES; i++)
		memcpy(sides[i].guest->memory.bytes, bytes, size);
	for (uint32_t i = 1; i < 8; i++) {
		uint32_t value = below(state, 3) * (1u << (PAGE_BITS + 9 * below(state, 2)));
		value -= one_in(state, 4) * PAGE_SIZE;
		sides[0].machine.cpu.registers[i] = value;
		for (unsigned k = 1; k < SIDES; k++)
			sides[k].machine.cpu.registers[i] = sides[k].guest->cpu.registers[i] =
			        value;
	}
}

static void expect_same(const struct side *bare, const struct side *side, uint64_t seed)
{
	const struct machine *a = bare->guest, *b = side->guest;
	cr_assert_eq(bare->outcome, side->outcome, "seed %u: %d and %d", (unsigned)seed,
	             bare->outcome, side->outcome);
	cr_assert_eq(a->devices.clock, b->devices.clock, "seed %u", (unsigned)seed);
	cr_assert_eq(a->buffer.fills, b->buffer.fills, "seed %u", (unsigned)seed);
	cr_assert_arr_eq(a->cpu.registers, b->cpu.registers, sizeof a->cpu.registers);
	cr_assert_arr_eq(a->memory.bytes, b->memory.bytes, a->memory.size, "seed %u",
	                 (unsigned)seed);
}

/* Returns how many translations were read. */
static uint32_t compare_guest(uint64_t seed, uint32_t size)
{
	static struct program program;
	static struct program_image image;
	struct side sides[SIDES] = { 0 };
	struct supply supply = program_supply(PROFILE_pg32);
	uint64_t state = seed;
	make_kernel(size, &program);
	program_files(&program, &image);
	boot_bare(&sides[0], &supply, size, image.files);
	boot_virtual(&sides[1], &supply, size, image.files, false);
	boot_virtual(&sides[2], &supply, size, image.files, true);
	scatter(&state, sides, size);
	run_bare(&sides[0]);
	for (unsigned i = 1; i < SIDES; i++) {
		run_virtual(&sides[i]);
		expect_same(&sides[0], &sides[i], seed);
	}
	uint32_t fills = sides[0].guest->buffer.fills;
	for (unsigned i = 0; i < SIDES; i++)
		release(&sides[i]);
	return fills;
}

static void compare_guests(uint32_t pages)
{
	uint32_t fills = 0;
	for (uint64_t seed = 0; seed < GUESTS; seed++)
		fills += compare_guest(seed << 32 | pages, pages * PAGE_SIZE);
	cr_assert_gt(fills, 2 * GUESTS);
}

Test(hostile_tables, in_the_smallest_memory)
{
	compare_guests(3);
}

Test(hostile_tables, in_a_memory_of_few_pages)
{
	for (uint32_t pages = 4; pages < 9; pages++)
		compare_guests(pages);
}

Test(hostile_tables, in_a_memory_with_more_pages_than_a_table_has_entries)
{
	compare_guests(TABLE_ENTRIES + 3);
}
