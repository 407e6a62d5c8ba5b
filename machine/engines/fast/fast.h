/* The fast engine: hot code is translated to the host's (x86-64), block by block; what is cold,
 * rare or privileged is left to the reference engine.
 *
 *   guest               host
 *   sp t0-t2 s0 s1 a0-a5   a register each (translate.c)
 *   ra gp tp            a place near the code
 *   the window          mapped as a whole, rbx points to it; what is outside is a fault of the host
 *   instructions left   r15: a block subtracts its own at its entry, and gives back what it did not
 *                       come to
 *   the history         rsp: a block pushes its number on a trail
 *   scratch             rax
 */
#ifndef PG32_MACHINE_ENGINES_FAST_FAST_H
#define PG32_MACHINE_ENGINES_FAST_FAST_H

#include <string.h>

#include "machine/core/history.h"
#include "machine/core/translate.h"
#include "machine/engines/careful.h"
#include "machine/engines/engine.h"
#include "machine/engines/fast/emit.h"
#include "machine/engines/memory.h"

enum {
	MOST_INSTRUCTIONS = 64, /* of a block */
	MOST_BLOCKS = 1 << 16,
	MOST_WINDOWS = 48,
	RECENT_WINDOWS = 16,
	ACCEPTED_BITS = 4,
	ACCEPTED = 1 << ACCEPTED_BITS,
	MOST_NOTES = 1 << 18, /* of instructions that may fault */
	CODE_SIZE = 8 << 20,
	BLOCK_ROOM = 32 << 10, /* no block's code is larger */
	SLICE = 8192,          /* the most instructions before the trail is looked at */
	EAGER_SLICE = 48,      /* behind an exchange: to be short of an event, and of a block */
	TRAILS = 2,
	/* Each is two pieces more of memory and of each window, and the space has its pages: the
	 * host has room for some 65,000. */
	MOST_CODE_PAGES = 384,
	HEATS = 1 << 14,
	CHANGED = 32,
	HOT = 255,
	MOST_WRITES = 4,
	TEMPORARIES = 8,
	LONG_TRAIL = 2048,
	/* So many entries have the last instructions: each block may be cut, and a cut block has at
	 * least one. */
	RECENT = 2 * HISTORY_LINES
};

/* Why translated code comes back. */
enum leaving {
	LEAVING_DEADLINE, /* the block at pc is longer than what is left */
	LEAVING_STEP, /* the instruction at pc, the last of its block, is for the reference engine
	               */
	LEAVING_LINK, /* a jump to pc, which is not translated */
	LEAVING_MISS, /* the same, to a computed pc */
	LEAVING_CHANGED, /* the words of the block at pc are not those that were translated */
	LEAVING_CUT,     /* the store before pc wrote into the rest of its block */
	LEAVING_OUTSIDE, /* the access at pc is outside the window, as its code saw */
	LEAVING_WATCHED, /* the access at pc is one that is watched */
	LEAVING_ENDED,   /* an exchange ended the stretch */
	LEAVING_FAULT    /* the host refused an access */
};

/* What translated code reaches near itself. */
struct context {
	/* Those that no host register has. Here and in temporaries upper halves are zero. */
	uint64_t registers[REGISTERS];
	uint64_t temporaries[TEMPORARIES];
	uint64_t saved;           /* a register that an instruction of the host needs */
	uint64_t host_stack;      /* of what entered */
	uint64_t trail;           /* rsp of the code */
	uint64_t window;          /* rbx of the code */
	uint64_t table;           /* of the window */
	uint64_t code;            /* where the code begins */
	uint64_t go;              /* where to enter it */
	uint64_t guest;           /* the machine's registers */
	uint64_t engine;          /* what exchange is called with */
	uint64_t exchanges_by[2]; /* exchange_step, exchange_trap */
	uint32_t exchanges;       /* not 0: the engine has the machine's traps itself */
	/* Read as wide as they were written, which the host forwards at once. */
	uint32_t left; /* r15 of the code */
	uint32_t pc;   /* where the guest goes on */
	uint32_t link; /* the jump that came to LEAVING_LINK */
	uint32_t leaving;
	uint32_t cut; /* how many of the block's were not executed, at LEAVING_CUT and OUTSIDE */
	uint64_t fault_at; /* the host instruction, and the address that it was refused */
	uint64_t fault_address;
	struct noted_stores stores;
};

struct block;

