/* The fragments that have to do with PSWs. */
#include "vmm/equivalence/fragments.h"

static int32_t slot_address(struct generator *generator)
{
	return TRAP_NEW_PSW + SLOT_SIZE * (int32_t)below(&generator->state, SLOTS);
}

void emit_load_slot(struct generator *generator)
{
	emit(generator, OPERATION_lpsw, 0, 0, 0, slot_address(generator));
}

uint32_t random_timer(struct generator *generator)
{
	if (one_in(&generator->state, 3))
		return 0;
	return one_in(&generator->state, 24)
	               ? (uint32_t)next_random(&generator->state)
	               : 1 + below(&generator->state, one_in(&generator->state, 4) ? 600 : 12);
}

uint32_t random_field(struct generator *generator, unsigned field)
{
	static const uint32_t units[FIELDS] = { 1, 4, PAGE_SIZE, PAGE_SIZE, 1 };
	if (one_in(&generator->state, 400))
		return (uint32_t)next_random(&generator->state);
	/* A pc or a base that is far away, and most statuses, soon end the program. */
	if (one_in(&generator->state, field < 3 ? 100 : 12))
		return edge(generator, units[field]);
	switch (field) {
	case 0:
		if (!generator->is_paged)
			return below(&generator->state, STATUS_PAGED);
		return below(&generator->state, STATUS_ALL + 1) |
		       below(&generator->state, 2) * STATUS_PAGED;
	case 1: /* in a window at 0, or in one at the code */
		return code_address(generator) - (one_in(&generator->state, 4) ? PROGRAM_CODE : 0);
	case 2:
		if (generator->is_paged && !one_in(&generator->state, 8))
			return ROOT;
		return one_in(&generator->state, 4) ? below(&generator->state, 6) * PAGE_SIZE : 0;
	case 3:
		if (generator->is_paged && !one_in(&generator->state, 3))
			return !one_in(&generator->state, 4) * 0xF0000000 + 0x00FFF000;
		return one_in(&generator->state, 4) ? below(&generator->state, 6) * PAGE_SIZE
		                                    : PROGRAM_MEMORY;
	default:
		return random_timer(generator);
	}
}

void emit_set_field(struct generator *generator)
{
	unsigned field = below(&generator->state, FIELDS);
	int32_t slot = one_in(&generator->state, 4) ? TRAP_OLD_PSW : slot_address(generator);
	if (slot == TRAP_NEW_PSW && !one_in(&generator->state, 4))
		slot += SLOT_SIZE;
	emit_constant(generator, random_field(generator, field));
	emit(generator, OPERATION_sw, 0, 0, T0, slot + 4 * (int32_t)field);
}

/* A bound that reaches beyond the code: some of those end just below or above 2^32. */
static uint32_t random_bound(struct generator *generator, uint32_t base)
{
	if (one_in(&generator->state, 3))
		return 3 * PAGE_SIZE;
	if (!one_in(&generator->state, 3))
		return PROGRAM_MEMORY;
	uint32_t bound = edge(generator, PAGE_SIZE) - (one_in(&generator->state, 2) ? base : 0);
	return bound < 3 * PAGE_SIZE ? 0 - PAGE_SIZE : bound;
}

void emit_enter(struct generator *generator)
{
	int32_t slot = slot_address(generator);
	if (slot == TRAP_NEW_PSW)
		slot += SLOT_SIZE;
	for (unsigned field = 0; field < FIELDS; field += field == 0 ? FIELDS - 1 : 1) {
		emit_constant(generator, random_field(generator, field));
		emit(generator, OPERATION_sw, 0, 0, T0, slot + 4 * (int32_t)field);
	}
	bool is_paged = generator->is_paged && !one_in(&generator->state, 8);
	uint32_t root = one_in(&generator->state, 24) ? edge(generator, PAGE_SIZE) : ROOT;
	uint32_t base = !is_paged && one_in(&generator->state, 3) ? PROGRAM_CODE : 0;
	if (is_paged) {
		emit_constant(generator, STATUS_PAGED | below(&generator->state, STATUS_PAGED));
		emit(generator, OPERATION_sw, 0, 0, T0, slot);
	}
	emit_constant(generator, is_paged ? root : base);
	emit(generator, OPERATION_sw, 0, 0, T0, slot + 8);
	emit_constant(generator, !is_paged                      ? random_bound(generator, base)
	                         : one_in(&generator->state, 3) ? free_page(generator) * PAGE_SIZE
	                                                        : random_field(generator, 3));
	emit(generator, OPERATION_sw, 0, 0, T0, slot + 12);
	/* The pc behind: addi, sw and lpsw are still to come. */
	uint32_t here = PROGRAM_CODE + 4 * generator->count - base;
	emit_constant(generator, here + 12);
	emit(generator, OPERATION_sw, 0, 0, T0, slot + 4);
	emit(generator, OPERATION_lpsw, 0, 0, 0, slot);
}

void far_psw(struct generator *generator, uint32_t fields[FIELDS])
{
	bool by_window = one_in(&generator->state, 2);
	fields[0] = below(&generator->state, STATUS_TIMER_PENDING);
	fields[1] = by_window ? code_address(generator) : edge(generator, 4);
	fields[2] = by_window ? edge(generator, PAGE_SIZE) : 0;
	fields[3] = one_in(&generator->state, 2) ? edge(generator, PAGE_SIZE) : PROGRAM_MEMORY;
	fields[4] = random_timer(generator);
}

void emit_far(struct generator *generator)
{
	uint32_t fields[FIELDS];
	int32_t slot = TRAP_NEW_PSW + SLOT_SIZE;
	far_psw(generator, fields);
	for (uint32_t field = 0; field < FIELDS; field++) {
		emit_constant(generator, fields[field]);
		emit(generator, OPERATION_sw, 0, 0, T0, slot + 4 * (int32_t)field);
	}
	emit(generator, OPERATION_lpsw, 0, 0, 0, slot);
}

void emit_store_psw(struct generator *generator)
{
	emit(generator, OPERATION_spsw, 0, 0, 0,
	     one_in(&generator->state, 3) ? interesting(generator)
	                                  : slot_address(generator) + SLOT_SIZE);
}
