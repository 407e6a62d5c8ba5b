/* The fast engine: runs a stretch, in translated code where there is some. */
#include "machine/engines/fast/fast.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "machine/core/interrupt.h"
#include "machine/core/machine.h"
#include "machine/core/stretch.h"
#include "machine/engines/statistics.h"

static struct fast *fast_of(struct engine *engine)
{
	return (struct fast *)engine;
}

/* Where the host refused an access: back to before the instruction. */
static void take_fault(struct fast *fast, uint32_t *left)
{
	struct machine *machine = fast->stretch.machine;
	const struct context *context = fast->context;
	uint32_t at = (uint32_t)(context->fault_at - context->code);
	const struct block *block = block_at(fast, at);
	const struct note *note = &fast->notes[block->notes], *end = note + block->note_count;
	while (note < end && note->at != at)
		note++;
	if (note == end)
		return; /* a jump to beyond the window's table: all of the block was executed */
	*left += block->cost - note->index;
	machine->cpu.psw.pc = block_pc(block, note->index);
	trail_cut(fast, block, note->index);
	uint64_t address = context->fault_address - (uintptr_t)fast->window->bytes;
	bool may_pass = address < fast->window->size;
	if (may_pass && fast->window->entries != NULL)
		may_pass = space_fault(fast, (uint32_t)address);
	else if (may_pass)
		page_written(fast, (uint32_t)(fast->window->base + address) / PAGE_SIZE);
	if (!may_pass && note_refusal(fast, block->physical + 4 * (note->index % block->length)))
		block_kill(fast, block_of(fast, block_number(fast, block)));
}

/* Has the jump that led out lead to the block at its place, if there is one. */
static void join(struct fast *fast)
{
	const struct machine *machine = fast->stretch.machine;
	uint32_t number = fast->context->link;
	uint32_t pc = machine->cpu.psw.pc;
	uint64_t flushes = fast->flushes;
	struct block *to = NULL;
	uint32_t start = block_find(fast, pc);
	if (start != 0)
		to = block_at(fast, start);
	else if (pc < fast->window->size && is_hot(fast, machine->cpu.psw.base + pc))
		to = translate_block(fast, machine->devices.system.profile, pc);
	if (to != NULL && fast->flushes == flushes)
		link_to(fast, &fast->blocks[number / MOST_LINKS].links[number % MOST_LINKS], to);
}

/* Runs translated code, and sees to why it comes back. */
static enum leaving run_code(struct fast *fast, uint32_t start)
{
	struct stretch *stretch = &fast->stretch;
	begin_slice(fast, SLICE);
	uint32_t left = stretch->slice;
	enum leaving why = code_run(fast, start, &left);
	if (why == LEAVING_ENDED)
		return why;
	settle_stretch(stretch);
	switch (why) {
	case LEAVING_DEADLINE:
		break;
	case LEAVING_STEP:
		left++;
		break;
	case LEAVING_LINK:
		join(fast);
		break;
	case LEAVING_MISS:
	case LEAVING_ENDED:
		break;
	case LEAVING_CHANGED:
		block_kill(fast, block_at(fast, block_find(fast, stretch->machine->cpu.psw.pc)));
		break;
	case LEAVING_CUT:
	case LEAVING_OUTSIDE:
	case LEAVING_WATCHED:
		trail_cut_last(fast, fast->context->cut);
		break;
	case LEAVING_FAULT:
		take_fault(fast, &left);
		break;
	}
	end_slice(stretch, left);
	if (stretch->left < MOST_INSTRUCTIONS)
		lengthen_stretch(stretch);
	return why;
}

/* Interprets, at most so many instructions. */
static enum outcome run_cold(struct fast *fast, uint32_t most)
{
	struct stretch *stretch = &fast->stretch;
	uint32_t completed;
	enum outcome outcome =
	        fast->careful == NULL
	                ? execute_cold(fast, stretch->machine, most, &completed, stretch->trap)
	                : execute_to_stop(fast, stretch->machine, most,
	                                  stretch->left != stretch->count, &completed,
	                                  stretch->trap);
	stretch->left -= completed;
	if (completed != 0) /* which may have been stores: this engine does not say */
		fast->context->stores = (struct noted_stores){ true, true };
	if (fast->written != NULL)
		pages_settle(fast);
	return outcome;
}

