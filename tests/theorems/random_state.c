/* Registers are small, near the window's end or anything; memory is where the word can reach. */
#include "tests/theorems/random_state.h"
#include "isa/instruction.h"

#include <stdlib.h>

enum { MEMORY = RANDOM_PAGES * PAGE_SIZE, REACHED = sizeof(struct psw) + 4 };

static uint32_t hash(uint32_t seed, const char *text)
{
	enum { FNV_PRIME = 0x01000193 };
	for (; *text != 0; text++)
		seed = (seed ^ (uint8_t)*text) * FNV_PRIME;
	return seed;
}

uint32_t seed_of_case(const char *test, enum profile profile, enum operation operation)
{
	uint32_t seed = hash(0x811C9DC5, test);
	seed = hash(hash(seed, profile_rows[profile].name), operation_rows[operation].mnemonic);
	return seed != 0 ? seed : 1; /* from 0 the sequence is all zeros */
}

/* xorshift32: the same states on every machine. */
uint32_t next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static uint32_t below(uint32_t *seed, uint32_t limit)
{
	return next_random(seed) % limit;
}

/* As often any word as one of a known opcode or of a group that is gated or a profile's: with a
 * field that must be zero, or of another machine. */
static uint32_t random_undefined(uint32_t *seed, enum profile profile)
{
	struct instruction instruction;
	uint32_t word;
	do {
		uint32_t opcode = operation_rows[below(seed, ALL_OPERATIONS)].opcode;
		uint32_t group = below(seed, 2) == 0 ? 0xE0000000 : 0xF0000000;
		word = next_random(seed);
		if (below(seed, 2) == 0)
			word = (word & 0x00FFFFFF) | opcode << 24;
		else if (below(seed, 2) == 0)
			word = (word & 0x0FFFFFFF) | group;
	} while (decode(profile, word, &instruction));
	return word;
}

uint32_t random_word(uint32_t *seed, enum profile profile, enum operation operation)
{
	if (operation == OPERATIONS)
		return random_undefined(seed, profile);
	const struct format_row *row = &format_rows[operation_rows[operation].format];
	uint32_t word = (uint32_t)operation_rows[operation].opcode << 24;
	const uint8_t places[] = { row->d, row->a, row->b };
	for (unsigned i = 0; i < 3; i++)
		if (places[i] != 0)
			word |= below(seed, REGISTERS) << places[i];
	const struct letter_row *letter = &letter_rows[row->immediate];
	uint32_t mask = (UINT32_C(1) << letter->bits) - 1;
	uint32_t immediate = below(seed, 2) == 0 ? next_random(seed) : below(seed, 64) - 32;
	return word | (immediate & mask) << letter->lowest;
}

static uint32_t random_value(uint32_t *seed)
{
	switch (below(seed, 5)) {
	case 0:
		return below(seed, 64) - 32;
	case 1:
		return below(seed, RANDOM_PAGES + 1) * PAGE_SIZE + below(seed, 48) - 24;
	case 2:
		return UINT32_C(1) << below(seed, 32);
	case 3:
		return below(seed, MEMORY);
	default:
		return next_random(seed);
	}
}

/* No interrupt is due; the timer is off, near its end, or far. */
static struct psw random_psw(uint32_t *seed)
{
	uint32_t status = below(seed, 8);
	if ((status & STATUS_INTERRUPTS) != 0)
		status &= ~(uint32_t)STATUS_TIMER_PENDING;
	return (struct psw){ .status = status,
		             .pc = below(seed, PAGE_SIZE / 4) * 4,
		             .base = below(seed, RANDOM_PAGES - 1) * PAGE_SIZE,
		             .bound = (1 + below(seed, RANDOM_PAGES + 1)) * PAGE_SIZE,
		             .timer = below(seed, 2) == 0 ? below(seed, 3) : next_random(seed) };
}

/* Bytes at random around the address, and a well-formed PSW there as often as not. */
static void fill(uint32_t *seed, struct window window, uint32_t address)
{
	struct psw psw = random_psw(seed);
	bool is_psw = below(seed, 2) == 0;
	for (uint32_t i = 0; i < REACHED; i++) {
		uint32_t at = address + i;
		if (at < window.size)
			window.bytes[at] = (uint8_t)next_random(seed);
	}
	if (is_psw && address < window.size && window.size - address >= sizeof psw)
		write_psw(window.bytes + address, &psw);
}

