/* What a run that did not halt leaves to look at: why and where it ended, and what it did last. */
#include "machine/run/post_mortem.h"

#include <inttypes.h>
#include <stdio.h>

#include "isa/disassemble.h"
#include "isa/names.h"
#include "isa/profiles.h"
#include "machine/core/translate.h"
#include "machine/run/print_psw.h"
#include "machine/run/report.h"
#include "machine/run/session.h"
#include "machine/run/site.h"
#include "machine/run/trace.h"

enum { COMMONEST = 8 };

static void print_registers(const struct view *view)
{
	for (unsigned i = 0; i < REGISTERS; i++)
		fprintf(stderr, "%s%5s %08" PRIx32 "%s", i % 4 == 0 ? "  " : "  ", register_name(i),
		        view->registers[i], i % 4 == 3 ? "\n" : "");
}

/* An instruction of a level, by its physical address in the machine. A program of the window that
 * is in force there is named, too. */
static void print_instruction(const struct session *session, const struct view *view,
                              uint32_t physical)
{
	char text[DISASSEMBLY_SIZE];
	uint32_t address;
	session_level(session, physical, &address);
	const struct machine *machine = &session->computer.machine;
	uint32_t profile = options_profile_shown(&session->options);
	uint32_t word = read_word(machine->memory.bytes + physical);
	struct site site = session_site(session, physical, address - view->psw.base);
	fprintf(stderr, "%08" PRIx32 "  %08" PRIx32 "  %-28s", address, word,
	        disassemble(profile, word, address, text));
	print_site(stderr, &site);
	putc('\n', stderr);
}

/* The instructions executed last in a level. */
static void print_history(const struct session *session, const struct view *view, unsigned level)
{
	/* Supervisor mode's where the machine runs it alone, or a VMM here interprets it. */
	bool supervisor = level == 0 || (level == 1 && session->monitor->is_hybrid);
	const struct history *history = &session->histories[!supervisor];
	if (supervisor && !history_is_empty(&session->histories[1]))
		fprintf(stderr, "the last instructions in supervisor mode\n");
	else if (!supervisor && view->interpreted != 0)
		fprintf(stderr, "the last instructions in user mode\n");
	else
		fprintf(stderr, "the last instructions\n");
	uint32_t addresses[HISTORY] = { 0 }, address;
	history_list(history, addresses);
	for (unsigned i = 0; i < HISTORY; i++) {
		if (addresses[i] == 0 || session_level(session, addresses[i], &address) != level)
			continue;
		fputs("  ", stderr);
		print_instruction(session, view, addresses[i]);
	}
}

/* Where a loop would be seen. */
static void print_commonest(const struct session *session, const struct view *view)
{
	struct sampled list[COMMONEST];
	const struct sample *sample = &session->sample;
	unsigned count = sample_commonest(sample, list, COMMONEST);
	if (count == 0)
		return;
	fprintf(stderr, "the commonest of the last %" PRIu32 " instructions\n", sample->total);
	for (unsigned i = 0; i < count; i++) {
		uint32_t address;
		unsigned level = session_level(session, list[i].physical, &address);
		fprintf(stderr, "  %5.1f%%  level %u  ", 100.0 * list[i].count / sample->total,
		        level);
		print_instruction(session, view, list[i].physical);
	}
}

/* Whether the guest of a VMM that ended has come to that end: the VMM then ends its own machine in
 * the same way. */
static bool is_at_end(const struct session *session, const struct view *guest)
{
	switch (session->outcome) {
	case OUTCOME_MALFORMED:
	case OUTCOME_DOUBLE_TRAP:
		return has_check_stopped(guest, session->outcome);
	case OUTCOME_IDLE:
		return is_waiting(guest);
	case OUTCOME_COMPLETED:
	case OUTCOME_TRAPPED:
	case OUTCOME_PRIVILEGED:
	case OUTCOME_HALTED:
	case OUTCOME_FLAWED:
	case OUTCOME_FILLED:
		break;
	}
	return true;
}

static void print_whereabouts(const struct session *session, const struct view *view)
{
	fprintf(stderr, " in %s mode",
	        (view->psw.status & STATUS_USER) != 0 ? "user" : "supervisor");
	print_pc(session, view, &view->psw);
}

void report_post_mortem(const struct session *session, const struct view *views, unsigned count)
{
	unsigned level = 0;
	while (level + 1 < count && is_at_end(session, &views[level + 1]))
		level++;
	const struct view *view = &views[level];
	uint32_t profile = session->options.equipment.profile;
	bool is_check_stop =
	        session->outcome == OUTCOME_MALFORMED || session->outcome == OUTCOME_DOUBLE_TRAP;
	if (level > 0)
		fprintf(stderr, "level %u guest: ", level);
	else if (count > 1)
		fputs("level 0, the VMM, and not its guest: ", stderr);
	if (is_check_stop)
		explain_check_stop(session, view, session->outcome);
	fprintf(stderr, "at instruction %" PRIu64 "%s%s", view->devices.clock,
	        profile == PROFILE_pg32 ? "" : " of a machine of --isa ",
	        profile == PROFILE_pg32 ? "" : options_profile_name(&session->options));
	if (!is_check_stop) {
		putc(',', stderr);
		print_whereabouts(session, view);
	}
	putc('\n', stderr);
	if (!is_check_stop && level > 0 && !session->monitor->is_hosted) {
		fputs("  machine  ", stderr);
		print_whereabouts(session, &views[0]);
		putc('\n', stderr);
	}
	print_psw("PSW", &view->psw);
	if (!is_check_stop)
		explain_standstill(view);
	print_registers(view);
	print_history(session, view, level);
	print_commonest(session, view);
}
