/* What a session says at its end. */
#ifndef PG32_MACHINE_RUN_REPORT_H
#define PG32_MACHINE_RUN_REPORT_H

#include <stdbool.h>

struct failure;
struct session;
struct view;

/* --stats, to standard error. */
void report_statistics(const struct session *session, const struct view *views, unsigned count,
                       int status);

/* Whether the dump, if one is asked for, can be written, with all that is to be in it. */
bool report_check_dump(struct session *session, struct failure *failure);

/* --dump: the machine and its innermost guest as JSON; false where it could not be written. */
bool report_dump(const struct session *session, const struct view *views, unsigned count,
                 int status, struct failure *failure);

/* Of a run that did not halt: why, where, and what it did last; to standard error. */
void report_post_mortem(const struct session *session, const struct view *views, unsigned count);

#endif
