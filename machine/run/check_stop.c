/* The post-mortem of a check-stop: what happened, where, and what likely went wrong. */
#include <inttypes.h>
#include <stdio.h>

#include "isa/instruction.h"
#include "machine/run/report.h"
#include "machine/run/trace.h"

static const char *hint_of(enum cause cause)
{
	switch (cause) {
#define CAUSE(NAME, number, text, value, hint) \
	case CAUSE_##NAME:                     \
		return hint;
#include "isa/causes.def"
	case CAUSE_NONE:
	case CAUSES:
		break;
	}
	return "";
}

static void print_psw(const char *title, const struct psw *psw)
{
	fprintf(stderr,
	        "  %-9s %s%s%s pc=%08" PRIx32 " base=%08" PRIx32 " bound=%08" PRIx32
	        " timer=%" PRIu32 "\n",
	        title, (psw->status & STATUS_USER) != 0 ? "user" : "supervisor",
	        (psw->status & STATUS_INTERRUPTS) != 0 ? ", interrupts on" : "",
	        (psw->status & STATUS_TIMER_PENDING) != 0 ? ", timer pending" : "", psw->pc,
	        psw->base, psw->bound, psw->timer);
	if (!psw_is_well_formed(psw))
		fprintf(stderr,
		        "  %-9s malformed: status is 0x%08" PRIx32
		        "; it may use bits 0 to 2, pc must be a multiple of 4,"
		        " base and bound of 4096\n",
		        "", psw->status);
}

static uint32_t physical_pc(const struct view *view, const struct psw *psw)
{
	const struct memory memory = { (uint8_t *)(uintptr_t)view->memory, view->memory_size };
	return translate(psw, &memory, psw->pc, ACCESS_FETCH).physical;
}

static void print_trap(const struct view *view, const char *title, const struct trap *trap,
                       const struct psw *psw)
{
	fprintf(stderr, "  %-9s %s, value 0x%" PRIx32 ", word 0x%08" PRIx32 ", at 0x%08" PRIx32,
	        title, cause_text(trap->cause), trap->value, trap->word, psw->pc);
	print_place(stderr, view->image, physical_pc(view, psw));
	fprintf(stderr, "\n  %-9s likely: %s\n", "", hint_of(trap->cause));
}

static void print_registers(const struct view *view)
{
	for (unsigned i = 0; i < REGISTERS; i++)
		fprintf(stderr, "%s%5s %08" PRIx32 "%s", i % 4 == 0 ? "  " : "  ", register_name(i),
		        view->registers[i], i % 4 == 3 ? "\n" : "");
}

static struct trap stored_trap(const struct view *view)
{
	return (struct trap){ read_word(view->memory + TRAP_CAUSE),
		              read_word(view->memory + TRAP_VALUE),
		              read_word(view->memory + TRAP_WORD) };
}

static struct psw psw_at(const struct view *view, uint32_t address)
{
	return read_psw(view->memory + address);
}

static void explain_double_trap(const struct view *view)
{
	struct trap first = stored_trap(view);
	struct psw old = psw_at(view, TRAP_OLD_PSW);
	fprintf(stderr, "check-stop: a trap arrived before the handler of the last trap had "
	                "completed an instruction\n");
	print_trap(view, "first", &first, &old);
	print_trap(view, "then", &view->last, &view->psw);
	if (view->psw.pc == 0 && view->psw.bound == 0)
		fprintf(stderr, "  the new PSW at 0x20 is all zero: no handler was set up\n");
}

static void explain_malformed(const struct view *view)
{
	struct psw new_psw = psw_at(view, TRAP_NEW_PSW);
	fprintf(stderr, "check-stop: a malformed PSW was loaded, by ");
	if (view->last.cause == CAUSE_NONE) {
		fprintf(stderr, "lpsw at 0x%08" PRIx32, view->psw.pc);
		print_place(stderr, view->image, physical_pc(view, &view->psw));
		fprintf(stderr,
		        "\n  likely: the PSW in memory was never set, or was overwritten\n");
		return;
	}
	fprintf(stderr, "a trap\n");
	print_trap(view, "trap", &view->last, &view->psw);
	print_psw("new PSW", &new_psw);
}

/* The instructions executed last, in the innermost level. */
static void print_history(const struct session *session, const struct view *view, unsigned level)
{
	/* Supervisor mode's where the machine runs it alone, or a VMM here interprets it. */
	bool supervisor = level == 0 || (level == 1 && session->monitor->is_hybrid);
	const struct history *history = &session->histories[!supervisor];
	const struct memory *memory = &session->computer.machine.memory;
	if (supervisor && !history_is_empty(&session->histories[1]))
		fprintf(stderr, "the last instructions in supervisor mode\n");
	else if (!supervisor && view->interpreted != 0)
		fprintf(stderr, "the last instructions in user mode\n");
	else
		fprintf(stderr, "the last instructions\n");
	uint32_t addresses[HISTORY] = { 0 };
	history_list(history, addresses);
	for (unsigned i = 0; i < HISTORY; i++) {
		uint32_t physical = addresses[i], address;
		if (physical == 0 || session_level(session, physical, &address) != level)
			continue;
		char text[DISASSEMBLY_SIZE];
		uint32_t word = read_word(memory->bytes + physical);
		fprintf(stderr, "  %08" PRIx32 "  %08" PRIx32 "  %-28s", address, word,
		        disassemble(session->computer.machine.devices.system.profile, word, address,
		                    text));
		print_place(stderr, view->image, address);
		putc('\n', stderr);
	}
}

void report_check_stop(const struct session *session, const struct view *views, unsigned count)
{
	const struct view *view = &views[count - 1];
	if (count > 1)
		fprintf(stderr, "level %u guest: ", count - 1);
	if (session->outcome == OUTCOME_DOUBLE_TRAP)
		explain_double_trap(view);
	else
		explain_malformed(view);
	enum profile profile = session->options.equipment.profile;
	fprintf(stderr, "at instruction %" PRIu64 "%s%s\n", view->devices.clock,
	        profile == PROFILE_pg32 ? "" : " of a machine of --isa ",
	        profile == PROFILE_pg32 ? "" : profile_rows[profile].name);
	print_psw("PSW", &view->psw);
	print_registers(view);
	print_history(session, view, count - 1);
}
