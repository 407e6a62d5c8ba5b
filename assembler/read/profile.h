/* The profile that a program is for. */
#ifndef PG32_ASSEMBLER_PROFILE_H
#define PG32_ASSEMBLER_PROFILE_H

#include <stdbool.h>

struct assembler;
struct statement;

/* Where a statement that is none is an instruction of another profile, says so; else false. */
bool report_profile(struct assembler *assembler, const struct statement *statement);

#endif