/* A jump of a block to a known place: to a stub, or to the block there. */
struct link {
	uint32_t distance; /* where in the code the jump's distance is */
	uint32_t stub;
	uint32_t pc;
	struct block *to;  /* NULL: it leads to the stub */
	struct link *next; /* that leads to the same block */
};

/* A block goes on behind so many branches that are not taken. */
enum { MOST_SIDES = 4, MOST_LINKS = 2 + MOST_SIDES, MOST_ROUNDS = 4 };

/* How a block ends: in a jump or with its page, or in an instruction that leaves the code. */
enum ending {
	ENDING_JUMP,
	ENDING_TRAP,       /* that always traps */
	ENDING_PRIVILEGED, /* of group F */
	ENDING_OTHER       /* for the reference engine */
};

struct block {
	uint32_t pc, physical;
	/* Its instructions; and what one execution of it may take of them, which is more than once
	 * round where it jumps to itself. */
	uint32_t length, cost;
	uint32_t start; /* where in the code */
	/* The same behind the comparison of its words, where a block of a mixed page has one: a
	 * jump back to itself leads there, for it has seen to its own stores. */
	uint32_t again;
	uint32_t notes, note_count;
	struct window_map *window;
	struct block *next_in_page;
	struct link links[MOST_LINKS];
	unsigned link_count;
	struct link *incoming;
	enum ending ending;
	bool needs_host;  /* of a device, or that may end the stretch, or writes a register */
	struct trap trap; /* its instruction's, or what goes with that */
	/* It loads a PSW, so far from what is in zero or in a register that the host has. */
	bool loads_psw;
	uint8_t psw_register;
	uint32_t psw_displacement;
	bool is_alive;
};

/* Which guest instruction an instruction of the host belongs to that may fault. */
struct note {
	uint32_t at;    /* in the code */
	uint32_t index; /* in the block */
};

/* An immediate of 16 bits reaches so far below 0, and beyond 4 GiB. */
#define WINDOW_GUARD (UINT64_C(64) << 10)
#define WINDOW_SPACE (UINT64_C(4) << 30)

/* A window of memory, mapped: [ guard | the window, 4 GiB | guard | its table ]. The table has for
 * each word of the window where its block begins in the code, or 0. */
struct window_map {
	uint32_t base, size;
	uint8_t *bytes; /* NULL: not in use */
	uint32_t *table;
	uint64_t used;    /* when it was last looked for */
	uint64_t changes; /* of pages, that are made in it */
	/* Where it is a paged space, of each page the entry that is followed (space.c); else NULL.
	 * It has no base then. */
	uint32_t *entries;
};

/* So many translations are held at most. */
enum { SPACE_FOLLOWED = BUFFER_TABLES * TABLE_ENTRIES };

/* The paged space (space.c). */
struct space {
	struct window_map window; /* its size is the bound */
	uint32_t table_size;
	uint32_t *followed; /* pages, so many: */
	uint32_t count;
	/* The buffer as it was followed. */
	const uint32_t *pages;
	uint32_t empties, fills;
	uint32_t asked;      /* the page that the host refused an access to */
	uint32_t credit;     /* what may be spent on the host, in instructions, */
	uint64_t charged;    /* as it was counted at that time, of instructions executed */
	uint64_t cold_until; /* and paged code is interpreted */
	bool is_lost;        /* the host has refused what was needed: it is not used any more */
};

/* A PSW that was accepted, but for its pc and timer. */
struct accepted {
	uint32_t status, base, bound;
	struct window_map *window; /* never NULL: one of no size */
};

enum page_state { PAGE_DATA, PAGE_CODE, PAGE_MIXED };

/* A physical page. Code is protected from writes, wherever it is mapped; a page that has been
 * written too often as code is mixed, and its blocks see to it themselves that they are as they
 * were. */
struct page {
	struct block *blocks;
	struct page *next_written; /* by others, and not settled */
	uint8_t state;
	uint8_t writes;
};

/* The history of one mode: what code pushed on a trail is newer than what history has. */
struct trail {
	struct history *history;
	uint64_t *low, *top; /* from top downwards */
	uint64_t *at;        /* the newest entry */
};

struct trail;

