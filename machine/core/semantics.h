/* What the values and effects of isa/pg32.def mean to a processor, in C.
 *
 * A function that executes rows has in scope
 *
 *   word, pc, next       the instruction, its address, and where to go on: jumps set next
 *   machine              whose PSW is in force
 *   registers            the sixteen; the function puts registers[0] right after each row
 *   window               what the PSW lets it reach, unless it is of the paged kind
 *   seen                 pages that were reached under it, at first none
 *   raised               a struct trap, its cause CAUSE_NONE before each row
 *   trapped              a label to leave by, raised being set
 *   jumped               a label to leave by, next being set
 *   the_place_of_b, the_immediate     constants of the row's format
 *
 * and defines the privileged values and effects itself.
 */
#ifndef PG32_MACHINE_CORE_SEMANTICS_H
#define PG32_MACHINE_CORE_SEMANTICS_H

#include "isa/causes.h"
#include "isa/formats.h"
#include "isa/operations.h"
#include "machine/core/machine.h"
#include "machine/core/seen.h"
#include "machine/core/values.h"

/* Where there is no window: functions of their own, so that the rows are as fast with one as they
 * would be alone. */
#define DEFINE_PLACE(name, count, permission)                                                 \
	__attribute__((unused)) static SELDOM uint8_t *name(                                  \
	        const struct machine *machine, uint32_t address, struct seen_page *seen)      \
	{                                                                                     \
		return see_place(seen, &machine->cpu.psw, &machine->memory, &machine->buffer, \
		                 address, count, permission);                                 \
	}

DEFINE_PLACE(byte_to_load, 1, ENTRY_READ)
DEFINE_PLACE(half_to_load, 2, ENTRY_READ)
DEFINE_PLACE(word_to_load, 4, ENTRY_READ)
DEFINE_PLACE(byte_to_store, 1, ENTRY_WRITE)
DEFINE_PLACE(half_to_store, 2, ENTRY_WRITE)
DEFINE_PLACE(word_to_store, 4, ENTRY_WRITE)
#undef DEFINE_PLACE

/* What is to know of a store that is let through: where it goes, or that it goes by copy_out.
 * Another text that holds this one may say. */
#ifndef AT_STORE
#define AT_STORE(machine, at, count) (void)0
#define AT_STORE_APART(machine) (void)0
#endif

#define DEFINE_LOAD(name, count, read, place)                                                   \
	static inline uint32_t name(const struct machine *machine, const struct window *window, \
	                            struct seen *seen, uint32_t address, struct trap *raised)   \
	{                                                                                       \
		if (window_holds(window, address, count))                                       \
			return read(window->bytes + address);                                   \
		const uint8_t *at = seen_place(&seen->load, address, count);                    \
		if (at == NULL)                                                                 \
			at = place(machine, address, &seen->load);                              \
		if (at != NULL)                                                                 \
			return read(at);                                                        \
		uint8_t apart[count];                                                           \
		struct trap refused = *raised; /* so that raised may be in registers */         \
		bool is_copied = copy_in(&machine->cpu.psw, &machine->memory, &machine->buffer, \
		                         address, apart, count, &refused);                      \
		*raised = refused;                                                              \
		return is_copied ? read(apart) : 0;                                             \
	}

#define DEFINE_STORE(name, count, write, place)                                                 \
	static inline void name(const struct machine *machine, const struct window *window,     \
	                        struct seen *seen, uint32_t address, uint32_t value,            \
	                        struct trap *raised)                                            \
	{                                                                                       \
		if (window_holds(window, address, count)) {                                     \
			AT_STORE(machine, window->bytes + address, count);                      \
			write(window->bytes + address, value);                                  \
			return;                                                                 \
		}                                                                               \
		uint8_t *at = seen_place(&seen->store, address, count);                         \
		if (at == NULL)                                                                 \
			at = place(machine, address, &seen->store);                             \
		if (at != NULL) {                                                               \
			AT_STORE(machine, at, count);                                           \
			write(at, value);                                                       \
			return;                                                                 \
		}                                                                               \
		uint8_t apart[count];                                                           \
		struct trap refused = *raised;                                                  \
		write(apart, value);                                                            \
		AT_STORE_APART(machine);                                                        \
		copy_out(&machine->cpu.psw, &machine->memory, &machine->buffer, address, apart, \
		         count, &refused);                                                      \
		*raised = refused;                                                              \
	}

DEFINE_LOAD(load_byte, 1, read_byte, byte_to_load)
DEFINE_LOAD(load_half, 2, read_half, half_to_load)
DEFINE_LOAD(load_word, 4, read_word, word_to_load)
DEFINE_STORE(store_byte, 1, write_byte, byte_to_store)
DEFINE_STORE(store_half, 2, write_half, half_to_store)
DEFINE_STORE(store_word, 4, write_word, word_to_store)

#undef DEFINE_LOAD
#undef DEFINE_STORE

static inline uint32_t sign_extend_byte(uint32_t value)
{
	return (value ^ 0x80) - 0x80;
}

static inline uint32_t sign_extend_half(uint32_t value)
{
	return (value ^ 0x8000) - 0x8000;
}

/* Values of the machine; the others are in values.h. */
#define RA registers[word >> 16 & 0xF]
#define RB registers[word >> the_place_of_b & 0xF]
#define IMM immediate_of(word, (enum letter)the_immediate)
#define PC pc
#define LOAD_BYTE(address) sign_extend_byte(load_byte(machine, &window, &seen, address, &raised))
#define LOAD_HALF(address) sign_extend_half(load_half(machine, &window, &seen, address, &raised))
#define LOAD_WORD(address) load_word(machine, &window, &seen, address, &raised)
#define LOAD_BYTE_UNSIGNED(address) load_byte(machine, &window, &seen, address, &raised)
#define LOAD_HALF_UNSIGNED(address) load_half(machine, &window, &seen, address, &raised)

/* Values that no row of PG32 reads: those that do are flawed. */
#define STATUS machine->cpu.psw.status
#define BASE machine->cpu.psw.base
#define BOUND machine->cpu.psw.bound
#define IN_USER_MODE in_user_mode(machine)

/* Effects. */
#define LEAVE_IF_RAISED()                 \
	if (raised.cause != CAUSE_NONE) { \
		goto trapped;             \
	}
#define SET_RD(value)                                 \
	do {                                          \
		const uint32_t result = (value);      \
		LEAVE_IF_RAISED()                     \
		registers[word >> 20 & 0xF] = result; \
	} while (0)
#define STORE_WITH(store, address, value)                                \
	do {                                                             \
		store(machine, &window, &seen, address, value, &raised); \
		LEAVE_IF_RAISED()                                        \
	} while (0)
#define STORE_BYTE(address, value) STORE_WITH(store_byte, address, value)
#define STORE_HALF(address, value) STORE_WITH(store_half, address, value)
#define STORE_WORD(address, value) STORE_WITH(store_word, address, value)
#define BRANCH_IF(condition, target)     \
	do {                             \
		if (condition) {         \
			next = (target); \
			goto jumped;     \
		}                        \
	} while (0)
#define LINK_AND_JUMP(target)                         \
	do {                                          \
		next = (target) & ~UINT32_C(3);       \
		registers[word >> 20 & 0xF] = pc + 4; \
		goto jumped;                          \
	} while (0)
#define TRAP(the_cause, the_value)                \
	do {                                      \
		raised.cause = CAUSE_##the_cause; \
		raised.value = (the_value);       \
		goto trapped;                     \
	} while (0)

#endif
