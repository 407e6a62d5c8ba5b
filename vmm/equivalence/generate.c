/* Makes a kernel: PSWs in page 0, code, a handler behind it, and an image. */
#include "vmm/equivalence/generate.h"

#include <string.h>

#include "vmm/equivalence/fragments.h"

enum { FAR_SLOTS = 2 };

/* The PSWs of page 0. The new PSW mostly has a handler that can begin. */
static void fill_page(struct generator *generator)
{
	uint32_t *page = generator->program->page;
	for (unsigned slot = 0; slot < SLOTS; slot++)
		for (unsigned field = 0; field < FIELDS; field++)
			page[(TRAP_NEW_PSW + slot * SLOT_SIZE) / 4 + field] =
			        random_field(generator, field);
	for (unsigned slot = SLOTS - FAR_SLOTS; slot < SLOTS; slot++)
		far_psw(generator, &page[(TRAP_NEW_PSW + slot * SLOT_SIZE) / 4]);
	uint32_t *rescue = &page[RESCUE / 4];
	rescue[1] = code_address(generator);
	rescue[3] = PROGRAM_MEMORY;
	rescue[4] = random_timer(generator);
	rescue[0] = rescue[4] == 0 ? 0 : STATUS_INTERRUPTS;
	page[FUSE / 4] = one_in(&generator->state, 4) ? 1 + below(&generator->state, 6)
	                                              : 20 + below(&generator->state, 200);
	if (ends_soon(generator->turn)) /* what was rehearsed says when */
		page[FUSE / 4] = INT16_MAX;
	if (one_in(&generator->state, 24))
		return;
	page[TRAP_NEW_PSW / 4] = one_in(&generator->state, 32) ? STATUS_USER : 0;
	if (one_in(&generator->state, 24))
		page[TRAP_NEW_PSW / 4] |= STATUS_ALL + 1;
	if (one_in(&generator->state,
	           24)) /* the next interrupt that is pending is then one too many */
		page[TRAP_NEW_PSW / 4] |= STATUS_INTERRUPTS;
	page[TRAP_NEW_PSW / 4 + 1] = PROGRAM_CODE + 4 * PROGRAM_HANDLER;
	page[TRAP_NEW_PSW / 4 + 2] = 0;
	page[TRAP_NEW_PSW / 4 + 3] = PROGRAM_MEMORY;
	if (generator->is_paged && one_in(&generator->state, 2)) {
		page[TRAP_NEW_PSW / 4] |= STATUS_PAGED;
		page[TRAP_NEW_PSW / 4 + 2] = ROOT;
	}
}

/* What the generated kernels' machine is made with: what is no size or kind of it is any number. */
static struct equipment any_equipment(uint32_t profile, uint64_t seed)
{
	struct equipment equipment = {
#define EQUIPMENT(device, name, PORT) .name = (uint32_t)seed,
#include "machine/devices/devices.def"
	};
	equipment.profile = profile;
	equipment.sectors = PROGRAM_SECTORS;
	return equipment;
}

/* Perhaps it begins a little before a clock. */
static void begin_late(struct generator *generator)
{
	uint32_t clock;
	if (!clock_in_turn(generator->turn, &clock))
		return;
	clock -= 2 + below(&generator->state, one_in(&generator->state, 6) ? 2000 : 24);
	program_make_late(generator->program, clock);
	generator->count = LATE_WORDS;
}

/* Its tables, and mostly it goes on in their space. */
static void emit_own_space(struct generator *generator)
{
	emit_tables(generator);
	if (one_in(&generator->state, 3))
		return;
	emit_enter_space(generator);
	emit_far_space(generator, far_in_turn(generator->turn / 2) / TABLE_SPACE);
}

void generate(struct program *program, uint32_t profile, uint64_t seed)
{
	struct generator generator = { .state = seed, .turn = seed % TURNS, .program = program };
	memset(program, 0, sizeof *program);
	program->equipment = any_equipment(profile, seed);
	generator.is_paged = one_in(&generator.state, 3);
	if (program->equipment.profile >= FIRST_PAGING_PROFILE)
		generator.is_paged = true;
	fill_page(&generator);
	begin_late(&generator);
	emit_turn(&generator);
	if (generator.is_paged)
		emit_own_space(&generator);
	for (unsigned i = 1; i < REGISTERS; i++)
		if (!one_in(&generator.state, 8)) /* else it stays as at boot */
			emit(&generator, OPERATION_addi, i, 0, 0, interesting(&generator));
	while (generator.count < PROGRAM_HANDLER)
		emit_fragment(&generator);
	generator.count = PROGRAM_HANDLER;
	generator.forward_count = 0;
	/* The handler: mostly something that completes, then a little of everything, and back.
	 * Seldom it traps when it has completed one privileged instruction, and so on up to the
	 * limit. */
	if (one_in(&generator.state, 40)) {
		program->page[TRAP_NEW_PSW / 4 + 4] = 1 + below(&generator.state, 12);
		emit_short_handler(&generator);
	} else if (one_in(&generator.state, 16))
		emit_any(&generator);
	else
		emit(&generator, OPERATION_addi, 1 + below(&generator.state, REGISTERS - 1),
		     any_register(&generator), 0, 1);
	emit_end(&generator); /* each trap burns the fuse */
	emit_input_in_turn(&generator);
	emit_rescue(&generator);
	while (generator.count < PROGRAM_WORDS) {
		for (unsigned i = below(&generator.state, 5); i > 0; i--)
			emit_fragment(&generator);
		emit_resume(&generator);
	}
	/* At the end, once more, with what is in registers and memory now. */
	generator.count = PROGRAM_WORDS - 1;
	emit(&generator, OPERATION_jal, 0, 0, 0, 1 - PROGRAM_WORDS);
	static const struct segment contents = { PROGRAM_CONTENTS, 0, PROGRAM_SIZE, PROGRAM_SIZE };
	random_shape(&program->shape, &generator.state, &contents, PROGRAM_FREE);
}