/* An old PSW, which need not be well-formed, and bytes in its window: also such a window that the
 * address is about the end of the one in force. */
static void fill_previous(uint32_t *seed, const struct memory *memory, const struct window *window,
                          uint32_t address)
{
	struct psw old = random_psw(seed);
	uint32_t end = (uint32_t)(window->bytes - memory->bytes) + window->size;
	uint32_t kind = below(seed, 4);
	if (kind == 0)
		old.base = random_value(seed);
	else if (kind == 1)
		old.base = end - below(seed, 8) - address;
	if (below(seed, 4) == 0)
		old.bound = random_value(seed);
	write_psw(memory->bytes + TRAP_OLD_PSW, &old);
	fill(seed, window_of(&old, memory), address);
	write_psw(memory->bytes + TRAP_OLD_PSW, &old);
}

/* Pages of a space that the word may reach, with frames that they may share. Where an access is
 * refused there is no table, so that it is a trap. */
static void make_paged(uint32_t *seed, struct concrete_state *state, uint32_t word)
{
	uint32_t a = word >> 16 & 0xF, immediate = immediate_of(word, LETTER_i);
	state->psw.status |= STATUS_PAGED;
	state->psw.base = MEMORY;
	for (uint32_t page = 0; page < RANDOM_PAGES; page++) {
		uint32_t bits = below(seed, 3) == 0 ? below(seed, 8) * 2 : ENTRY_BITS;
		if (page == 0)
			bits |= ENTRY_EXECUTE;
		state->held[state->held_count++] =
		        (struct held){ page * PAGE_SIZE,
			               below(seed, RANDOM_PAGES) * PAGE_SIZE | bits | ENTRY_VALID };
	}
	uint32_t near_end = below(seed, RANDOM_PAGES) * PAGE_SIZE - below(seed, REACHED);
	if (a != 0 && below(seed, 4) != 0)
		state->registers[a] = near_end - immediate;
	struct psw psw = random_psw(seed);
	bool is_psw = below(seed, 2) == 0;
	for (uint32_t i = 0; i < REACHED; i++) {
		uint32_t at = state->registers[a] + immediate + i;
		uint8_t byte = (uint8_t)next_random(seed);
		if (is_psw && i < sizeof psw)
			memcpy(&byte, (const uint8_t *)&psw + i, 1);
		if (at < MEMORY)
			state->memory[held_place(state, at)] = byte;
	}
	write_word(state->memory + held_place(state, state->psw.pc), word);
}

uint32_t held_place(const struct concrete_state *state, uint32_t address)
{
	return (state->held[address / PAGE_SIZE].entry & ~(PAGE_SIZE - 1)) + address % PAGE_SIZE;
}

struct concrete_state random_state(uint32_t *seed, uint32_t word)
{
	struct concrete_state state = { .psw = random_psw(seed),
		                        .clock = (uint64_t)next_random(seed) << below(seed, 32),
		                        .memory_size = MEMORY,
		                        .memory = calloc(MEMORY, 1) };
	if (state.memory == NULL)
		abort();
	for (unsigned i = 1; i < REGISTERS; i++)
		state.registers[i] = random_value(seed);
	const struct memory memory = { state.memory, state.memory_size };
	const struct window window = window_of(&state.psw, &memory);
	uint32_t a = word >> 16 & 0xF, immediate = immediate_of(word, LETTER_i);
	uint32_t place = below(seed, 3);
	if (a != 0 && place == 0) /* the last bytes of the window, or just beyond */
		state.registers[a] = window.size - below(seed, REACHED) - immediate;
	else if (a != 0 && place == 1) /* in the window, most often */
		state.registers[a] = below(seed, window.size) - immediate;
	fill_previous(seed, &memory, &window, state.registers[a] + immediate);
	fill(seed, window, state.registers[a] + immediate);
	write_word(window.bytes + state.psw.pc, word);
	if (below(seed, 2) == 0)
		make_paged(seed, &state, word);
	return state;
}

/* The table behind the pages has what is held, with bits that are not. The kept bit of the code's
 * page is as often there as not, and seldom missing from others. */
