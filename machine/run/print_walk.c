/* The walk of a page fault: the root's entry, the table's, and what was refused. */
#include "machine/run/print_walk.h"

#include "isa/causes.h"

#include <inttypes.h>
#include <stdio.h>

#include "machine/run/names.h"
#include "machine/run/session.h"

static struct memory memory_of(const struct view *view)
{
	return (struct memory){ (uint8_t *)(uintptr_t)view->memory, view->memory_size };
}

static bool is_access(const struct trap *trap)
{
	return trap->cause >= CAUSE_FETCH && trap->cause <= CAUSE_STORE;
}

bool is_page_fault(const struct trap *trap, const struct psw *psw)
{
	return is_paged(psw) && is_access(trap);
}

/* What a refused access of a kind is called, by the kind of R, and the permission that it asks a
 * page for. */
struct kind {
	const char *of_page, *of_window, *name;
	enum entry_bit permission;
};

static struct kind kind_of(enum cause cause)
{
	if (cause == CAUSE_FETCH)
		return (struct kind){ "fetch from a page", "fetch outside the window", "execute",
			              ENTRY_EXECUTE };
	if (cause == CAUSE_LOAD)
		return (struct kind){ "load from a page", "load outside the window", "read",
			              ENTRY_READ };
	return (struct kind){ "store to a page", "store outside the window", "write", ENTRY_WRITE };
}

const char *trap_text(const struct trap *trap, const struct psw *psw)
{
	if (!is_access(trap))
		return cause_text(trap->cause);
	const struct kind kind = kind_of(trap->cause);
	return is_paged(psw) ? kind.of_page : kind.of_window;
}

const char *page_fault_guess(const struct view *view, const struct trap *trap,
                             const struct psw *psw)
{
	const struct memory memory = memory_of(view);
	const struct walk walk = walk_tables(psw, &memory, trap->value);
	if (psw->bound == 0)
		return "the space is empty: bound is 0 in the PSW in force";
	if (trap->value >= psw->bound)
		return "a wild pointer: the address is beyond the space";
	if (psw->base >= view->memory_size)
		return "the root table is not in memory: base in the PSW in force";
	if ((!walk.has_link && (walk.link & ENTRY_VALID) != 0) ||
	    (!walk.has_entry && (walk.entry & ENTRY_VALID) != 0))
		return "the tables were never set, were put together wrongly, or were overwritten";
	if (psw->base == 0)
		return "the root table is at 0, where the trap area is: base in the PSW in force";
	if (!walk.has_link || !walk.has_entry)
		return "a page that was never mapped, or was taken back: a wild or stale pointer, "
		       "or a "
		       "kernel that maps it too late";
	if ((walk.entry & kind_of(trap->cause).permission) == 0)
		return "the page is mapped, and its entry lacks the permission";
	if (mode_refuses(view->devices.system.profile, psw, walk.entry))
		return "the page is the supervisor's alone";
	return "the tables permit it by now";
}

static void print_entry(const struct view *view, const char *title, const char *table,
                        uint32_t place, uint32_t entry, bool is_valid)
{
	fprintf(stderr, "  %-9s entry %" PRIu32 " of the %s, at 0x%08" PRIx32 ": 0x%08" PRIx32,
	        title, place % PAGE_SIZE / 4, table, place, entry);
	if (!is_valid && (entry & ENTRY_VALID) != 0)
		fprintf(stderr, ", whose frame is not in memory of 0x%" PRIx32 " bytes",
		        view->memory_size);
	else if (!is_valid)
		fputs(", not valid", stderr);
}

static void print_permissions(uint32_t entry, const struct kind *kind)
{
	fprintf(stderr, ", valid%s%s%s", (entry & ENTRY_READ) != 0 ? ", read" : "",
	        (entry & ENTRY_WRITE) != 0 ? ", write" : "",
	        (entry & ENTRY_EXECUTE) != 0 ? ", execute" : "");
	if ((entry & kind->permission) == 0)
		fprintf(stderr, ": not %s", kind->name);
}

void print_walk(const struct view *view, const struct trap *trap, const struct psw *psw)
{
	const struct memory memory = memory_of(view);
	const struct kind kind = kind_of(trap->cause);
	const struct walk walk = walk_tables(psw, &memory, trap->value);
	if (trap->value >= psw->bound) {
		fprintf(stderr, "  %-9s none: the space ends at 0x%08" PRIx32 "\n", "walk",
		        psw->bound);
		return;
	}
	if (psw->base >= view->memory_size) {
		fprintf(stderr, "  %-9s none: the root at 0x%08" PRIx32 " is not in memory\n",
		        "walk", psw->base);
		return;
	}
	print_entry(view, "walk", "root", walk.link_at, walk.link, walk.has_link);
	putc('\n', stderr);
	if (!walk.has_link)
		return;
	print_entry(view, "", "table", walk.entry_at, walk.entry, walk.has_entry);
	if (walk.has_entry)
		print_permissions(walk.entry, &kind);
	putc('\n', stderr);
}
