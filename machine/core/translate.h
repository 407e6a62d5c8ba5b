/* The one door for addresses: what a PSW makes of an address and a kind of access, a span of memory
 * or a trap. Whatever reaches memory as an instruction does comes through here; a trap's exchange
 * and the disk are physical. */
#ifndef PG32_MACHINE_CORE_TRANSLATE_H
#define PG32_MACHINE_CORE_TRANSLATE_H

#include "machine/core/memory.h"

/* The kind of an access is the cause with which it is refused. */
enum access { ACCESS_FETCH = CAUSE_FETCH, ACCESS_LOAD = CAUSE_LOAD, ACCESS_STORE = CAUSE_STORE };

/* A trap as a value: raised by an instruction, then delivered. */
struct trap {
	enum cause cause;
	uint32_t value;
	uint32_t word;
};

/* Memory that is reached from one virtual address on: bytes that lie together. */
struct window {
	uint8_t *bytes;
	uint32_t size;
	uint32_t physical; /* the address of the first byte */
};

/* R applied to memory, from virtual address 0 on: base + v where v < bound and base + v < q. */
static inline struct window window_of(const struct psw *psw, const struct memory *memory)
{
	if (psw->base >= memory->size)
		return (struct window){ memory->bytes, 0, psw->base };
	uint32_t above = memory->size - psw->base;
	return (struct window){ memory->bytes + psw->base, psw->bound < above ? psw->bound : above,
		                psw->base };
}

/* Whether all bytes of an access of so many bytes, at most a page, are in the window. */
static inline bool window_holds(const struct window *window, uint32_t address, uint32_t bytes)
{
	return address < window->size && window->size - address >= bytes;
}

/* The trap of an access that the window does not hold. */
static inline void refuse_access(uint32_t address, enum access access, struct trap *raised)
{
	raised->cause = (enum cause)access;
	raised->value = address;
}

/* The window from this address on, for this kind of access; of size 0 where it is refused. */
static inline struct window translate(const struct psw *psw, const struct memory *memory,
                                      uint32_t address, enum access access)
{
	struct window window = window_of(psw, memory);
	(void)access; /* relocation-bounds lets through all kinds, or none */
	window.physical += address;
	if (address >= window.size)
		return (struct window){ memory->bytes, 0, window.physical };
	window.bytes += address;
	window.size -= address;
	return window;
}

#endif
