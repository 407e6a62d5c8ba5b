/* State files: a line for each chunk of seeds that is done. */
#ifndef PG32_VMM_EQUIVALENCE_STATE_H
#define PG32_VMM_EQUIVALENCE_STATE_H

#include "machine/host/computer.h"
#include "vmm/equivalence/results.h"

/* A state file that is read line by line. */
struct state {
	FILE *file;
	const char *path; /* not owned */
	unsigned number;  /* of the line that was read last */
	off_t whole;      /* bytes of all lines so far */
	bool torn;        /* a last line was cut off, and is left out */
	bool made;        /* the file was not there before */
	bool known;       /* the line is of this generator's programs, and then: */
	char campaign[CAMPAIGN_ROOM];
	struct results results;
};

/* Opens a file for reading: not a folder. */
bool state_open(struct state *state, const char *path, struct failure *failure);

/* Opens a regular file for reading and appending, made where it is not there, and locks it against
 * other campaigns as long as its descriptor is open. */
bool state_open_to_append(struct state *state, const char *path, struct failure *failure);

/* Reads the next line. False at the end, and where it is no line of a state file. */
bool state_next(struct state *state, struct failure *failure);

#endif