/* The instruction that ends a block, which has been executed as far as to it, and is on the trail.
 */
static enum outcome step(struct fast *fast, const struct block *block)
{
	struct stretch *stretch = &fast->stretch;
	switch (block->ending) {
	case ENDING_TRAP:
		*stretch->trap = block->trap;
		return OUTCOME_TRAPPED;
	case ENDING_PRIVILEGED:
		*stretch->trap = block->trap;
		return in_user_mode(stretch->machine) ? OUTCOME_TRAPPED : OUTCOME_PRIVILEGED;
	case ENDING_JUMP:
	case ENDING_OTHER:
		break;
	}
	trail_cut_last(fast, 1);
	return run_cold(fast, 1);
}

/* A block that is no more than such an instruction needs no code. */
static bool is_lone_step(const struct fast *fast, const struct block *block)
{
	return (fast->stretch.statistics == NULL || block->needs_host) && block->cost == 1 &&
	       block->ending > ENDING_JUMP &&
	       fast->pages[block->physical / PAGE_SIZE].state == PAGE_CODE;
}

/* Where the block at pc begins in the code, translating it if it is hot; 0: it is to be
 * interpreted.
 */
static uint32_t find_code(struct fast *fast)
{
	const struct machine *machine = fast->stretch.machine;
	uint32_t pc = machine->cpu.psw.pc;
	fast->stays_cold = is_paged(&machine->cpu.psw) && !space_pays(fast);
	if (fast->stays_cold)
		return 0;
	bool is_mapped = windows_look(fast, machine);
	uint32_t start = is_mapped ? block_find(fast, pc) : 0;
	if (start != 0 || !is_hot(fast, machine->cpu.psw.base + pc) ||
	    (!is_mapped && !windows_map(fast, machine)))
		return start;
	const struct block *block = translate_block(fast, machine->devices.system.profile, pc);
	return block == NULL ? 0 : block->start;
}

/* Whether the instruction at pc is one that translated code has left to be interpreted. */
static bool leaves_access(enum leaving why)
{
	return why == LEAVING_FAULT || why == LEAVING_OUTSIDE || why == LEAVING_WATCHED;
}

/* How far to interpret, if no jump leads to code. */
static uint32_t cold_length(const struct fast *fast)
{
	uint32_t left = fast->stretch.left;
	return fast->stays_cold && left > SLICE ? SLICE : left;
}

/* As execute_unprivileged, or as far as exchanges lead. */
static enum outcome execute(struct fast *fast)
{
	struct stretch *stretch = &fast->stretch;
	enum outcome outcome = OUTCOME_COMPLETED;
	if (fast->written != NULL)
		pages_settle(fast);
	fast->has_stopped = false;
	while (outcome == OUTCOME_COMPLETED && stretch->left > 0 && !fast->has_stopped &&
	       !stretch->has_ended) {
		uint32_t start = find_code(fast);
		enum leaving why = LEAVING_MISS;
		if (start != 0 && is_lone_step(fast, block_from(fast, start))) {
			trail_block(fast, block_from(fast, start));
			outcome = step(fast, trail_last(fast));
			continue;
		}
		if (start != 0)
			why = run_code(fast, start);
		if (why == LEAVING_WATCHED)
			note_vain_look(fast);
		if (why == LEAVING_ENDED)
			outcome = stretch->outcome;
		else if (why == LEAVING_STEP)
			outcome = step(fast, trail_last(fast));
		else if (leaves_access(why) && stretch->left > 0)
			outcome = run_cold(fast, 1);
		else if (start == 0 ||
		         (why == LEAVING_DEADLINE && stretch->left < MOST_INSTRUCTIONS))
			outcome = run_cold(fast, cold_length(fast));
	}
	return outcome;
}

static void recall(struct engine *engine, struct history *history)
{
	struct fast *fast = fast_of(engine);
	for (unsigned i = 0; i < TRAILS; i++)
		if (fast->trails[i].history == history)
			trail_recall(fast, &fast->trails[i]);
}

