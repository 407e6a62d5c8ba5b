/* What generate.c puts programs together from. */
#ifndef PG32_VMM_EQUIVALENCE_FRAGMENTS_H
#define PG32_VMM_EQUIVALENCE_FRAGMENTS_H

#include "isa/operations.h"
#include "vmm/equivalence/program_map.h"
#include "vmm/equivalence/random.h"

enum {
	SLOTS = 8, /* PSWs from 0x20 on; the first is the new PSW */
	SLOT_SIZE = 0x18,
	FIELDS = 5,
	FORWARDS = 8,
	RESCUE = TRAP_NEW_PSW + SLOTS * SLOT_SIZE, /* a PSW that is kept sound, behind the slots */
	FUSE = RESCUE + SLOT_SIZE /* counted down, and at 0 the new PSW is spoilt */
};
_Static_assert(FUSE + 4 <= PROGRAM_LATE, "all PSWs are on the page, and the fuse");

struct program;
struct generator {
	uint64_t state;
	uint64_t turn; /* which of what programs have in turn it has */
	struct program *program;
	unsigned count; /* words of code so far */
	struct forward {
		unsigned word; /* a branch or jal */
		unsigned left; /* how many fragments are still to begin until its target */
	} forwards[FORWARDS];
	unsigned forward_count;
	bool is_paged; /* it has tables, and PSWs of the paged kind */
};

/* Where a paged program has its tables: the root, and a table of all its memory behind it. */
enum { ROOT = 2 * 4096, TABLE = 3 * 4096 };

enum { T0 = 5 /* the register that fragments compute with */ };

/* Makes the tables: each page where it is, through two entries of the root. */
void emit_tables(struct generator *generator);

/* Goes on in the space of the tables, all of it; and there far away, through the link about this
 * one, and loads from there. */
void emit_enter_space(struct generator *generator);
void emit_far_space(struct generator *generator, uint32_t link);

/* Adds an instruction to the code, where there is room. */
void emit(struct generator *generator, enum operation operation, uint32_t d, uint32_t a, uint32_t b,
          int32_t immediate);

/* Adds a word to it. */
void emit_word(struct generator *generator, uint32_t word);

/* Adds the instruction, with any operands. */
void emit_operation(struct generator *generator, enum operation operation);

/* T0 = value. */
void emit_constant(struct generator *generator, uint32_t value);

/* One of PG32's operations that have one of these traits, and none of those. */
enum operation any_operation(struct generator *generator, uint32_t with, uint32_t without);

uint32_t any_register(struct generator *generator);
uint32_t code_address(struct generator *generator);

/* A page of a space that may be mapped anew, mostly: seldom it is one with the tables. */
uint32_t free_page(struct generator *generator);

/* A number of the kinds that matter: small, a port, low memory, code, a page, the end of memory. */
int32_t interesting(struct generator *generator);

/* Any instruction but the branches and jumps, and seldom one that may well end the program. */
void emit_any(struct generator *generator);

/* Goes on behind the instruction that trapped. */
void emit_resume(struct generator *generator);

/* A privileged instruction that completes, and then a trap, mostly. */
void emit_short_handler(struct generator *generator);

/* Goes on elsewhere where the trap came from outside of the code before the handler. */
void emit_rescue(struct generator *generator);

/* Once the fuse is burnt, the program's end, in one way or another. */
void emit_end(struct generator *generator);

uint32_t random_timer(struct generator *generator);

/* A power of two, up to 2^32, or just below or above it, in units, or what is as far below 0. */
uint32_t edge(struct generator *generator, uint32_t unit);

/* A field of a PSW: mostly one that lets it be loaded. */
uint32_t random_field(struct generator *generator, unsigned field);

/* The fields of a PSW whose pc is far away, or whose window: mostly its first fetch traps, and the
 * handler goes on. */
void far_psw(struct generator *generator, uint32_t fields[FIELDS]);

/* Loads what a slot has. */
void emit_load_slot(struct generator *generator);

/* Changes a field of a slot, or of the trap's own old PSW. */
void emit_set_field(struct generator *generator);

/* Puts a PSW together that goes on behind this fragment, and loads it; where it is paged, in the
 * space of the tables, which mostly has the code where memory has it. */
void emit_enter(struct generator *generator);

/* Loads a far PSW; stores the one in force. */
void emit_far(struct generator *generator);
void emit_store_psw(struct generator *generator);

/* Changes a field of the new PSW. */
void emit_set_new_psw(struct generator *generator, uint32_t field, uint32_t value);

/* Of a device's ports any, and wait. */
void emit_device(struct generator *generator);
void emit_wait(struct generator *generator);

/* A whole disk command: these, or any; what receives a byte of the console. */
void emit_command(struct generator *generator, uint32_t sector, uint32_t address, uint32_t command);
void emit_disk(struct generator *generator);
void emit_receive(struct generator *generator);

/* Devices and the timer have something to do at one instant, or within one instruction of it: the
 * disk is told to read under a timer that comes with it, or the console to receive, or that with
 * the time at which the console is told to receive, to come with the disk. */
void emit_coincidence(struct generator *generator);

/* A short sequence of those that paged programs have besides. */
void emit_paged(struct generator *generator);

/* A short sequence of any kind. */
void emit_fragment(struct generator *generator);

/* Whether a program is to begin late, and about which clock, modulo 2^32. */
bool clock_in_turn(uint64_t turn, uint32_t *clock);

/* Loads a PSW whose fields are at edges, under which nothing can be fetched; reaches a port and
 * gives the disk a command. Goes on in supervisor mode, without a timer. */
void emit_turn(struct generator *generator);

/* Reads a port, the clock where the program begins late. */
void emit_input_in_turn(struct generator *generator);

/* The power of two about which a program goes and reaches in its space. */
uint32_t far_in_turn(uint64_t turn);

/* The end of a program: a halt, or a trap whose delivery cannot end well. */
void emit_end_in_turn(struct generator *generator);

/* Whether it is to come to its end soon after it has lasted. */
bool ends_soon(uint64_t turn);

#endif
