/* A session on a timeline, as a tool would begin it. */
#ifndef PG32_TESTS_DEBUG_FLIGHT_H
#define PG32_TESTS_DEBUG_FLIGHT_H

#include "machine/debug/search.h"
#include "machine/tool/tool.h"

struct flight {
	struct session session;
	struct search search; /* which has the timeline */
	struct failure failure;
};

/* pg32-run, and pg32-vmm. */
extern const struct tool flight_bare, flight_hosted;

/* The arguments end with NULL. NULL where they are refused, which is then said with a status. */
struct flight *flight_try(const struct tool *tool, const char *const *arguments,
                          struct failure *failure);

/* The same, which must not be refused. */
struct flight *flight_begin(const struct tool *tool, const char *const *arguments);
void flight_end(struct flight *flight);

/* A disk of one's own, whose file must stay as it is; and that it has, which removes it. */
const char *flight_disk(void);
void flight_expect_untouched(const char *disk);

#endif