/* A stretch as it runs: up to the next event of the machine. */
struct stretch {
	struct machine *machine;
	uint64_t most;  /* how many instructions may complete, those of the stretch among them */
	uint32_t event; /* of these, until a device has something to do; 0: none has */
	uint32_t count; /* how many in the stretch, */
	uint32_t left;  /* how many of these are left, and of them how many are in translated */
	uint32_t slice; /* code now, as it was entered */
	/* A slice may have several PSWs, one after the other: how many were left when this one came
	 * into force, with those of the stretch before the slice, if it is the first; whether it is
	 * not; and how many instructions those before it had, whose time is not passed yet. */
	uint32_t since;
	bool has_exchanged;
	uint32_t passed;
	bool user;         /* the mode that it is in */
	uint64_t executed; /* what had been executed before it */
	struct trap *trap;
	bool has_ended;       /* by an exchange, which has counted it: */
	enum outcome outcome; /* how */
	/* Where the machine has its traps itself, else NULL. */
	struct trail *trails[TRAILS]; /* of its modes */
	struct statistics *statistics;
};

struct fast {
	struct engine engine; /* first */
	struct stretch stretch;
	const struct host_memory *memory;
	uint8_t *reservation; /* the context, then the code as it runs */
	struct context *context;
	uint8_t *code;   /* where it is written */
	intptr_t run_at; /* how much higher it runs */
	uint32_t code_start, code_end;
	const uint8_t *leave[LEAVING_FAULT + 1]; /* where code leaves, by why */
	const uint8_t *enter;
	const uint8_t *exchanges[2]; /* where it goes to a privileged instruction, with a trap */
	struct block *blocks;
	uint32_t block_count;
	struct note *notes;
	uint32_t note_count;
	struct window_map windows[MOST_WINDOWS];
	struct space space;
	struct window_map *window; /* of the PSW, or NULL */
	struct window_map *recent[RECENT_WINDOWS];
	struct window_map nowhere; /* of no size */
	struct accepted accepted[ACCEPTED];
	struct accepted handler; /* the one that a trap loaded last */
	uint64_t looks;          /* for windows */
	struct page *pages;
	struct page *written;     /* by others */
	bool is_open;             /* memory is, since the host gave no page of it back alone */
	uint32_t code_pages;      /* how many are code and protected, */
	uint32_t most_code_pages; /* and may be: what is code beyond is mixed at once */
	/* The pages that were protected last, as a ring, and how many were ever. Only the window in
	 * use follows at once: another one when it is looked for, and where it protects what is no
	 * code, when that is written. */
	uint32_t changed[CHANGED];
	uint64_t changes;
	struct trail trails[TRAILS];
	struct trail *trail; /* the one in use */
	uint8_t *trail_memory;
	uint8_t hot;             /* code that was jumped to so often is hot */
	uint32_t exchange_slice; /* how long a slice is behind an exchange, */
	uint32_t shortest_slice; /* and how much of it there must be for a shortcut */
	uint8_t most_writes;     /* a page that has been written so often as code is mixed */
	uint8_t heats[HEATS];
	uint8_t refusals[HEATS]; /* of the host's, as heats; where they are many code looks itself
	                          */
	bool has_shifts;         /* the host has BMI2 */
	uint64_t translated, flushes;
	struct stops stops;            /* what translated code looks for */
	const struct careful *careful; /* what it stops for now; NULL: nothing */
	bool has_stopped;
	bool stays_cold;  /* translated code is not looked for */
	uint32_t in_vain; /* so often it has looked, and was not to stop */
	/* Bytes of memory, stores into which are noted; of no size: none are. */
	uint32_t noted_from, noted_size;
};

/* Blocks have numbers. */
static inline struct block *block_of(const struct fast *fast, uint32_t number)
{
	return &fast->blocks[number];
}

static inline uint32_t block_number(const struct fast *fast, const struct block *block)
{
	return (uint32_t)(block - fast->blocks);
}

/* The address of an instruction of the block, by its number in the rounds. */
static inline uint32_t block_pc(const struct block *block, uint32_t index)
{
	return block->pc + 4 * (index % block->length);
}

/* The block that begins there in the code: its number is before it. */
static inline struct block *block_from(const struct fast *fast, uint32_t start)
{
	uint32_t number;
	memcpy(&number, fast->code + start - sizeof number, sizeof number);
	return block_of(fast, number);
}

/* The block that the window has at pc, as where it begins in the code; 0: none. */
static inline uint32_t block_find(const struct fast *fast, uint32_t pc)
{
	const struct window_map *window = fast->window;
	return window != NULL && pc < window->size ? window->table[pc / 4] : 0;
}

/* The place of a PSW among those that were accepted last. */
static inline struct accepted *accepted_place(struct fast *fast, const struct psw *psw)
{
	uint32_t key = psw->base + (psw->bound >> 4) + psw->status;
	return &fast->accepted[key * UINT32_C(0x9E3779B1) >> (32 - ACCEPTED_BITS)];
}

