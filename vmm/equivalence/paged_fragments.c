/* The fragments of paged programs: tables that are made and changed, and accesses through them. */
#include "vmm/equivalence/fragments.h"
#include "vmm/equivalence/program.h"

uint32_t free_page(struct generator *generator)
{
	return one_in(&generator->state, 12) ? 2 + below(&generator->state, 2)
	                                     : 4 + below(&generator->state, 8);
}

/* An entry for a page of memory, or seldom anything. */
static uint32_t any_entry(struct generator *generator)
{
	uint32_t frame = below(&generator->state, PROGRAM_MEMORY / PAGE_SIZE + 1) * PAGE_SIZE;
	uint32_t bits = below(&generator->state, 3) == 0 ? below(&generator->state, 16)
	                                                 : (uint32_t)ENTRY_BITS;
	return one_in(&generator->state, 16) ? (uint32_t)next_random(&generator->state)
	                                     : frame | bits;
}

/* The bits of an entry that only another paging has: seldom none. */
static uint32_t bits_of_paging(struct generator *generator)
{
	uint32_t kept = paging_keeps(generator->program->equipment.profile);
	return kept == 0 || one_in(&generator->state, 4) ? 0 : kept;
}

static void emit_entry(struct generator *generator, uint32_t address, uint32_t entry)
{
	entry |= bits_of_paging(generator);
	emit_constant(generator, entry);
	emit(generator, OPERATION_sw, 0, 0, T0, (int32_t)address);
}

/* Register numbers that only these loops use for themselves. */
enum { INDEX = 6, STEP = 7 };

/* Every entry of the root that an access may come to leads to the table. */
static void emit_fill_root(struct generator *generator)
{
	emit(generator, OPERATION_addi, T0, 0, 0, TABLE | ENTRY_VALID);
	emit(generator, OPERATION_addi, INDEX, 0, 0, 4 * (3 * BUFFER_TABLES / 2 - 1));
	emit(generator, OPERATION_sw, 0, INDEX, T0, ROOT);
	emit(generator, OPERATION_addi, INDEX, INDEX, 0, -4);
	emit(generator, OPERATION_bne, 0, INDEX, 0, -2);
}

/* Loads through more tables than the buffer holds, or nearly so many. */
static void emit_touch_tables(struct generator *generator)
{
	emit(generator, OPERATION_addi, T0, 0, 0, 0x1000 + (int32_t)below(&generator->state, 64));
	emit(generator, OPERATION_lui, STEP, 0, 0, 1 << ENTRY_INDEX_BITS);
	emit(generator, OPERATION_addi, INDEX, 0, 0,
	     BUFFER_TABLES - 3 + (int32_t)below(&generator->state, 8));
	emit(generator, OPERATION_lw, any_register(generator) & 3, T0, 0, 0);
	emit(generator, OPERATION_add, T0, T0, STEP, 0);
	emit(generator, OPERATION_addi, INDEX, INDEX, 0, -1);
	emit(generator, OPERATION_bne, 0, INDEX, 0, -3);
}

void emit_tables(struct generator *generator)
{
	if (one_in(&generator->state, 2))
		emit_fill_root(generator);
	uint32_t second = 4 * below(&generator->state, 3 * BUFFER_TABLES / 2);
	emit_entry(generator, ROOT, TABLE | ENTRY_VALID);
	emit_entry(generator, ROOT + second, TABLE | ENTRY_VALID);
	for (uint32_t page = 0; page < PROGRAM_MEMORY / PAGE_SIZE; page++) {
		uint32_t lacks = one_in(&generator->state, 3) ? below(&generator->state, 16) : 0;
		emit_entry(generator, TABLE + 4 * page,
		           page * PAGE_SIZE | (ENTRY_BITS & ~(page == 1 ? 0 : lacks)));
	}
}

/* A page of a table: one that has memory's number, or seldom one at an edge of the table or of what
 * is emptied at once. */
static uint32_t any_page(struct generator *generator)
{
	static const uint16_t edges[] = {
		GROUP_ENTRIES - 1, GROUP_ENTRIES,     2 * GROUP_ENTRIES,
		TABLE_ENTRIES / 2, TABLE_ENTRIES - 2, TABLE_ENTRIES - 1,
	};
	if (one_in(&generator->state, 2))
		return edges[below(&generator->state, sizeof edges / sizeof *edges)];
	return below(&generator->state, PROGRAM_MEMORY / PAGE_SIZE + 2);
}

/* Changes an entry of a table, of the root or behind it. */
static void emit_set_entry(struct generator *generator)
{
	if (one_in(&generator->state, 4))
		emit_entry(generator, ROOT + 4 * below(&generator->state, 3 * BUFFER_TABLES / 2),
		           one_in(&generator->state, 4) ? any_entry(generator)
		                                        : TABLE | ENTRY_VALID);
	else
		emit_entry(generator, TABLE + 4 * any_page(generator), any_entry(generator));
}

