/* The machine alone: its traps are its own. */
#include "machine/run/monitor.h"

#include "machine/run/session.h"

static enum boot_error boot_machine(struct session *session)
{
	return boot(&session->computer.machine, &session->files[0], &session->files[1],
	            session->file_count - 1);
}

static enum outcome deliver_trap(struct session *session)
{
	return deliver(&session->computer.machine, &session->last);
}

static bool is_interpreting(const struct session *session)
{
	(void)session;
	return false;
}

static enum outcome interpret_nothing(struct session *session, uint64_t most)
{
	(void)session;
	(void)most;
	return OUTCOME_COMPLETED;
}

static uint64_t clock_of(const struct session *session)
{
	return session->computer.machine.devices.clock;
}

static void leave(struct session *session)
{
	(void)session;
}

static bool look(const struct session *session, struct guest *guest)
{
	(void)session;
	(void)guest;
	return false;
}

static void *no_state(const struct session *session, size_t *size)
{
	(void)session;
	*size = 0;
	return NULL;
}

const struct monitor machine_monitor = {
	.boot = boot_machine,
	.take = deliver_trap,
	.is_interpreting = is_interpreting,
	.interpret = interpret_nothing,
	.clock = clock_of,
	.settle = leave,
	.look = look,
	.state = no_state,
};
