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
	POINT_EVENT /* after something has happened to the level */
};

struct point {
	enum point_kind kind;
	unsigned level;
	uint32_t address; /* virtual, in the level */
	uint32_t size;
	uint32_t physical; /* in the machine; for what is stored and loaded */
	bool is_hidden;    /* set by a command, and not gdb's */
	/* Of POINT_EVENT; of POINT_STORE, what a VMM notes by that store; else 0. */
	unsigned event;
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
	uint32_t noted[MOST_POINTS];      /* of each event, how things stood */
	uint64_t interpreted;             /* instructions of a guest that were, as last seen */
	uint32_t loads;                   /* of PSWs by such instructions, modulo 2^32 */
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

/* The points that were set, while others are looked for; false where there is no memory for them.
 */
struct points {
	struct point *list;
	unsigned count;
};
bool search_set_aside(struct search *search, struct points *points);
void search_put_back(struct search *search, struct points *points);

/* To the next, or previous, place where the level is at another instruction. */
enum ending search_step(struct search *search);
enum ending search_step_back(struct search *search);

/* The point where that happens to a level; false where the level has not been started. */
bool search_event_point(const struct search *search, unsigned level, unsigned event,
                        struct point *point);

/* Runs forward, at most to a position, until a point is come to: search->hit is it. */
enum arrival search_look(struct search *search, uint64_t to);

/* Whether it is one of memory that is accessed. */
bool search_is_watch(const struct point *point);

/* Whether the instruction that comes next is what a point, but one of events, looks for. */
bool search_comes_to(struct search *search, const struct point *point,
                     const struct machine *machine, uint32_t pc, uint32_t physical, uint32_t word);

/* What is watched and accessed by the instruction that comes next; NULL: nothing is. */
const struct point *search_next_access(struct search *search);

/* To the next, or previous, point; search->hit is it. */
enum ending search_run(struct search *search);
enum ending search_run_back(struct search *search);

/* From where a VMM is at work on to where the level is at an instruction, if it comes to that. */
void search_settle(struct search *search);

#endif
