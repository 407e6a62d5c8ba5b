/* Writing a timeline to a file. */
#ifndef PG32_MACHINE_RUN_SAVE_H
#define PG32_MACHINE_RUN_SAVE_H

#include "machine/run/timeline.h"

/* Writes the timeline to a file, which is there whole or as it was; false with the failure. */
bool timeline_save(struct timeline *timeline, const char *path, struct failure *failure);

/* Goes to the position at which it was saved. False with the failure where the state there is
 * another than was saved. */
bool timeline_go_to_saved(struct timeline *timeline, struct failure *failure);

#endif
