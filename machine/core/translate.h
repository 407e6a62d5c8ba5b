/* The one door for addresses: what a PSW makes of an address and a kind of access, a window of
 * memory or a trap. Whatever reaches memory as an instruction does comes through here; a trap's
 * exchange, the disk and the tables are physical. */
#ifndef PG32_MACHINE_CORE_TRANSLATE_H
#define PG32_MACHINE_CORE_TRANSLATE_H

#include "machine/core/buffer.h"

/* The kind of an access is the cause with which it is refused: translate.c ties them. */
enum access { ACCESS_FETCH = 3, ACCESS_LOAD = 4, ACCESS_STORE = 5 };

/* A trap as a value: raised by an instruction, then delivered. */
struct trap {
	uint32_t cause; /* a number of isa/causes.h */
	uint32_t value;
	uint32_t word;
};

/* Memory that is reached from one virtual address on: bytes that lie together. */
struct window {
	uint8_t *bytes;
	uint32_t size;
	uint32_t physical; /* the address of the first byte */
};

static inline bool is_paged(const struct psw *psw)
{
	return (psw->status & STATUS_PAGED) != 0;
}

/* Relocation-bounds applied to memory, from virtual address 0 on: base + v where v < bound and
 * base + v < q. */
static inline struct window window_of(const struct psw *psw, const struct memory *memory)
{
	if (psw->base >= memory->size)
		return (struct window){ memory->bytes, 0, psw->base };
	uint32_t above = memory->size - psw->base;
	return (struct window){ memory->bytes + psw->base, psw->bound < above ? psw->bound : above,
		                psw->base };
}

/* The window, or if paged one of no size, so that every access takes the other way. */
static inline struct window window_unless_paged(const struct psw *psw, const struct memory *memory)
{
	if (is_paged(psw))
		return (struct window){ memory->bytes, 0, 0 };
	return window_of(psw, memory);
}

/* Whether all bytes of an access of so many bytes, at most a page, are in the window. */
static inline bool window_holds(const struct window *window, uint32_t address, uint32_t bytes)
{
	return address < window->size && window->size - address >= bytes;
}

/* The window from this address on, for this kind of access; of size 0 where it is refused, or the
 * buffer does not let it through. */
struct window translate(const struct psw *psw, const struct memory *memory,
                        const struct buffer *buffer, uint32_t address, enum access access);

/* What the tables have for an address: the entries, each where it lies and as it is there. */
struct walk {
	uint32_t link_at, link;   /* of the root; where that is not in memory, 0 for the entry */
	uint32_t entry_at, entry; /* of the table that the link leads to, if it leads to one */
	bool has_link, has_entry; /* it leads to a table, to a page of memory */
};

/* Reads the tables, whatever the address. */
struct walk walk_tables(const struct psw *psw, const struct memory *memory, uint32_t address);

/* The entry that the tables have for an access, or 0 where they refuse it. */
uint32_t walk(const struct psw *psw, const struct memory *memory, const struct buffer *buffer,
              uint32_t address, enum access access);

/* As translate, and where the buffer does not let it through what a walk would give: for those who
 * only look. The buffer may be NULL. */
struct window peek(const struct psw *psw, const struct memory *memory, const struct buffer *buffer,
                   uint32_t address, enum access access);

/* What the paging of the profile makes of it (flawed_paging.c): from where an
 * access has its entry; which bits go with it; whether the mode refuses what the entry permits; and
 * what the machine sets in it, where it lies, at an access that is let through. */
bool paging_walks(uint32_t profile);
uint32_t paging_keeps(uint32_t profile);
bool mode_refuses(uint32_t profile, const struct psw *psw, uint32_t entry);
SELDOM void mark_entry(uint32_t profile, const struct psw *psw, const struct memory *memory,
                       uint32_t address, enum access access);

/* Accesses that may lie in two pages: of so many bytes, at most a page. False where one byte is not
 * let through: then nothing is copied, and *raised is the trap, at the first such byte. */
SELDOM bool copy_in(const struct psw *psw, const struct memory *memory, const struct buffer *buffer,
                    uint32_t address, void *bytes, uint32_t count, struct trap *raised);
SELDOM bool copy_out(const struct psw *psw, const struct memory *memory,
                     const struct buffer *buffer, uint32_t address, const void *bytes,
                     uint32_t count, struct trap *raised);

#endif