/* Executes a stretch that has been made ready. */
static enum outcome run_stretch(struct fast *fast)
{
	struct stretch *stretch = &fast->stretch;
	bool repeats;
	enum outcome outcome = execute(fast);
	if (stretch->has_ended)
		return outcome;
	outcome = stretch_end(stretch->machine, stretch->most, stretch->count - stretch->left,
	                      outcome, stretch->trap, &repeats);
	if (repeats)
		trail_take_back(fast);
	return outcome;
}

static enum outcome run_fast(struct engine *engine, struct machine *machine, uint64_t most,
                             struct history *history, struct trap *trap)
{
	struct fast *fast = fast_of(engine);
	uint64_t cold = space_cold_time(fast, machine);
	if (cold != 0 || !windows_know(&machine->cpu.psw, &machine->buffer)) {
		recall(engine, history);
		return run(machine, cold != 0 && cold < most ? cold : most, history, trap);
	}
	if (interrupt_is_due(machine, trap))
		return OUTCOME_TRAPPED;
	trail_use(fast, history);
	fast->stretch = (struct stretch){ .machine = machine, .most = most, .trap = trap };
	begin_stretch(&fast->stretch);
	return run_stretch(fast);
}

/* Interrupts that are due, until none is or the machine stops. */
static enum outcome deliver_interrupts(struct machine *machine, struct statistics *statistics,
                                       struct trap *trap)
{
	enum outcome outcome = OUTCOME_COMPLETED;
	while (outcome == OUTCOME_COMPLETED && interrupt_is_due(machine, trap)) {
		statistics->traps[trap->cause]++;
		outcome = deliver(machine, trap);
	}
	return outcome;
}

/* One stretch, and through exchanges any number, counted; a trap is delivered. */
static enum outcome run_through(struct fast *fast)
{
	struct stretch *stretch = &fast->stretch;
	begin_stretch(stretch);
	fast->trail = stretch->trails[stretch->user];
	enum outcome outcome = run_stretch(fast);
	if (stretch->has_ended)
		return outcome;
	uint64_t completed = instructions_executed(stretch->machine) - stretch->executed;
	if (stretch->user)
		stretch->statistics->user += completed;
	stretch->executed += completed;
	count_outcome(stretch->statistics, stretch->user, outcome, stretch->trap);
	return outcome == OUTCOME_TRAPPED ? deliver(stretch->machine, stretch->trap) : outcome;
}

/* Whether there is no more to do than to go on: nothing was asked of the host, and no device had
 * something to do. */
static bool goes_on(struct stretch *stretch, enum outcome outcome)
{
	uint32_t completed = stretch->count - stretch->left;
	if (outcome != OUTCOME_COMPLETED)
		return false;
	if (stretch->has_ended)
		return stretch->most != 0;
	if (stretch->trap->cause != CAUSE_NONE || stretch->trap->word != 0 ||
	    completed >= stretch->most || (stretch->event != 0 && completed >= stretch->event))
		return false;
	stretch->most -= completed;
	return true;
}

static enum outcome run_fast_on(struct engine *engine, struct machine *machine, uint64_t most,
                                struct history histories[2], struct statistics *statistics,
                                struct trap *trap)
{
	struct fast *fast = fast_of(engine);
	struct stretch *stretch = &fast->stretch;
	if (space_cold_time(fast, machine) != 0)
		return run_and_deliver(engine, machine, most, histories, statistics, trap);
	*stretch = (struct stretch){ .machine = machine,
		                     .most = most,
		                     .trap = trap,
		                     .executed = instructions_executed(machine),
		                     .statistics = statistics };
	for (unsigned user = 0; user < TRAILS; user++) {
		trail_use(fast, &histories[user]);
		stretch->trails[user] = fast->trail;
	}
	enum outcome outcome;
	do {
		stretch->has_ended = false;
		outcome = deliver_interrupts(machine, statistics, trap);
		if (outcome != OUTCOME_COMPLETED)
			return outcome;
		*trap = (struct trap){ CAUSE_NONE, 0, 0 };
		if (space_cold_time(fast, machine) != 0 ||
		    !windows_know(&machine->cpu.psw, &machine->buffer))
			return run_and_deliver(engine, machine, stretch->most, histories,
			                       statistics, trap);
		outcome = run_through(fast);
	} while (goes_on(stretch, outcome));
	return outcome;
}

