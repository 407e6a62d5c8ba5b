/* A timeline in a file: all that a run is made of, so that it can be run again anywhere. */
#ifndef PG32_MACHINE_RUN_SAVED_H
#define PG32_MACHINE_RUN_SAVED_H

#include "machine/run/record.h"
#include "machine/run/session.h"

enum { SAVED_EDIT_SIZE = 96 };

/* A part of the state that is written from outside. */
enum edit_place { EDIT_MEMORY, EDIT_PROCESSOR, EDIT_MONITOR, EDIT_PLACES };

/* A file of the run: its bytes belong to what was read. */
struct saved_file {
	char *name;
	struct file file;
};

/* What of a run is told from outside while it goes on, and where it was left. */
struct saved {
	uint8_t *bytes; /* the whole file */
	bool is_hosted, is_hybrid;
	uint32_t memory_size, machine_memory;
	uint32_t profile; /* of isa/profiles.h */
	uint32_t seed, sectors;
	uint64_t limit, output_limit;
	struct saved_file files[FILES], symbols[SYMBOL_FILES];
	unsigned file_count, symbol_count;
	const uint8_t *disk; /* stretches of sectors: first, count, bytes */
	size_t disk_size;
	struct answers *answers;
	size_t answer_count;
	struct saved_edit {
		uint64_t position;
		enum edit_place place;
		uint32_t address, size; /* in memory */
		const uint8_t *bytes;
		struct cpu cpu; /* elsewhere: of the machine, or of the guest that is interpreted */
	} * edits;
	unsigned edit_count;
	uint64_t newest, position;
	bool is_over;                 /* at the newest, by what the machine itself did */
	uint8_t digest[STATE_DIGEST]; /* of the state at the position */
};

/* Reads a file, from whoever it comes; NULL with the failure. */
struct saved *saved_read(const char *path, struct failure *failure);
void saved_free(struct saved *saved);

/* Reads what the options ask to be run again, if they do, and puts what it was made with into the
 * session, before anything is loaded: by the VMM in this process or without it. False with the
 * failure. It is the session's. */
bool saved_load(struct session *session, bool is_hosted, struct failure *failure);

/* A disk with what is saved of it; false with the failure. */
bool saved_open_disk(const struct saved *saved, struct host_disk *disk, struct failure *failure);

#endif
