/* Looks on: the engine that asks, and what is asked about each instruction. */
#include "machine/check/check.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "machine/check/look.h"
#include "machine/front/exit_status.h"
#include "machine/run/session.h"

/* What the level's traps are counted in: by the machine, or by the VMM below it. */
static uint64_t count_traps(const struct check *check, uint32_t *status)
{
	const struct session *session = check->session;
	struct view views[VIEWS];
	struct guest guest;
	uint64_t count = 0;
	*status = session->computer.machine.cpu.psw.status;
	if (check->level == 0) {
		for (unsigned cause = 1; cause < CAUSES; cause++)
			count += session->statistics.traps[cause];
		return count;
	}
	const uint32_t *counts = NULL;
	if (check->level == 1 && session->monitor->look(session, &guest)) {
		counts = guest.counts;
		*status = guest.machine->cpu.psw.status;
	} else if (session_views(session, views) > check->level) {
		counts = views[check->level].counts;
		*status = views[check->level].psw.status;
	}
	for (unsigned cause = 1; counts != NULL && cause < CAUSES; cause++)
		count += counts[cause];
	return count;
}

/* The first instruction of the level in a stretch: between two, traps are taken. */
static bool level_has_trapped(struct check *check)
{
	uint64_t traps = count_traps(check, &check->status);
	bool has_changed = traps != check->traps;
	check->traps = traps;
	check->has_begun = true;
	return has_changed;
}

/* What others than the level write there. */
static void note_stores(struct check *check, const struct machine *machine, uint32_t word)
{
	struct piece pieces[2];
	uint32_t address, bytes = bytes_accessed(machine, word, true, &address);
	if (bytes == 0 || (is_privileged(word) && in_user_mode(machine)) ||
	    !find_pieces(machine, address, bytes, ACCESS_STORE, pieces))
		return;
	for (unsigned i = 0; i < 2; i++)
		marks_write(&check->marks, pieces[i].physical, pieces[i].size);
}

static bool look(void *context, const struct machine *machine, uint32_t pc, uint32_t physical,
                 uint32_t word)
{
	struct check *check = context;
	check->asked++;
	if (physical < check->origin) {
		note_stores(check, machine, word);
		return false;
	}
	bool is_in_handler = !check->has_begun && level_has_trapped(check);
	struct step step = { .machine = machine,
		             .pc = pc,
		             .physical = physical,
		             .word = word,
		             .status = check->status,
		             .base = machine->cpu.psw.base,
		             .bound = machine->cpu.psw.bound };
	if (decode(machine->devices.system.profile, word, &step.instruction))
		step.traits = operation_rows[step.instruction.operation].traits;
	if (is_in_handler)
		note_trap(check, &step);
	look_at_code(check, &step);
	look_at_stack(check, &step);
	look_at_registers(check, &step);
	/* In user mode a privileged one traps, and accesses nothing. */
	if (!is_privileged(word) || !is_user(&step)) {
		look_at_load(check, &step);
		look_at_store(check, &step);
		look_at_return(check, &step);
	}
	check->last = step;
	return false;
}

/* Memory is written by others than the processor. */
static void note_write(struct engine *engine, uint32_t address, uint32_t bytes)
{
	struct check *check = (struct check *)engine;
	marks_write(&check->marks, address, bytes);
	check->own->stored(check->own, address, bytes);
}

static void forget(struct engine *engine)
{
	struct check *check = (struct check *)engine;
	check->own->forget(check->own);
}

static void mark_segments(struct check *check, const struct image *image, uint32_t origin)
{
	for (size_t i = 0; i < image_segments(image); i++) {
		struct image_segment segment = image_segment(image, i);
		marks_write(&check->marks, origin + segment.address, segment.memory_size);
	}
}

static struct check *check_of(struct onlooker *onlooker)
{
	return (struct check *)((char *)onlooker - offsetof(struct check, onlooker));
}

/* What a VMM in this process interprets is looked at one by one. */
static uint64_t look_before(struct onlooker *onlooker, uint64_t most)
{
	struct check *check = check_of(onlooker);
	struct session *session = check->session;
	struct next next;
	check->asked = 0;
	check->has_begun = false;
	check->clock = NEVER;
	if (!session_interprets(session))
		return most;
	if (!session_next(session, &next))
		return 1;
	const struct machine *machine = session_running(session);
	look(check, machine, machine->cpu.psw.pc, next.physical, next.word);
	return next.is_wait ? most : 1;
}

static void look_after(struct onlooker *onlooker)
{
	warn_now(check_of(onlooker));
}

/* What the loader wrote. A VMM loads its guest itself, by stores, but for the zeros, which memory
 * has already. */
static void mark_boot(struct check *check)
{
	const struct session *session = check->session;
	const uint32_t table = session_running(session)->cpu.registers[REGISTER_A0];
	const uint8_t *memory = session->computer.memory.bytes;
	uint32_t count = read_word(memory + table);
	mark_segments(check, session->images[0], 0);
	marks_write(&check->marks, table, 4 + 8 * count);
	for (uint32_t i = 0; i < count; i++)
		marks_write(&check->marks, read_word(memory + table + 4 + 8 * i),
		            read_word(memory + table + 8 + 8 * i));
	if (check->image != NULL)
		mark_segments(check, check->image, check->origin);
}

/* Supervisor code that a program interprets is executed by no machine. */
static bool is_visible(const struct session *session, struct failure *failure)
{
	return !session->options.hybrid || session->monitor->is_hosted ||
	       fail(failure, EXIT_USAGE,
	            "--check does not see what a hybrid VMM on the machine interprets; "
	            "pg32-vmm --hybrid --check does");
}

bool check_begin(struct session *session, struct failure *failure)
{
	if (!is_visible(session, failure))
		return false;
	struct check *check = calloc(1, sizeof *check);
	if (check == NULL || !marks_begin(&check->marks, session->computer.machine.memory.size)) {
		free(check);
		return fail(failure, EXIT_FAULT, "no memory for what --check notes");
	}
	careful_reset(&check->careful, look, check);
	memset(check->careful.is_code, true, sizeof check->careful.is_code);
	check->careful.engine.stored = note_write;
	check->careful.engine.forget = forget;
	check->session = session;
	check->kinds = session->options.checks;
	/* The innermost that has a file; a VMM alone has no guest. */
	unsigned file = session->vmms < session->file_count ? session->vmms : session->vmms - 1;
	const uint32_t size = session->computer.machine.memory.size;
	for (unsigned i = 0; i < file; i++) /* at the end of memory there is nothing to look at */
		check->origin += session->origins[i] < size - check->origin ? session->origins[i]
		                                                            : size - check->origin;
	check->level = session->monitor->is_hosted ? file + 1 : file;
	check->image = session->images[file];
	check->own = session->computer.engine;
	session->computer.engine = &check->careful.engine;
	check->onlooker = (struct onlooker){ look_before, look_after };
	session->onlooker = &check->onlooker;
	mark_boot(check);
	return true;
}

void check_end(struct session *session)
{
	struct check *check = check_of(session->onlooker);
	session->onlooker = NULL;
	session->computer.engine = check->own;
	warn_counts(check);
	marks_end(&check->marks);
	free(check);
}
