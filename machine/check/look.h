/* What the kinds of checks share: the state of looking on, and how a warning is given. */
#ifndef PG32_MACHINE_CHECK_LOOK_H
#define PG32_MACHINE_CHECK_LOOK_H

#include <stdio.h>

#include "isa/causes.h"
#include "isa/instruction.h"
#include "machine/run/checks.h"
#include "machine/check/marks.h"
#include "machine/engines/careful.h"
#include "machine/run/onlooker.h"

struct image;
struct session;

enum { MOST_WARNINGS = 100, MOST_CONTEXTS = 64 };

/* An instruction of the machine that is looked at, about to be executed. */
struct step {
	const struct machine *machine; /* that executes it, as it is then */
	uint32_t pc, physical, word;
	struct instruction instruction;
	uint32_t traits;      /* 0 where the word is no instruction */
	uint32_t status;      /* the virtual one; the rest of the PSW is the one in force */
	uint32_t base, bound; /* of the PSW in force */
	bool is_before;       /* it has been executed since: it was the one before */
};

/* A load of what nothing has written. */
struct loaded {
	struct step step;
	uint32_t physical; /* where from */
	uint64_t clock;
};

/* Registers that a handler has changed, and the program has neither read nor written since. */
struct changed {
	uint32_t mask; /* a bit for each register */
	uint32_t was[REGISTERS];
	enum cause cause;
	struct step returned; /* the instruction that went on with the program */
	uint64_t clock;       /* at which */
};

/* What a trap has interrupted. */
struct context {
	struct psw psw;
	struct trap trap;
	uint32_t registers[REGISTERS];
	struct changed changed;
	uint64_t order; /* 0: none; the larger the later */
};

enum stack_bottom { BOTTOM_NOT_SOUGHT, BOTTOM_NOT_KNOWN, BOTTOM_KNOWN };

struct check {
	struct careful careful; /* first; the session's engine */
	struct onlooker onlooker;
	struct engine *own; /* that it had */
	struct session *session;
	uint32_t kinds;
	struct marks marks;
	unsigned level;      /* that is looked at: the innermost */
	uint32_t origin;     /* where its memory begins in the machine's */
	struct image *image; /* that it runs; NULL: none */

	uint64_t asked;    /* in this stretch */
	bool has_begun;    /* the level has executed something in it */
	uint32_t status;   /* of the level, while it has */
	uint64_t clock;    /* of the level when it began; NEVER: not asked yet */
	uint64_t traps;    /* that the level has taken */
	struct step last;  /* the level's last; machine NULL: none yet */
	bool last_is_data; /* it was no code */

	enum stack_bottom bottom_is;
	uint32_t bottom;         /* the lowest address of the stack, in the window in force */
	const char *bottom_of;   /* the symbol that begins there; NULL: the end of the image */
	uint32_t sp;             /* before the last instruction */
	bool moves_stack;        /* it moved it */
	bool sets_stack_in_part; /* it gave it a constant, and the next may add the rest */

	uint32_t unwritten;              /* a bit for each register that holds such */
	struct loaded loaded[REGISTERS]; /* how it came there */

	struct changed changed;      /* of what the level executes */
	uint32_t read_by_handler;    /* a bit for each register that it read before it wrote it */
	uint32_t written_by_handler; /* and for each that it wrote */
	struct context contexts[MOST_CONTEXTS];
	uint64_t order;

	struct warned {
		enum check_kind kind;
		uint32_t physical;
	} warned[MOST_WARNINGS];
	unsigned warned_count;
	uint64_t counts[CHECKS];
	FILE *lines; /* into text, of warnings that are not written yet; NULL: none */
	char *text;
	size_t text_size;
};

static inline bool is_user(const struct step *step)
{
	return (step->status & STATUS_USER) != 0;
}

/* Whether the level's own image fills this address of it. */
bool is_in_image(const struct check *check, uint32_t address);

/* Whether it is one of the instructions there. */
bool is_in_code(const struct check *check, uint32_t address);

/* Writes the level's address of a physical one of the machine's, and " <symbol+0x8>" where the
 * image has it. */
void print_data(FILE *file, const struct check *check, uint32_t physical);

/* Counts a warning of an instruction. Where it is to be shown, begins its line, and returns where
 * to write the rest; warn_end ends it with where the instruction is. Else NULL. */
FILE *warn(struct check *check, enum check_kind kind, const struct step *step);
void warn_end(struct check *check, const struct step *step, uint64_t clock);

/* The level's clock at an instruction that is asked about, or at the one before it. */
uint64_t clock_at(struct check *check, const struct step *step);

/* Writes the lines that were begun since, and how many of each kind there were. */
void warn_now(struct check *check);
void warn_counts(struct check *check);

/* Whether this kind was asked for. */
static inline bool is_wanted(const struct check *check, enum check_kind kind)
{
	return (check->kinds >> kind & 1) != 0;
}

/* Writes where an instruction is: its pc, function and line. */
void print_step(FILE *file, const struct check *check, const struct step *step);

/* The kinds, each asked about an instruction before it is executed. */
void look_at_code(struct check *check, const struct step *step);
void look_at_load(struct check *check, const struct step *step);
void look_at_store(struct check *check, const struct step *step);
void look_at_stack(struct check *check, const struct step *step);
void look_at_return(struct check *check, const struct step *step);
void look_at_registers(struct check *check, const struct step *step);

/* The level has taken a trap, and executes its handler's first instruction. */
void note_trap(struct check *check, const struct step *step);

#endif
