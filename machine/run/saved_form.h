/* The form of a saved timeline (saved.c has it drawn), for what writes and what reads it. */
#ifndef PG32_MACHINE_RUN_SAVED_FORM_H
#define PG32_MACHINE_RUN_SAVED_FORM_H

#define SAVED_MAGIC "PG32TIME"
enum { SAVED_MAGIC_SIZE = 8, SAVED_VERSION = 2 };

/* The most bytes that a file has. */
#define SAVED_MOST (UINT64_C(1) << 30)

#endif
