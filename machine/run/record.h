/* What a run was told from outside, so that it can be run again: the console's answers. And what it
 * told: output that was put once stays put, and what it wrote to the disk is kept beside the disk's
 * file, as it was at any time. */
#ifndef PG32_MACHINE_RUN_RECORD_H
#define PG32_MACHINE_RUN_RECORD_H

#include "isa/disk.h"
#include "machine/host/computer.h"

enum { STATE_DIGEST = 32 };

/* How much has happened. */
struct mark {
	uint64_t polls, outputs;
	size_t writes;
	size_t answer; /* of the poll that comes next: its run, and how many of that were taken */
	uint64_t taken;
};

/* The same answer so many times. */
struct answers {
	uint32_t value;
	uint64_t count;
};

struct sector {
	uint32_t number;
	size_t before; /* one more than the index of the write before to the same sector; 0: none */
	uint8_t bytes[SECTOR_SIZE];
};

struct record {
	struct computer *computer;
	struct backend backend; /* stands before the computer's */
	struct wiring inner;    /* the computer's */
	struct mark now, newest;
	struct answers *answers;
	size_t answer_count, answer_room;
	struct sector *writes;
	size_t write_room;
	size_t *heads; /* by sector modulo their count: one more than an index */
	size_t head_count;
	size_t budget; /* bytes that it may take */
	bool is_full;  /* there was no memory for more */
	/* Where they are given, they stand for the console's host. */
	uint32_t (*poll)(void *context, bool idle);
	void (*put)(void *context, uint8_t byte);
	void *context;
};

/* Takes the place of the computer's backend. False where there is no memory. */
bool record_begin(struct record *record, struct computer *computer);

/* Has it give these answers first, from its beginning on. False where there is no memory. */
bool record_take(struct record *record, const struct answers *answers, size_t count);

/* Gives it back. */
void record_end(struct record *record);

/* Goes to another mark, as far as the record goes. */
void record_go(struct record *record, const struct mark *mark);

/* Forgets what was after now. */
void record_cut(struct record *record);

/* The SHA-256 of the disk's sectors as the machine sees them now, which is not what the file has.
 */
void record_digest_disk(const struct record *record, uint8_t digest[STATE_DIGEST]);

/* The memory that it needs. */
size_t record_size(const struct record *record);

#endif