/* Whether translated code looks for any access. */
static inline bool has_ranges(const struct fast *fast)
{
	return fast->stops.range_count != 0;
}

/* Whether the PSW's kind of relocation is one that is mapped; any other is the reference engine's.
 */
static inline bool windows_know(const struct psw *psw, const struct buffer *buffer)
{
	uint32_t known = STATUS_USER | STATUS_INTERRUPTS | STATUS_TIMER_PENDING;
	return (psw->status & ~(known | buffer->plain)) == 0;
}

/* The physical address of one in the window, or in a page of the space that is followed. */
static inline uint32_t physical_of(const struct window_map *window, uint32_t address)
{
	if (window->entries == NULL)
		return window->base + address;
	return (window->entries[address / PAGE_SIZE] & ~(PAGE_SIZE - 1)) + address % PAGE_SIZE;
}

/* Keeps of the trail what is recent, where it has become long. */
static inline void trail_make_room(struct trail *trail)
{
	if (trail->top - trail->at < LONG_TRAIL)
		return;
	memmove(trail->top - RECENT, trail->at, RECENT * sizeof *trail->at);
	trail->at = trail->top - RECENT;
}

/* The block is executed, as its code would note it. */
static inline void trail_block(struct fast *fast, const struct block *block)
{
	trail_make_room(fast->trail);
	*--fast->trail->at = block_number(fast, block);
}

/* The block executed last. */
static inline const struct block *trail_last(const struct fast *fast)
{
	return block_of(fast, (uint32_t)*fast->trail->at);
}

/* shortcut.c: called by translated code at the end of a block of ENDING_TRAP, and of PRIVILEGED,
 * with the guest's registers in the machine. Where the code goes on, or leaves. */
const uint8_t *exchange_trap(struct fast *fast);
const uint8_t *exchange_step(struct fast *fast);

/* exchange.c: traps, and the instructions that need no host, without a way out of the engine. */
/* Does what both do, at length: delivers the trap or executes the instruction, which needs no host,
 * and begins a new stretch. Returns where the code goes on, or leaves. */
const uint8_t *exchange(struct fast *fast);
/* Where the code of the PSW is that is in force now, by a trap or not: a stretch begins there. */
const uint8_t *go_on(struct fast *fast, bool trapped);
/* Makes what is left of most the stretch's. */
void begin_stretch(struct stretch *stretch);
/* The same where the stretch has begun, and may be shorter. */
void lengthen_stretch(struct stretch *stretch);
/* The next slice of the stretch, of at most so many instructions: the trails have room for it. */
void begin_slice(struct fast *fast, uint32_t most);
/* The stretch is that of the PSW in force: the time of those before it is passed. */
void settle_stretch(struct stretch *stretch);
/* Code came back, or is at an exchange, with so many instructions left of its slice. */
void end_slice(struct stretch *stretch, uint32_t left);

/* code.c: the place of code, and the ways in and out. */
bool code_create(struct fast *fast);
void code_destroy(struct fast *fast);
enum leaving code_run(struct fast *fast, uint32_t start, uint32_t *left);
/* blocks.c: blocks, links, and what becomes of them. */
struct block *block_create(struct fast *fast);
struct block *block_at(const struct fast *fast, uint32_t code); /* that this place is in */
void block_publish(struct fast *fast, struct block *block);
void block_kill(struct fast *fast, struct block *block);
void link_to(struct fast *fast, struct link *link, struct block *block);
/* Has what is joined with the block lead to stubs again: all, or what is in other pages. */
void block_unlink(struct fast *fast, struct block *block, bool from_others);
/* Forgets all code. */
void flush(struct fast *fast);

/* windows.c */
/* Whether the host lets so much be reserved. */
bool windows_are_possible(void);
bool windows_look(struct fast *fast, const struct machine *machine); /* false: not mapped */
bool windows_map(struct fast *fast, const struct machine *machine);
/* No PSW is accepted any more that was. */
void windows_forget_accepted(struct fast *fast);
void windows_destroy(struct fast *fast);