/* An access somewhere in a space, often in two pages at once, or at the first byte of one. */
static void emit_far_access(struct generator *generator)
{
	uint32_t table = below(&generator->state, 3 * BUFFER_TABLES / 2);
	uint32_t page = any_page(generator);
	uint32_t traits = one_in(&generator->state, 2) ? TRAITS_STORE : TRAITS_LOAD;
	uint32_t start = one_in(&generator->state, 8) ? 0 : table << ENTRY_INDEX_BITS | page;
	int32_t offset = one_in(&generator->state, 3) ? -(int32_t)below(&generator->state, 4)
	                                              : (int32_t)below(&generator->state, 0x100);
	emit(generator, OPERATION_lui, T0, 0, 0, (int32_t)start);
	emit(generator, any_operation(generator, traits, TRAIT_PRIVILEGED), any_register(generator),
	     T0, any_register(generator), one_in(&generator->state, 4) ? 0 : offset);
}

/* Loads from a page, gives it another frame and other permissions, and has it read again by a
 * store, which as an spsw a VMM emulates, or empties the buffer; then what is loaded tells which
 * frame is in force, and that it may be. */
static void emit_replacement(struct generator *generator)
{
	static const enum operation again[] = { OPERATION_sw, OPERATION_spsw, OPERATION_spsw,
		                                OPERATION_tlbi };
	uint32_t page = one_in(&generator->state, 2) ? free_page(generator) : any_page(generator);
	uint32_t before = below(&generator->state, 4) * PAGE_SIZE;
	uint32_t after = below(&generator->state, 4) * PAGE_SIZE;
	uint32_t bits =
	        one_in(&generator->state, 3) ? ENTRY_VALID | ENTRY_WRITE : (uint32_t)ENTRY_BITS;
	int32_t place = (int32_t)(0x700 + 4 * below(&generator->state, 32));
	enum operation operation = again[below(&generator->state, 4)];
	uint8_t base = operation == OPERATION_tlbi ? 0 : STEP;
	emit(generator, OPERATION_lui, STEP, 0, 0, (int32_t)page);
	emit_entry(generator, TABLE + 4 * page, before | ENTRY_VALID | ENTRY_READ);
	emit(generator, OPERATION_lw, any_register(generator), STEP, 0, place);
	emit_entry(generator, TABLE + 4 * page,
	           (one_in(&generator->state, 2) ? after : before) | bits);
	emit(generator, operation, 0, base, base == 0 ? 0 : any_register(generator),
	     base == 0 ? 0 : place);
	emit(generator, OPERATION_lw, any_register(generator), STEP, 0, place);
}

/* Two pages in a row of frames that do not lie so, or of one frame: what is loaded from both is of
 * both, and what ends with the first is of that alone. */
static void emit_two_pages(struct generator *generator)
{
	uint32_t page = free_page(generator);
	uint32_t traits = one_in(&generator->state, 3) ? TRAITS_STORE : TRAITS_LOAD;
	bool is_psw = one_in(&generator->state, 4);
	int32_t before = is_psw ? (int32_t)(sizeof(struct psw) - 2 + below(&generator->state, 4))
	                        : 1 + (int32_t)below(&generator->state, 4);
	enum operation operation =
	        is_psw ? OPERATION_spsw : any_operation(generator, traits, TRAIT_PRIVILEGED);
	emit_entry(generator, TABLE + 4 * page,
	           below(&generator->state, 4) * PAGE_SIZE | ENTRY_BITS);
	emit_entry(generator, TABLE + 4 * page + 4,
	           below(&generator->state, 2) * PAGE_SIZE |
	                   (one_in(&generator->state, 4) ? ENTRY_VALID : ENTRY_BITS));
	emit(generator, OPERATION_tlbi, 0, 0, 0, 0);
	emit(generator, OPERATION_lui, STEP, 0, 0, (int32_t)page + 1);
	emit(generator, operation, is_psw ? 0 : any_register(generator), STEP,
	     is_psw ? 0 : any_register(generator), -before);
}

/* Goes on from the end of a page in the next one, which has the code's frame, as it has itself; one
 * executes what one may not read, or is not to. */
static void emit_run_on(struct generator *generator)
{
	uint32_t page = free_page(generator);
	uint32_t lacks = one_in(&generator->state, 2) ? ENTRY_READ : 0;
	if (one_in(&generator->state, 6))
		lacks |= ENTRY_EXECUTE;
	emit_constant(generator, no_operation);
	emit(generator, OPERATION_sw, 0, 0, T0, 2 * PAGE_SIZE - 4);
	emit_entry(generator, TABLE + 4 * page, PROGRAM_CODE | (ENTRY_BITS & ~lacks));
	emit_entry(generator, TABLE + 4 * page + 4, PROGRAM_CODE | (ENTRY_BITS & ~lacks));
	emit(generator, OPERATION_lui, STEP, 0, 0, (int32_t)page + 1);
	emit(generator, OPERATION_jalr, 0, STEP, 0, -4);
}

void emit_paged(struct generator *generator)
{
	switch (below(&generator->state, 12)) {
	case 0:
	case 8:
		emit_touch_tables(generator);
		break;
	case 4:
	case 5:
		emit_replacement(generator);
		break;
	case 6:
		emit_two_pages(generator);
		break;
	case 7:
		if (one_in(&generator->state, 2))
			emit_run_on(generator);
		break;
	case 1:
		emit(generator, OPERATION_tlbi, 0, 0, 0, 0);
		break;
	case 2:
	case 3:
		emit_set_entry(generator);
		break;
	default:
		emit_far_access(generator);
		break;
	}
}
