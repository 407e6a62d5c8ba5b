/* Between the files of the translator: a block as it is translated. */
#ifndef PG32_MACHINE_ENGINES_FAST_TRANSLATE_H
#define PG32_MACHINE_ENGINES_FAST_TRANSLATE_H

#include "isa/instruction.h"
#include "machine/engines/fast/fast.h"
#include "machine/engines/fast/registers.h"
#include "machine/engines/fast/rows.h"

/* A way out of the block that is written behind it. */
struct exit_stub {
	uint8_t *distance; /* of the jump to it */
	uint32_t index;    /* the instruction that it goes on at */
	enum leaving why;
};

/* An end of a block before its last instruction: a branch that is taken, or a loop that ends. */
struct early_end {
	uint8_t *distance; /* of the jump to it */
	uint32_t index;    /* how many instructions it has executed */
	unsigned side;     /* the number of the branch; MOST_SIDES: a loop that ends */
};

struct translation {
	struct fast *fast;
	struct emitter code;
	struct block *block;
	struct instruction instruction; /* the one that is translated */
	bool is_decoded;                /* it is one */
	uint32_t pc;                    /* its address */
	uint32_t index;                 /* in the block */
	unsigned temporaries;           /* in use */
	/* The guest's register near the code whose value is in rax, too, or 0: before the
	 * instruction, where the instruction reads it there, and as the instruction leaves it. */
	unsigned in_rax, source, written;
	bool is_mixed; /* the page is */
	bool is_open;  /* the last instruction leads to the next block */
	bool steps;    /* the last one is for the reference engine */
	struct exit_stub cuts[(2 + MOST_RANGES) * MOST_INSTRUCTIONS];
	unsigned cut_count;
	struct early_end ends[MOST_ROUNDS * (MOST_SIDES + 1)];
	unsigned end_count;
	uint32_t sides[MOST_SIDES]; /* where the branches lead that the block goes on behind */
	unsigned side_count;        /* of them, those that have been translated in this round */
};

static inline uint32_t end_of(const struct block *block)
{
	return block->pc + 4 * block->length;
}

static inline uint32_t word_at(const struct fast *fast, uint32_t pc)
{
	uint32_t word;
	__builtin_memcpy(&word, fast->memory->bytes + physical_of(fast->window, pc), sizeof word);
	return word;
}

/* What an instruction is to the block. */
enum role { ROLE_PLAIN, ROLE_JUMP, ROLE_STEP };

/* Takes the instruction whose word this is for the one that is translated. */
enum role look_at(struct translation *translation, uint32_t profile, uint32_t word);

/* How many instructions the block has, how often it goes round, and how it ends. */
void measure(struct translation *translation, uint32_t profile);

/* Whether the value is a constant here, and which. */
bool constant_of(const struct translation *translation, const struct value *value,
                 uint32_t *constant);

/* The register that the value is, or 0 where it is something else. */
unsigned register_of(const struct translation *translation, const struct value *value);

/* Where the guest's register is. */
struct place place_of(const struct translation *translation, unsigned number);

/* The same for one that is read: it may be in rax, too. */
struct place source_of(const struct translation *translation, unsigned number);

/* Around an instruction: it may read a register near the code in rax. */
void begin_in_rax(struct translation *translation, const struct meaning *meaning);
void end_in_rax(struct translation *translation);

/* Writes code for a value, into a register of the host. Other than that it changes rax alone. */
void write_value(struct translation *translation, const struct value *value, enum host_register to);

/* The same for a comparison, or any value that is not 0: the condition under which it holds. */
enum condition write_condition(struct translation *translation, const struct value *value);

/* The memory at this address of the window: its index may be rax. */
struct place write_address(struct translation *translation, const struct value *address);

/* Whether that needs no rax. */
bool address_is_plain(const struct translation *translation, const struct value *address);

/* Leaves where so many bytes at this address are not inside the window, if that is often so: it
 * changes rax alone. */
void check_window(struct translation *translation, const struct value *address, uint32_t bytes);

/* Notes a store of so many bytes at this address, where that is asked for: it changes rax alone. */
void note_stores(struct translation *translation, const struct value *address, uint32_t bytes);

/* Leaves before an access to so many bytes at this address that is watched: it changes rax alone.
 */
void check_watched(struct translation *translation, const struct value *address, uint32_t bytes,
                   bool stores);

/* Notes that the next instruction of the host may fault. */
void note_access(struct translation *translation);

/* Whether anything of a value is loaded. */
bool loads(const struct value *value);

/* A value's depth: no more than TEMPORARIES of it can be written. */
unsigned depth_of(const struct value *value);

#endif
