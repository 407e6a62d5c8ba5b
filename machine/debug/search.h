/* Searches along a timeline: from instruction to instruction of one level, and to where something
 * happens. */
#ifndef PG32_MACHINE_DEBUG_SEARCH_H
#define PG32_MACHINE_DEBUG_SEARCH_H

#include "machine/debug/levels.h"

enum { MOST_POINTS = 256 };

enum point_kind {
	POINT_CODE,  /* before the instruction at an address of the level */
	POINT_STORE, /* after the machine's memory is stored to */
	POINT_LOAD,
	POINT_ACCESS,
	POINT_TRAP /* after the level takes a trap of this cause */
};

struct point {
	enum point_kind kind;
	unsigned level;
	uint32_t address; /* virtual, in the level; or the cause */
	uint32_t size;
	uint32_t physical; /* in the machine; for what is stored and loaded */
	bool is_hidden;    /* set by a command, and not gdb's */
	bool counts_traps; /* what is stored to is a count of traps: the handler comes behind it */
	struct image *image; /* code of this image alone; NULL: of the level's own, or any */
};

struct search {
	struct timeline timeline;
	unsigned level; /* what is looked at */
	struct point points[MOST_POINTS];
	unsigned point_count;
	struct careful careful;
	const struct point *hit; /* NULL: none */
	bool hit_is_trap;        /* a trap has stored to it, and no instruction */
	uint32_t exchanges;      /* of PSWs by traps, modulo 2^32 */
	/* For clients other than gdb: an access that is watched has been made, and the level that
	 * is looked at is that of the point. */
	bool stops_after;
	uint32_t counts[MOST_POINTS];
	bool (*is_called)(void *context); /* whether the user wants it to stop */
	void *context;
};

enum ending { SEARCH_STEPPED, SEARCH_HIT, SEARCH_CALLED, SEARCH_END, SEARCH_BEGIN };

/* The position's place in the level: its clock and pc. Two positions with the same are one. */
struct spot {
	uint64_t clock;
	uint32_t pc;
};
struct spot search_spot(const struct search *search);

/* Adds a point; false where there are too many. Removes those that are the same. */
bool search_add(struct search *search, const struct point *point);
void search_remove(struct search *search, const struct point *point);

/* To the next, or previous, place where the level is at another instruction. */
enum ending search_step(struct search *search);
enum ending search_step_back(struct search *search);

/* The point where a level takes a trap; false where the level has not been started. */
bool search_trap_point(const struct search *search, unsigned level, enum cause cause,
                       struct point *point);

/* What is watched and accessed by the instruction that comes next; NULL: nothing is. */
const struct point *search_next_access(const struct search *search);

/* To the next, or previous, point; search->hit is it. */
enum ending search_run(struct search *search);
enum ending search_run_back(struct search *search);

/* From where a VMM is at work on to where the level is at an instruction, if it comes to that. */
void search_settle(struct search *search);

#endif