/* space.c, and what it shares with windows.c */
/* Its tables, empty. */
bool space_create(struct fast *fast);
void space_release(struct fast *fast);
bool space_map(struct fast *fast, const struct machine *machine);
void space_destroy(struct fast *fast);
/* As windows_look; it follows the page at pc, too. */
bool space_look(struct fast *fast, const struct machine *machine);
/* Whether translated code is worth what it asks of the host. */
bool space_pays(const struct fast *fast);
/* For how many instructions more what is paged is not translated code's; 0 where it may be. */
uint64_t space_cold_time(const struct fast *fast, const struct machine *machine);
/* So many instructions could have been interpreted for what was asked of the host. */
void space_charge(struct fast *fast, uint32_t cost);
/* Whether code at pc may be executed, and translated. */
bool space_has_code(struct fast *fast, uint32_t pc);
/* Maps a page that is held, as far as it may be read, and written. */
bool space_map_page(struct fast *fast, uint32_t page);
/* The host refused an access to this address; false where it always will. */
bool space_fault(struct fast *fast, uint32_t address);
/* What a page of memory is has changed, or what any is. False where the host does not follow. */
bool space_protect(struct fast *fast, uint32_t frame);
void space_protect_all(struct fast *fast);
/* Nothing of the buffer is known. */
void space_forget(struct fast *fast);

/* pages.c */
void page_protect(struct fast *fast, uint32_t page);
/* As page_protect had not been. */
void page_forget(struct fast *fast, uint32_t page);
/* The page cannot be protected everywhere: its blocks are to see to it themselves. */
void page_mix(struct fast *fast, uint32_t page);
/* The same for a page that was written, or is about to be: as a whole, or in part. */
void page_release(struct fast *fast, uint32_t page, bool whole);
/* The window in use refused a write to it. */
void page_written(struct fast *fast, uint32_t page);
/* Others wrote it. */
void page_add_written(struct fast *fast, struct page *page);
/* The host does not let the page alone be written: has all of memory be, and from the next time
 * that pages settle on nothing is protected. */
void pages_open(struct fast *fast, struct page *page);
/* Does so for the pages that others wrote. */
void pages_settle(struct fast *fast);
/* Protects the code of a window that was mapped. */
void pages_protect_window(struct fast *fast, struct window_map *window);
/* Makes in a window the changes that it has not followed. */
void pages_catch_up(struct fast *fast, struct window_map *window);

/* faults.c: the host's refusals. */
bool faults_watch(struct fast *fast);
void faults_forget(struct fast *fast);

/* stops.c */
bool stops_heed(struct engine *engine, const struct machine *machine,
                const struct careful *careful);
/* Whether the instruction there is not to be translated, for it is looked at each time. */
bool is_stop(const struct fast *fast, uint32_t pc, uint32_t physical, uint32_t word);
/* Translated code has come to what it looks for, and nothing wants it. */
void note_vain_look(struct fast *fast);
/* Interprets as execute_cold, and stops; may_stop: before the first instruction, too. */
enum outcome execute_to_stop(struct fast *fast, struct machine *machine, uint32_t count,
                             bool may_stop, uint32_t *completed, struct trap *trap);

/* trail.c */
bool trails_create(struct fast *fast);
void trails_destroy(struct fast *fast);
void trail_use(struct fast *fast, struct history *history);
void trail_cut(struct fast *fast, const struct block *block, uint32_t executed);
/* That block: all but so many of its instructions. */
void trail_cut_last(struct fast *fast, uint32_t without);
void trail_take_back(struct fast *fast);
void trail_recall(struct fast *fast, struct trail *trail);
/* As history_add. */
void trail_add(struct fast *fast, uint32_t first, uint32_t last);

/* translate.c: the block at pc of the window; NULL where there is none to be made. */
struct block *translate_block(struct fast *fast, uint32_t profile, uint32_t pc);

/* cold.c: interprets, until a jump leads to what is translated or hot, or as execute_unprivileged.
 */
enum outcome execute_cold(struct fast *fast, struct machine *machine, uint32_t count,
                          uint32_t *completed, struct trap *trap);
/* What becomes of a jump there: the line that it ends is noted; whether the interpreter leaves. */
bool see_jump(struct fast *fast, uint32_t base, uint32_t first, uint32_t last, uint32_t next);
/* Whether what is at pc has become hot. */
bool is_hot(struct fast *fast, uint32_t physical);
/* The host refused an access outside the window: whether it has done so too often there. */
bool note_refusal(struct fast *fast, uint32_t physical);
/* Whether it has. */
bool is_careful(const struct fast *fast, uint32_t physical);
/* So many bytes are others than they were. */
void cool(struct fast *fast, uint32_t physical, uint32_t bytes);

#endif
