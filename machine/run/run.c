/* Runs a session's machine to its end. */
#include <stdio.h>

#include "isa/operations.h"
#include "machine/core/interrupt.h"
#include "machine/core/translate.h"
#include "machine/front/exit_status.h"
#include "machine/run/session.h"
#include "machine/run/trace.h"

uint64_t session_clock(const struct session *session)
{
	return session->monitor->clock(session);
}

const struct machine *session_running(const struct session *session)
{
	struct guest guest;
	if (session_interprets(session) && session->monitor->look(session, &guest))
		return guest.machine;
	return &session->computer.machine;
}

bool session_next(const struct session *session, struct next *next)
{
	const struct machine *machine = session_running(session);
	const struct psw *psw = &machine->cpu.psw;
	const struct window code =
	        peek(psw, &machine->memory, &machine->buffer, psw->pc, ACCESS_FETCH);
	struct trap interrupt;
	if (code.size < 4 || interrupt_is_due(machine, &interrupt))
		return false;
	next->word = read_word(code.bytes);
	next->physical = code.physical;
	next->is_wait = word_has(next->word, TRAIT_WAITS);
	return true;
}

uint64_t session_left(const struct session *session, uint64_t clock)
{
	uint64_t limit = session->options.limit;
	return limit == NEVER ? NEVER : limit - clock;
}

/* Has the machine executed up to its next trap, or where it is alone through any number of them. */
static enum outcome run_machine(struct session *session, uint64_t most, bool is_alone)
{
	struct machine *machine = &session->computer.machine;
	struct engine *engine = session->computer.engine;
	session->last = (struct trap){ CAUSE_NONE, 0, 0 };
	enum outcome outcome = is_alone ? engine->run_on(engine, machine, most, session->histories,
	                                                 &session->statistics, &session->last)
	                                : run_and_count(engine, machine, most, session->histories,
	                                                &session->statistics, &session->last);
	session->halted_in_user_mode = outcome == OUTCOME_HALTED && in_user_mode(machine);
	return outcome;
}

enum outcome session_stretch(struct session *session, uint64_t most)
{
	session->last = (struct trap){ CAUSE_NONE, 0, 0 };
	return session_interprets(session) ? session->monitor->interpret(session, most)
	                                   : run_machine(session, most, false);
}

enum outcome session_run_on(struct session *session, uint64_t most)
{
	return run_machine(session, most, true);
}

/* Whether nobody looks at what the machine comes to, counts it, or has its traps. */
static bool runs_alone(const struct session *session, uint64_t clock)
{
	return !session->monitor->is_hosted && session->onlooker == NULL &&
	       session->options.trace == TRACE_NONE && session_left(session, clock) > SAMPLE;
}

/* Counts the instruction that comes next, if the limit is so near. Returns how far to run, at most
 * most: up to where counting begins, or one instruction, or for a wait as far as it goes. */
static uint64_t sample_next(struct session *session, uint64_t clock, uint64_t most)
{
	uint64_t left = session_left(session, clock);
	struct next next;
	if (left == NEVER)
		return most;
	if (left > SAMPLE)
		return most < left - SAMPLE ? most : left - SAMPLE;
	/* Instructions of VMMs on the machine take no time of a hosted guest's; they are not many.
	 */
	if (session->sample.total == SAMPLE || !session_next(session, &next))
		return most;
	sample_count(&session->sample, next.physical);
	return next.is_wait ? most : 1;
}

