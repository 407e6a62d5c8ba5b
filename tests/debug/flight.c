/* A session on a timeline, as a tool would begin it. */
#include "tests/debug/flight.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "machine/front/exit_status.h"
#include "vmm/hosted/monitor.h"

enum { MOST_ARGUMENTS = 16 };

static const struct front front = { .tool = "pg32-run", .groups = run_options, .exits = run_exits };
const struct tool flight_bare = { .front = &front, .monitor = &machine_monitor };
const struct tool flight_hosted = {
	.front = &front, .is_vmm = true, .monitor = &hosted_monitor, .hybrid = &hybrid_monitor
};

struct flight *flight_try(const struct tool *tool, const char *const *arguments,
                          struct failure *failure)
{
	struct flight *flight = calloc(1, sizeof *flight);
	char *copies[MOST_ARGUMENTS + 1] = { (char *)(uintptr_t) "pg32-run" };
	int count = 1;
	cr_assert_not_null(flight);
	for (; arguments[count - 1] != NULL; count++)
		copies[count] = (char *)(uintptr_t)arguments[count - 1];
	*failure = (struct failure){ .status = 0 };
	if (options_parse(&flight->session.options, tool, count, copies, failure) &&
	    tool_start(&flight->session, tool, failure)) {
		if (timeline_begin(&flight->search.timeline, &flight->session))
			return flight;
		computer_destroy(&flight->session.computer, failure);
		failure->status = EXIT_FAULT;
	}
	session_close(&flight->session);
	free(flight);
	return NULL;
}

struct flight *flight_begin(const struct tool *tool, const char *const *arguments)
{
	struct failure failure;
	struct flight *flight = flight_try(tool, arguments, &failure);
	cr_assert_not_null(flight, "%s", failure.message);
	return flight;
}

void flight_end(struct flight *flight)
{
	timeline_end(&flight->search.timeline);
	computer_destroy(&flight->session.computer, &flight->failure);
	session_close(&flight->session);
	free(flight);
}

const char *flight_disk(void)
{
	static char path[64];
	snprintf(path, sizeof path, "build/tests/timeline.%ld.img", (long)getpid());
	char command[128];
	snprintf(command, sizeof command, "cp build/demo.img %s", path);
	cr_assert_eq(system(command), 0);
	return path;
}

void flight_expect_untouched(const char *path)
{
	char command[128];
	snprintf(command, sizeof command, "cmp build/demo.img %s && rm %s", path, path);
	cr_assert_eq(system(command), 0);
}
