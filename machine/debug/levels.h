/* The levels of a tower as a debugger sees them: each as if it were the only machine. */
#ifndef PG32_MACHINE_DEBUG_LEVELS_H
#define PG32_MACHINE_DEBUG_LEVELS_H

#include "machine/run/timeline.h"

/* The level whose instructions run next. */
unsigned running_level(const struct session *session);

/* Whether the level, or a guest of it, is about to execute an instruction: no trap comes first, and
 * no VMM below it is at work. There the level can stop. */
bool level_is_at_instruction(const struct session *session, unsigned level);

/* The level as it is. What runs is in its registers; a level whose VMM is at work is as the VMM
 * has noted it. False where it has not been started. */
bool level_look(const struct session *session, unsigned level, struct view *view);

/* The bytes of a level's memory from a virtual address on: how many lie together, at most so many;
 * 0 where there are none. *physical is their address in the machine. */
uint32_t level_translate(const struct session *session, const struct view *view, uint32_t address,
                         uint32_t bytes, uint32_t *physical);

/* The registers by gdb's numbers: r0 to r15, pc, then the other words of the PSW. */
enum { NUMBER_PC = 32, NUMBER_STATUS = 65, NUMBER_BASE, NUMBER_BOUND, NUMBER_TIMER };
bool level_get(const struct view *view, unsigned number, uint32_t *value);

/* Writes one, and cuts the future. NULL, or one line that says why not. */
const char *level_set(struct timeline *timeline, unsigned level, unsigned number, uint32_t value);

#endif
