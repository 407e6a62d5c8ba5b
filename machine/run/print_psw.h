/* A PSW, and where it leads. All goes to standard error. */
#ifndef PG32_MACHINE_RUN_PRINT_PSW_H
#define PG32_MACHINE_RUN_PRINT_PSW_H

#include "isa/psw.h"

struct session;
struct view;

/* A PSW on a line, behind a title, and where it is malformed a line for each field that is. */
void print_psw(const char *title, const struct psw *psw);

/* " at 0x00001234 <symbol+0x8> file:line": the instruction that a PSW leads to. */
void print_pc(const struct session *session, const struct view *view, const struct psw *psw);

#endif
