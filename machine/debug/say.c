/* What commands of monitor say of where the machine is, and what numbers they take. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "machine/debug/gdb.h"
#include "machine/run/site.h"

void debug_say_site(struct debugger *debugger)
{
	struct next next;
	const struct session *session = debugger->session;
	char *text = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);
	if (file == NULL)
		return;
	if (session_next(session, &next)) {
		struct site site =
		        session_site(session, next.physical, session_running(session)->cpu.psw.pc);
		print_site(file, &site);
	}
	if (fclose(file) == 0)
		reply_text(&debugger->packets, "%s", text);
	free(text);
}

void debug_say_here(struct debugger *debugger)
{
	struct view view;
	struct packets *packets = &debugger->packets;
	const struct search *search = &debugger->search;
	reply_text(packets, "%" PRIu64, search->timeline.position);
	if (level_look(debugger->session, search->level, &view)) {
		reply_text(packets, ": level %u, %s mode, pc %08" PRIx32, search->level,
		           (view.psw.status & STATUS_USER) != 0 ? "user" : "supervisor",
		           view.psw.pc);
		if (level_is_at_instruction(debugger->session, search->level))
			debug_say_site(debugger);
	}
	reply_text(packets, "\n");
}

bool debug_take_number(struct debugger *debugger, const char *command, const char *text,
                       uint64_t most, uint64_t *number)
{
	struct failure failure;
	if (read_number(command, text, 0, most, number, &failure))
		return true;
	reply_text(&debugger->packets, "%s\n", failure.message);
	return false;
}
