/* The parts of a post-mortem. All goes to standard error. */
#ifndef PG32_MACHINE_RUN_POST_MORTEM_H
#define PG32_MACHINE_RUN_POST_MORTEM_H

#include <stdbool.h>

#include "machine/core/outcome.h"

struct session;
struct view;

/* Whether this machine or guest has come to such a check-stop, and whether it is at a wait. */
bool has_check_stopped(const struct view *view, enum outcome outcome);
bool is_waiting(const struct view *view);

/* What a check-stop was, and what likely went wrong. */
void explain_check_stop(const struct session *session, const struct view *view,
                        enum outcome outcome);

/* What is pending, and what is to come that could be. */
void explain_standstill(const struct view *view);

#endif
