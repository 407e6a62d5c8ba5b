/* The parts of a post-mortem. All goes to standard error. */
#ifndef PG32_MACHINE_RUN_POST_MORTEM_H
#define PG32_MACHINE_RUN_POST_MORTEM_H

#include "machine/run/session.h"

/* A PSW on a line, behind a title, and where it is malformed a line for each field that is. */
void print_psw(const char *title, const struct psw *psw);

/* " at 0x00001234 <symbol+0x8> file:line": the instruction that a PSW leads to. */
void print_pc(const struct session *session, const struct view *view, const struct psw *psw);

/* Whether this machine or guest has come to such a check-stop, and whether it is at a wait. */
bool has_check_stopped(const struct view *view, enum outcome outcome);
bool is_waiting(const struct view *view);

/* What a check-stop was, and what likely went wrong. */
void explain_check_stop(const struct session *session, const struct view *view,
                        enum outcome outcome);

/* What is pending, and what is to come that could be. */
void explain_standstill(const struct view *view);

#endif