static void make_tables(uint32_t *seed, struct concrete_state *state, enum profile profile)
{
	const uint32_t root = MEMORY, table = root + PAGE_SIZE, kept = paging_keeps(profile);
	state->psw.base = root;
	write_word(state->memory + root, table | ENTRY_VALID);
	for (unsigned i = 0; i < state->held_count; i++) {
		struct held *held = &state->held[i];
		if (i == 0 || below(seed, 3) != 0)
			held->entry |= kept;
		uint32_t others = below(seed, 16) << 4 & ~kept;
		write_word(state->memory + table + 4 * (held->address / PAGE_SIZE),
		           held->entry | others);
	}
}

struct concrete_state random_paged_state(uint32_t *seed, uint32_t word, enum profile profile)
{
	struct concrete_state state = random_state(seed, word);
	uint32_t size = MEMORY + 2 * PAGE_SIZE;
	if (!is_paged(&state.psw))
		make_paged(seed, &state, word);
	state.memory = realloc(state.memory, size);
	if (state.memory == NULL)
		abort();
	memset(state.memory + MEMORY, 0, size - MEMORY);
	state.memory_size = size;
	/* A page that the code is not in may be of the table. */
	if (below(seed, 2) == 0)
		state.held[1 + below(seed, RANDOM_PAGES - 1)].entry =
		        (size - PAGE_SIZE) | ENTRY_BITS;
	make_tables(seed, &state, profile);
	return state;
}

static void move_window(uint32_t *seed, const struct concrete_state *state,
                        struct concrete_state *partner)
{
	const struct memory memory = { state->memory, state->memory_size };
	const struct window window = window_of(&state->psw, &memory);
	for (uint32_t i = 0; i < partner->memory_size; i++)
		partner->memory[i] = (uint8_t)next_random(seed);
	uint32_t room = (partner->memory_size - window.size) / PAGE_SIZE;
	partner->psw.base = below(seed, room + 1) * PAGE_SIZE;
	partner->psw.bound = window.size;
	if (partner->psw.base + window.size == partner->memory_size)
		partner->psw.bound += below(seed, 2) * PAGE_SIZE;
	memcpy(partner->memory + partner->psw.base, window.bytes, window.size);
}

/* Other frames, one for each. */
static void move_frames(uint32_t *seed, const struct concrete_state *state,
                        struct concrete_state *partner)
{
	uint32_t frames = partner->memory_size / PAGE_SIZE, turn = below(seed, frames);
	for (uint32_t i = 0; i < partner->memory_size; i++)
		partner->memory[i] = (uint8_t)next_random(seed);
	partner->psw.base = partner->memory_size + below(seed, 3) * PAGE_SIZE;
	for (unsigned i = 0; i < state->held_count; i++) {
		uint32_t entry = state->held[i].entry, frame = entry / PAGE_SIZE;
		uint32_t other = (frame + turn) % frames;
		partner->held[i].entry = other * PAGE_SIZE | entry % PAGE_SIZE;
		memcpy(partner->memory + other * PAGE_SIZE, state->memory + frame * PAGE_SIZE,
		       PAGE_SIZE);
	}
}

struct concrete_state random_partner(uint32_t *seed, const struct concrete_state *state,
                                     unsigned differing)
{
	struct concrete_state partner = *state;
	struct psw other;
	do
		other = random_psw(seed);
	while ((differing & DIFFER_MODE) == 0 &&
	       ((other.status ^ state->psw.status) & STATUS_USER) != 0);
	bool moves = (differing & DIFFER_PLACE) != 0;
	partner.memory_size = MEMORY + (moves ? below(seed, 4) * PAGE_SIZE : 0);
	partner.memory = malloc(partner.memory_size);
	if (partner.memory == NULL)
		abort();
	memcpy(partner.memory, state->memory, state->memory_size);
	if (moves && is_paged(&state->psw))
		move_frames(seed, state, &partner);
	else if (moves)
		move_window(seed, state, &partner);
	if ((differing & DIFFER_RESOURCES) != 0) {
		partner.psw.status = other.status | (state->psw.status & STATUS_PAGED);
		partner.psw.timer = other.timer;
		partner.clock = next_random(seed);
	} else {
		partner.psw.status &= ~(uint32_t)STATUS_USER;
		partner.psw.status |= other.status & STATUS_USER;
	}
	return partner;
}
