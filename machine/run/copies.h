/* Copies of pages, which snapshots share. What costs most of the time in taking one is that the
 * host gives memory page by page: a thread of its own has it give what the next snapshot will want.
 */
#ifndef PG32_MACHINE_RUN_COPIES_H
#define PG32_MACHINE_RUN_COPIES_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct copy {
	union {
		unsigned users;
		struct copy *next; /* of those that are free */
	};
	uint8_t *bytes; /* a page */
};

struct copies {
	uint64_t size;        /* bytes of those in use */
	struct block *blocks; /* all but those that are ready */
	struct copy *free;    /* of these blocks */
	unsigned spare;       /* that are free */

	bool has_helper;
	pthread_t helper;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t change;
	struct block *ready; /* blocks that nobody has used */
	unsigned ready_count;
	unsigned missing; /* how many of them the helper is to add */
	bool is_over;
};

void copies_begin(struct copies *copies);
void copies_end(struct copies *copies);

/* A copy of a page, with one user; NULL where there is no memory. */
struct copy *copy_page(struct copies *copies, const uint8_t *bytes);

/* The same copy, with one user more. */
struct copy *copy_share(struct copy *copy);

/* One user less; the last gives it back. */
void copy_release(struct copies *copies, struct copy *copy);

/* Has so many prepared, but for those that are there. */
void copies_prepare(struct copies *copies, unsigned count);

#endif
