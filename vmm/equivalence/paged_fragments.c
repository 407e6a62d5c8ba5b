/* The fragments of paged programs: tables that are made and changed, and accesses through them. */
#include "vmm/equivalence/fragments.h"
#include "vmm/equivalence/program.h"

uint32_t free_page(struct generator *generator)
{
	return one_in(&generator->state, 12) ? 2 + below(&generator->state, 2)
	                                     : 4 + below(&generator->state, 8);
}

/* An entry for a page of memory, or seldom anything, or for one that is there but for a bit. */
static uint32_t any_entry(struct generator *generator)
{
	uint32_t power = one_in(&generator->state, 3) ? 17 : below(&generator->state, 18);
	uint32_t beyond = (uint32_t)PROGRAM_MEMORY << power; /* 2^14 to 2^31 */
	uint32_t frame = below(&generator->state, PROGRAM_MEMORY / PAGE_SIZE + 1) * PAGE_SIZE;
	uint32_t bits = below(&generator->state, 3) == 0 ? below(&generator->state, 16)
	                                                 : (uint32_t)ENTRY_BITS;
	if (one_in(&generator->state, 4))
		return frame | bits | beyond;
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

/* A slot for the PSW of a space, and the largest bound that one has. */
enum { SPACE = TRAP_NEW_PSW + SLOT_SIZE };
#define LARGEST_SPACE UINT32_C(0xF0FFF000)

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

/* A link of the root: one of the first, about a power of two, or of the upper half; no space
 * reaches the last ones. */
static uint32_t any_link(struct generator *generator)
{
	enum { LINKS = LARGEST_SPACE >> (PAGE_BITS + ENTRY_INDEX_BITS) };
	if (one_in(&generator->state, 2))
		return below(&generator->state, 3 * BUFFER_TABLES / 2);
	if (one_in(&generator->state, 3))
		return TABLE_ENTRIES / 2 + below(&generator->state, LINKS - TABLE_ENTRIES / 2);
	uint32_t power = 1u << (ENTRY_INDEX_BITS - 1 - below(&generator->state, 6));
	uint32_t link = power - 1 + below(&generator->state, 3);
	return link < LINKS ? link : LINKS - 1;
}

/* Has it lead to the table. */
static void emit_link(struct generator *generator, uint32_t link)
{
	emit_entry(generator, ROOT + 4 * link, TABLE | ENTRY_VALID);
}

void emit_tables(struct generator *generator)
{
	if (one_in(&generator->state, 2))
		emit_fill_root(generator);
	uint32_t second = 4 * below(&generator->state, 3 * BUFFER_TABLES / 2);
	emit_link(generator, 0);
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

/* Changes an entry of a table, of the root or behind it, and loads from there. */
static void emit_set_entry(struct generator *generator)
{
	if (one_in(&generator->state, 4)) {
		emit_entry(generator, ROOT + 4 * below(&generator->state, 3 * BUFFER_TABLES / 2),
		           one_in(&generator->state, 4) ? any_entry(generator)
		                                        : TABLE | ENTRY_VALID);
		return;
	}
	uint32_t page = any_page(generator);
	emit_entry(generator, TABLE + 4 * page, any_entry(generator));
	emit(generator, OPERATION_lui, STEP, 0, 0, (int32_t)page);
	emit(generator, OPERATION_lw, any_register(generator), STEP, 0,
	     (int32_t)(4 * below(&generator->state, 0x100)));
}

/* An access somewhere in a space, often in two pages at once, or at the first byte of one. */
static void emit_access_through(struct generator *generator, uint32_t table)
{
	uint32_t page = any_page(generator);
	if (table >= 3 * BUFFER_TABLES / 2) {
		emit_link(generator, table);
		page %= PROGRAM_MEMORY / PAGE_SIZE;
	}
	uint32_t traits = one_in(&generator->state, 2) ? TRAITS_STORE : TRAITS_LOAD;
	uint32_t start = one_in(&generator->state, 8) ? 0 : table << ENTRY_INDEX_BITS | page;
	int32_t offset = one_in(&generator->state, 3) ? -(int32_t)below(&generator->state, 4)
	                                              : (int32_t)below(&generator->state, 0x100);
	emit(generator, OPERATION_lui, T0, 0, 0, (int32_t)start);
	emit(generator, any_operation(generator, traits, TRAIT_PRIVILEGED), any_register(generator),
	     T0, any_register(generator), one_in(&generator->state, 4) ? 0 : offset);
}

static void emit_far_access(struct generator *generator)
{
	emit_access_through(generator, any_link(generator));
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
	uint32_t traits = one_in(&generator->state, 3) ? TRAIT_STORES_HALF | TRAIT_STORES_WORD
	                                               : TRAIT_LOADS_HALF | TRAIT_LOADS_WORD;
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
	if (!is_psw && one_in(&generator->state, 2)) /* the first page may be known by then */
		emit(generator, operation, any_register(generator) & 3, STEP,
		     any_register(generator), -4 * before);
	emit(generator, operation, is_psw ? 0 : any_register(generator), STEP,
	     is_psw ? 0 : any_register(generator), -before);
}

/* Goes on right behind, at another address: through another link of the root. */
static void emit_go_through(struct generator *generator, uint32_t link)
{
	emit_link(generator, link);
	uint32_t page = link << ENTRY_INDEX_BITS | PROGRAM_CODE >> PAGE_BITS;
	emit(generator, OPERATION_lui, STEP, 0, 0, (int32_t)page);
	enum { TO_BEHIND = 1 }; /* words */
	emit(generator, OPERATION_jalr, any_register(generator), STEP, 0,
	     4 * (int32_t)(generator->count + TO_BEHIND));
}

static void emit_go_far(struct generator *generator)
{
	emit_go_through(generator, any_link(generator));
}

void emit_far_space(struct generator *generator, uint32_t link)
{
	emit_access_through(generator, link);
	emit_go_through(generator, link);
}

/* Puts a PSW of a space together that goes on so many words behind the slot's last store. */
static void emit_space(struct generator *generator, uint32_t bound, unsigned behind)
{
	enum { TO_BE_STORED = 2 }; /* words: the pc */
	uint32_t mode = one_in(&generator->state, 2) ? STATUS_USER : 0;
	const uint32_t fields[FIELDS] = { STATUS_PAGED | mode, 0, ROOT, bound, 0 };
	for (unsigned field = 0; field < FIELDS; field++) {
		emit_constant(generator, fields[field]);
		emit(generator, OPERATION_sw, 0, 0, T0, SPACE + 4 * (int32_t)field);
	}
	emit_constant(generator, PROGRAM_CODE + 4 * (generator->count + TO_BE_STORED + behind));
	emit(generator, OPERATION_sw, 0, 0, T0, SPACE + 4);
}

void emit_enter_space(struct generator *generator)
{
	emit_space(generator, LARGEST_SPACE, 1);
	emit(generator, OPERATION_lpsw, 0, 0, 0, SPACE);
}

/* The same page in two spaces of one root, of which the second ends before it. */
static void emit_narrow(struct generator *generator)
{
	uint32_t page = free_page(generator);
	uint32_t traits = one_in(&generator->state, 2) ? TRAITS_STORE : TRAITS_LOAD;
	enum operation operation = any_operation(generator, traits, TRAIT_PRIVILEGED);
	emit_entry(generator, TABLE + 4 * page, 2 * PAGE_SIZE | ENTRY_BITS);
	emit_space(generator, page * PAGE_SIZE, 3);
	emit(generator, OPERATION_lui, STEP, 0, 0, (int32_t)page);
	emit(generator, operation, any_register(generator) & 3, STEP, any_register(generator), 0);
	emit(generator, OPERATION_lpsw, 0, 0, 0, SPACE);
	emit(generator, operation, any_register(generator) & 3, STEP, any_register(generator), 0);
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
	switch (below(&generator->state, 20)) {
	case 15:
		emit_enter_space(generator);
		break;
	case 12:
	case 16:
	case 17:
		emit_go_far(generator);
		break;
	case 13:
		emit_narrow(generator);
		break;
	case 0:
	case 8:
		emit_touch_tables(generator);
		break;
	case 4:
	case 5:
		emit_replacement(generator);
		break;
	case 6:
	case 14:
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
	case 18:
		emit_set_entry(generator);
		break;
	default:
		emit_far_access(generator);
		break;
	}
}
