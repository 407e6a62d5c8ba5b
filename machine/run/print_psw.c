/* A PSW, and where it leads, as a post-mortem shows them. */
#include "machine/run/print_psw.h"

#include <inttypes.h>
#include <stdio.h>

#include "machine/core/translate.h"
#include "machine/run/session.h"
#include "machine/run/site.h"

static void print_bad_field(const char *name, uint32_t value, const char *rule)
{
	fprintf(stderr, "  %-9s malformed: %s 0x%08" PRIx32 " %s\n", "", name, value, rule);
}

void print_psw(const char *title, const struct psw *psw)
{
	fprintf(stderr,
	        "  %-9s %s%s%s%s pc=%08" PRIx32 " base=%08" PRIx32 " bound=%08" PRIx32
	        " timer=%" PRIu32 "\n",
	        title, (psw->status & STATUS_USER) != 0 ? "user" : "supervisor",
	        is_paged(psw) ? ", paged" : "",
	        (psw->status & STATUS_INTERRUPTS) != 0 ? ", interrupts on" : "",
	        (psw->status & STATUS_TIMER_PENDING) != 0 ? ", timer pending" : "", psw->pc,
	        psw->base, psw->bound, psw->timer);
	if ((psw->status & ~(uint32_t)STATUS_ALL) != 0)
		print_bad_field("status", psw->status, "has bits that must be zero");
	if (psw->pc % 4 != 0)
		print_bad_field("pc", psw->pc, "is not a multiple of 4");
	if (psw->base % PAGE_SIZE != 0)
		print_bad_field("base", psw->base, "is not a multiple of 4096");
	if (psw->bound % PAGE_SIZE != 0)
		print_bad_field("bound", psw->bound, "is not a multiple of 4096");
}

void print_pc(const struct session *session, const struct view *view, const struct psw *psw)
{
	const struct memory memory = { (uint8_t *)(uintptr_t)view->memory, view->memory_size };
	const struct window code = peek(psw, &memory, NULL, psw->pc, ACCESS_FETCH);
	fprintf(stderr, " at 0x%08" PRIx32, psw->pc);
	const uint8_t *machine = session->computer.machine.memory.bytes;
	uint32_t origin = (uint32_t)(view->memory - machine);
	struct site site = session_site(session, origin + code.physical, psw->pc);
	print_site(stderr, &site);
}