void session_run(struct session *session)
{
	struct host_console *console = &session->computer.console;
	struct onlooker *onlooker = session->onlooker;
	do {
		uint64_t clock = session_clock(session);
		uint64_t most = host_console_stretch(console, session_left(session, clock));
		if (most == 0 || !host_console_attend(console, clock))
			return;
		if (session->options.trace == TRACE_ALL)
			most = trace_instruction(session, most);
		else
			most = sample_next(session, clock, most);
		if (onlooker != NULL)
			most = onlooker->before(onlooker, most);
		if (runs_alone(session, clock)) {
			session->outcome = run_machine(session, most, true);
			continue;
		}
		session->outcome = session_stretch(session, most);
		if (session->options.trace != TRACE_NONE)
			trace_outcome(session);
		if (session->outcome == OUTCOME_TRAPPED)
			session->outcome = session->monitor->take(session);
		if (onlooker != NULL)
			onlooker->after(onlooker);
	} while (session->outcome == OUTCOME_COMPLETED);
}

bool session_stopped_by_guest(const struct session *session)
{
	return session->halted_in_user_mode && (session->monitor->is_hosted || session->vmms != 0);
}

static int guest_status(uint32_t status)
{
	if (status <= EXIT_GUEST_MAXIMUM)
		return (int)status;
	fprintf(stderr, "halt status %u is above %d, and becomes it\n", status, EXIT_GUEST_MAXIMUM);
	return EXIT_GUEST_MAXIMUM;
}

static const char *stop_between(const struct host_console *console)
{
	return console->leave        ? "left"
	       : console->error != 0 ? "input lost"
	       : console->is_full    ? "output limit"
	       : console->is_silent  ? "no input"
	                             : "limit";
}

const char *session_stop(const struct session *session)
{
	switch (session->outcome) {
	case OUTCOME_HALTED:
		return "halt";
	case OUTCOME_IDLE:
		return "idle";
	case OUTCOME_MALFORMED:
		return "malformed PSW";
	case OUTCOME_DOUBLE_TRAP:
		return "double trap";
	case OUTCOME_COMPLETED:
		return session->has_no_room        ? "full timeline"
		       : session->has_replayed_all ? "end of the recording"
		                                   : stop_between(&session->computer.console);
	case OUTCOME_TRAPPED:
	case OUTCOME_PRIVILEGED:
	case OUTCOME_FLAWED:
	case OUTCOME_FILLED:
		break;
	}
	return "fault";
}

static int say_limit(const struct session *session)
{
	const struct host_console *console = &session->computer.console;
	if (console->is_full) {
		fprintf(stderr, "limit of %llu bytes of output reached\n",
		        (unsigned long long)session->options.output_limit);
		return EXIT_LIMIT;
	}
	if (console->is_silent)
		fputs("the machine waits for input, and none comes; ", stderr);
	fprintf(stderr, "limit of %llu instructions reached\n",
	        (unsigned long long)session->options.limit);
	return EXIT_LIMIT;
}

int session_exit_status(const struct session *session)
{
	switch (session->outcome) {
	case OUTCOME_HALTED:
		if (session_stopped_by_guest(session))
			fprintf(stderr,
			        "the guest stopped the machine itself: its VMM was not asked\n");
		return guest_status(session->last.value);
	case OUTCOME_IDLE:
		fprintf(stderr, "the machine waits for what can never come: no timer runs and no "
		                "device is at work\n");
		return EXIT_IDLE;
	case OUTCOME_MALFORMED:
	case OUTCOME_DOUBLE_TRAP:
		return EXIT_CHECK_STOP;
	case OUTCOME_COMPLETED:
		if (session->has_replayed_all) {
			fputs("the saved timeline ends here\n", stderr);
			return EXIT_LIMIT;
		}
		if (session->has_no_room) {
			fputs("the timeline has no room for more of what the disk and the console "
			      "did\n",
			      stderr);
			return EXIT_LIMIT;
		}
		if (session->computer.console.leave)
			return EXIT_LEFT;
		if (session->computer.console.error != 0)
			return EXIT_NO_INPUT;
		return say_limit(session);
	case OUTCOME_TRAPPED:
	case OUTCOME_PRIVILEGED:
	case OUTCOME_FLAWED:
	case OUTCOME_FILLED:
		break;
	}
	return EXIT_FAULT;
}
