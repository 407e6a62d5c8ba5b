/* A check-stop explained: what happened, where, and what likely went wrong. */
#include <inttypes.h>
#include <stdio.h>

#include "isa/instruction.h"
#include "machine/core/translate.h"
#include "machine/run/post_mortem.h"
#include "machine/run/print_psw.h"
#include "machine/run/print_walk.h"
#include "machine/run/names.h"
#include "machine/run/session.h"

static struct memory memory_of(const struct view *view)
{
	return (struct memory){ (uint8_t *)(uintptr_t)view->memory, view->memory_size };
}

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
	return "the cause was overwritten";
}

/* What likely went wrong where this trap was not meant, under the PSW that it arose under. */
static const char *guess(const struct view *view, const struct trap *trap, const struct psw *psw)
{
	bool is_access = trap->cause == CAUSE_FETCH || trap->cause == CAUSE_LOAD ||
	                 trap->cause == CAUSE_STORE;
	if (is_access && (psw->status | psw->pc | psw->base | psw->bound) == 0)
		return "the PSW in force is all zero: it was never set, or loaded from a wrong "
		       "place";
	if (is_page_fault(trap, psw))
		return page_fault_guess(view, trap, psw);
	if (is_access && psw->bound == 0)
		return "the window is empty: bound is 0 in the PSW in force";
	if (is_access && psw->base >= view->memory_size)
		return "the window is empty: base is beyond memory in the PSW in force";
	if (is_access && !is_paged(psw) && trap->value < psw->bound &&
	    trap->value >= view->memory_size - psw->base)
		return "the window reaches beyond memory: its bound is too large";
	if (trap->cause == CAUSE_FETCH)
		return "a jump through a bad pointer, a return with a damaged stack, or a PSW "
		       "whose window does not hold its pc";
	/* Where the trap area is there is no code. */
	if (trap->cause == CAUSE_ILLEGAL && !is_paged(psw) && psw->base == 0 &&
	    psw->pc < TRAP_AREA_END)
		return "a jump through a null pointer, or a return with a damaged stack";
	return hint_of(trap->cause);
}

static void print_trap(const struct session *session, const struct view *view, const char *title,
                       const struct trap *trap, const struct psw *psw)
{
	fprintf(stderr, "  %-9s %s, value 0x%" PRIx32 ", word 0x%08" PRIx32 ",", title,
	        trap_text(trap, psw), trap->value, trap->word);
	print_pc(session, view, psw);
	putc('\n', stderr);
	if (is_page_fault(trap, psw))
		print_walk(view, trap, psw);
}

static void print_guess(const char *likely)
{
	fprintf(stderr, "  %-9s likely: %s\n", "", likely);
}

/* The same of a trap in a handler that has not begun: the new PSW may be to blame. */
static const char *guess_of_handler(const struct view *view, const struct trap *trap)
{
	if (trap->cause == CAUSE_TIMER || trap->cause == CAUSE_DEVICE)
		return "interrupts are on in the new PSW at 0x20: what is pending stops the "
		       "handler";
	if (trap->cause == CAUSE_PRIVILEGED)
		return "the new PSW at 0x20 is of user mode: its handler is to be the supervisor";
	return guess(view, trap, &view->psw);
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

/* Traps that a kernel takes all day: where there is a handler, they were meant. */
static bool is_ordinary(enum cause cause)
{
	return cause == CAUSE_SYSCALL || cause == CAUSE_TIMER || cause == CAUSE_DEVICE ||
	       cause == CAUSE_BREAK;
}

static void explain_double_trap(const struct session *session, const struct view *view)
{
	struct trap first = stored_trap(view);
	struct psw old = psw_at(view, TRAP_OLD_PSW), new_psw = psw_at(view, TRAP_NEW_PSW);
	bool has_handler = new_psw.bound != 0;
	fprintf(stderr, "check-stop: a trap arrived before the handler of the last trap had "
	                "completed an instruction\n");
	print_trap(session, view, "first", &first, &old);
	if (!has_handler || !is_ordinary(first.cause))
		print_guess(guess(view, &first, &old));
	print_trap(session, view, "then", &view->last, &view->psw);
	if (has_handler)
		print_guess(guess_of_handler(view, &view->last));
	else if (new_psw.pc == 0)
		fprintf(stderr, "  the new PSW at 0x20 is all zero: no handler was set up\n");
	else
		fprintf(stderr,
		        "  the new PSW at 0x20 has bound 0: its handler has an empty window\n");
}

/* The PSW that a lpsw which did not complete would have loaded; false where this is none. */
static bool get_loaded(const struct view *view, uint32_t *address, struct psw *loaded)
{
	struct instruction lpsw;
	struct memory memory = memory_of(view);
	if (view->last.cause != CAUSE_NONE || !decode(PROFILE_pg32, view->last.word, &lpsw) ||
	    (operation_rows[lpsw.operation].traits & TRAIT_SETS_PSW) == 0)
		return false;
	*address = view->registers[lpsw.a] + (uint32_t)lpsw.immediate;
	const struct window window = peek(&view->psw, &memory, NULL, *address, ACCESS_LOAD);
	if (window.size < sizeof *loaded)
		return false;
	*loaded = read_psw(window.bytes);
	return true;
}

static void explain_malformed(const struct session *session, const struct view *view)
{
	static const char likely[] = "was never set, was put together wrongly, or was overwritten";
	struct psw loaded = psw_at(view, TRAP_NEW_PSW);
	uint32_t address;
	fprintf(stderr, "check-stop: a malformed PSW was loaded, by ");
	if (view->last.cause != CAUSE_NONE) {
		fprintf(stderr, "a trap\n");
		print_trap(session, view, "trap", &view->last, &view->psw);
		print_psw("new PSW", &loaded);
		fprintf(stderr, "  likely: the new PSW at 0x20 %s\n", likely);
		return;
	}
	bool is_lpsw = get_loaded(view, &address, &loaded);
	fprintf(stderr, is_lpsw ? "lpsw" : "an instruction");
	print_pc(session, view, &view->psw);
	putc('\n', stderr);
	if (is_lpsw) {
		fprintf(stderr, "  from      0x%08" PRIx32 "\n", address);
		print_psw("this PSW", &loaded);
	}
	fprintf(stderr, "  likely: the PSW in memory %s\n", likely);
}

bool has_check_stopped(const struct view *view, enum outcome outcome)
{
	struct psw loaded = psw_at(view, TRAP_NEW_PSW);
	uint32_t address;
	if (outcome == OUTCOME_DOUBLE_TRAP)
		return view->delivering;
	if (view->last.cause == CAUSE_NONE && !get_loaded(view, &address, &loaded))
		return view->last.word != 0; /* an instruction that a profile adds */
	return !psw_is_well_formed(&loaded);
}

void explain_check_stop(const struct session *session, const struct view *view,
                        enum outcome outcome)
{
	if (outcome == OUTCOME_DOUBLE_TRAP)
		explain_double_trap(session, view);
	else
		explain_malformed(session, view);
}