static void stored(struct engine *engine, uint32_t address, uint32_t bytes)
{
	struct fast *fast = fast_of(engine);
	uint64_t end = (uint64_t)address + bytes;
	if (bytes >= PAGE_SIZE)
		fast->window = NULL; /* it need not follow page by page */
	for (uint64_t at = address; at < end; at = (at / PAGE_SIZE + 1) * PAGE_SIZE)
		page_release(fast, (uint32_t)(at / PAGE_SIZE),
		             at % PAGE_SIZE == 0 && end - at >= PAGE_SIZE);
	if (bytes >= PAGE_SIZE)
		cool(fast, address, bytes);
}

static void forget(struct engine *engine)
{
	space_forget(fast_of(engine));
}

void fast_note_stores(struct engine *engine, uint32_t from, uint32_t size)
{
	struct fast *fast = fast_of(engine);
	if (fast->noted_from == from && fast->noted_size == size)
		return;
	fast->noted_from = from;
	fast->noted_size = size;
	flush(fast);
}

struct noted_stores fast_take_stores(struct engine *engine)
{
	struct fast *fast = fast_of(engine);
	struct noted_stores stores = fast->context->stores;
	fast->context->stores = (struct noted_stores){ false, false };
	return stores;
}

static void *map_table(size_t size)
{
	return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
	            -1, 0);
}

static void unmap_table(void *table, size_t size)
{
	if (table != NULL && table != MAP_FAILED)
		munmap(table, size);
}

static size_t pages_size(const struct fast *fast)
{
	return fast->memory->size / PAGE_SIZE * sizeof(struct page);
}

static void destroy(struct engine *engine)
{
	struct fast *fast = fast_of(engine);
	faults_forget(fast);
	windows_destroy(fast);
	trails_destroy(fast);
	code_destroy(fast);
	unmap_table(fast->blocks, MOST_BLOCKS * sizeof *fast->blocks);
	unmap_table(fast->notes, MOST_NOTES * sizeof *fast->notes);
	unmap_table(fast->pages, pages_size(fast));
	host_memory_open(fast->memory);
	free(fast);
}

const bool has_fast_engine = true;

struct engine *fast_engine(const struct host_memory *memory, bool eager, const char **problem)
{
	struct fast *fast = calloc(1, sizeof *fast);
	*problem = "the fast engine does not get the memory that it needs";
	errno = 0;
	if (fast == NULL)
		return NULL;
	fast->engine = (struct engine){ run_fast, run_fast_on, stored, recall,
		                        forget,   stops_heed,  destroy };
	fast->memory = memory;
	windows_forget_accepted(fast);
	fast->hot = eager ? 1 : HOT;
	fast->exchange_slice = eager ? EAGER_SLICE : SLICE;
	fast->shortest_slice = eager ? 1 : MOST_INSTRUCTIONS;
	fast->most_writes = eager ? 1 : MOST_WRITES;
	fast->most_code_pages = MOST_CODE_PAGES;
	fast->trail_memory = MAP_FAILED;
	fast->reservation = fast->code = MAP_FAILED;
	fast->blocks = map_table(MOST_BLOCKS * sizeof *fast->blocks);
	fast->notes = map_table(MOST_NOTES * sizeof *fast->notes);
	fast->pages = map_table(pages_size(fast));
	fast->has_shifts = __builtin_cpu_supports("bmi2") != 0;
	if (memory->file >= 0 && fast->blocks != MAP_FAILED && fast->notes != MAP_FAILED &&
	    fast->pages != MAP_FAILED && windows_are_possible() && code_create(fast) &&
	    trails_create(fast) && faults_watch(fast)) {
		*problem = NULL;
		return &fast->engine;
	}
	if (errno == EACCES || errno == EPERM)
		*problem = "the host does not let the fast engine execute what it writes";
	destroy(&fast->engine);
	return NULL;
}
