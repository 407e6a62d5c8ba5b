/* Executes one instruction, and looks at what it did. */
#include "spec/theorems/classify/replay.h"

#include <stdlib.h>

#include "isa/causes.h"
#include "machine/core/time.h"

/* Of more pages nothing is looked at: no witness needs so many. */
enum { MOST_PAGES = 64 };

static uint32_t no_input(void *context, bool idle)
{
	(void)context;
	(void)idle;
	return CONSOLE_NONE;
}

static void count_output(void *context, uint8_t byte)
{
	unsigned *count = context;
	(void)byte;
	*count += 1;
}

static bool no_disk(void *context, uint32_t sector, uint32_t address, bool write)
{
	(void)context;
	(void)sector;
	(void)address;
	(void)write;
	return false;
}

static const struct backend backend = { no_input, count_output, no_disk };

static struct memory copy_memory(const struct concrete_state *state)
{
	struct memory memory = { malloc(state->memory_size), state->memory_size };
	if (memory.bytes == NULL)
		abort();
	memcpy(memory.bytes, state->memory, memory.size);
	return memory;
}

static struct machine machine_in(uint32_t profile, const struct concrete_state *state,
                                 unsigned *output)
{
	struct machine machine = { .cpu.psw = state->psw, .memory = copy_memory(state) };
	memcpy(machine.cpu.registers, state->registers, sizeof machine.cpu.registers);
	machine.wiring = wired_to(&backend, output);
	buffer_reset(&machine.buffer, calloc(BUFFER_PAGES, PAGE_SIZE), 0, 0, profile);
	if (machine.buffer.pages == NULL)
		abort();
	machine.buffer.root = state->psw.base;
	for (unsigned i = 0; i < state->held_count && !paging_walks(profile); i++)
		buffer_hold(&machine.buffer, state->held[i].address, state->held[i].entry);
	devices_reset(&machine.devices,
	              &(struct equipment){ .memory_size = state->memory_size, .profile = profile });
	machine.devices.clock = state->clock;
	if (state->is_requesting) {
		machine.devices.console.receiving = true;
		machine.devices.console.held = HELD_BYTE;
	}
	return machine;
}

struct run_of_one replay(uint32_t profile, const struct concrete_state *state)
{
	unsigned output = 0;
	struct run_of_one run = { .before = machine_in(profile, state, &output),
		                  .after = machine_in(profile, state, &output) };
	struct history history = { .next = 0 };
	uint32_t completed;
	run.outcome = execute_unprivileged(&run.after, 1, &completed, &history, &run.trap);
	pass_time(&run.after, completed);
	if (run.outcome == OUTCOME_PRIVILEGED)
		run.outcome = execute_privileged(&run.after, run.trap.word, &run.trap);
	else if (run.outcome == OUTCOME_FLAWED)
		run.outcome = execute_flawed(&run.after, run.trap.word, &run.trap);
	run.output = output;
	run.before.wiring.context = run.after.wiring.context = NULL;
	return run;
}

void free_run(struct run_of_one *run)
{
	free(run->before.memory.bytes);
	free(run->after.memory.bytes);
	free(run->before.buffer.pages);
	free(run->after.buffer.pages);
}

/* What both machines hold, before or after. */
static const struct machine *machine_of(const struct run_of_one *run, bool after)
{
	return after ? &run->after : &run->before;
}

/* Whether the mode refused what R lets through. */
static bool is_by_mode(const struct run_of_one *run)
{
	struct psw supervisor = run->before.cpu.psw;
	supervisor.status &= ~(uint32_t)STATUS_USER;
	return translate(&supervisor, &run->before.memory, &run->before.buffer, run->trap.value,
	                 (enum access)run->trap.cause)
	               .size != 0;
}

static bool memory_traps(const struct run_of_one *run)
{
	return run->outcome == OUTCOME_TRAPPED &&
	       (run->trap.cause == CAUSE_FETCH || run->trap.cause == CAUSE_LOAD ||
	        run->trap.cause == CAUSE_STORE) &&
	       !is_by_mode(run);
}

static bool devices_changed(const struct run_of_one *run)
{
	const struct devices *before = &run->before.devices, *after = &run->after.devices;
	bool changed = run->output != 0;
#define FIELD(device, name, TYPE, reset) \
	changed = changed || before->device.name != after->device.name;
#include "machine/devices/devices.def"
	return changed;
}

/* The entry in force for the page of an address, 0 where none is: what is held, or where the tables
 * are walked what they have. */
static uint32_t entry_in_force(const struct machine *machine, uint32_t address)
{
	const struct psw *psw = &machine->cpu.psw;
	if (!paging_walks(machine->buffer.profile))
		return buffer_entry(&machine->buffer, address);
	const struct walk walk = walk_tables(psw, &machine->memory, address);
	return address < psw->bound && walk.has_entry ? walk.entry & (~(PAGE_SIZE - 1) | ENTRY_BITS)
	                                              : 0;
}

/* The pages for which there is one, so many at most. */
static unsigned list_pages(const struct machine *machine, uint32_t pages[], unsigned most)
{
	const struct psw *psw = &machine->cpu.psw;
	unsigned count = 0;
	for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
		uint32_t first = i * TABLE_SPACE;
		bool has_table = paging_walks(machine->buffer.profile)
		                         ? walk_tables(psw, &machine->memory, first).has_link
		                         : buffer_place(&machine->buffer, first) != NULL;
		for (uint32_t k = 0; k < TABLE_ENTRIES && has_table; k++)
			if (entry_in_force(machine, first + k * PAGE_SIZE) != 0 && count < most)
				pages[count++] = first + k * PAGE_SIZE;
	}
	return count;
}

/* Whether the frame at this physical address is in the window, or has a page that is in force. */
static bool is_in_reach(const struct machine *machine, uint32_t frame)
{
	const struct psw *psw = &machine->cpu.psw;
	uint32_t pages[MOST_PAGES];
	if (!is_paged(psw))
		return frame - psw->base < window_of(psw, &machine->memory).size;
	for (unsigned i = list_pages(machine, pages, MOST_PAGES); i > 0; i--)
		if ((entry_in_force(machine, pages[i - 1]) ^ frame) < PAGE_SIZE)
			return true;
	return false;
}

static bool memory_changed_outside(const struct run_of_one *run)
{
	const struct memory *memory = &run->before.memory;
	for (uint32_t at = 0; at < memory->size; at += PAGE_SIZE)
		if (!is_in_reach(&run->before, at) &&
		    memcmp(memory->bytes + at, run->after.memory.bytes + at, PAGE_SIZE) != 0)
			return true;
	return false;
}

/* Whether what is in force is not what it was. */
static bool mapping_changed(const struct run_of_one *run)
{
	const struct machine *before = &run->before, *after = &run->after;
	uint32_t pages[MOST_PAGES], others[MOST_PAGES];
	if (!is_paged(&before->cpu.psw) || !paging_walks(before->buffer.profile))
		return after->buffer.tables != before->buffer.tables;
	unsigned count = list_pages(before, pages, MOST_PAGES);
	bool changed = list_pages(after, others, MOST_PAGES) != count;
	for (unsigned i = 0; i < count; i++)
		changed = changed ||
		          entry_in_force(before, pages[i]) != entry_in_force(after, pages[i]);
	return changed;
}

static bool changes_control(const struct run_of_one *run)
{
	struct psw counted = run->before.cpu.psw;
	if (counted.timer == 1)
		counted.status |= STATUS_TIMER_PENDING;
	if (counted.timer != 0)
		counted.timer--;
	const struct psw *after = &run->after.cpu.psw;
	if (run->outcome != OUTCOME_COMPLETED)
		return run->outcome != OUTCOME_TRAPPED;
	return after->status != counted.status || after->base != counted.base ||
	       after->bound != counted.bound || after->timer != counted.timer ||
	       mapping_changed(run) || run->after.devices.clock != run->before.devices.clock + 1 ||
	       devices_changed(run) || memory_changed_outside(run);
}

/* What is behind a page of both: the same permissions and the same bytes. */
static bool pages_differ(const struct run_of_one *a, const struct run_of_one *b, uint32_t page,
                         bool after)
{
	uint32_t of_a = entry_in_force(&a->before, page), of_b = entry_in_force(&b->before, page);
	const struct memory *in_a = &machine_of(a, after)->memory;
	const struct memory *in_b = &machine_of(b, after)->memory;
	return (of_a ^ of_b) % PAGE_SIZE != 0 ||
	       (of_a != 0 && memcmp(in_a->bytes + of_a / PAGE_SIZE * PAGE_SIZE,
	                            in_b->bytes + of_b / PAGE_SIZE * PAGE_SIZE, PAGE_SIZE) != 0);
}

/* Whether two pages are of one frame in one of them and not in the other. */
static bool aliases_differ(const struct machine *a, const struct machine *b, uint32_t page,
                           uint32_t other)
{
	bool in_a = (entry_in_force(a, page) ^ entry_in_force(a, other)) < PAGE_SIZE;
	bool in_b = (entry_in_force(b, page) ^ entry_in_force(b, other)) < PAGE_SIZE;
	return in_a != in_b;
}

static bool spaces_differ(const struct run_of_one *a, const struct run_of_one *b, bool after)
{
	const struct machine *of_a = &a->before, *of_b = &b->before;
	uint32_t pages[MOST_PAGES], others[MOST_PAGES];
	unsigned count = list_pages(of_a, pages, MOST_PAGES);
	bool differ = list_pages(of_b, others, MOST_PAGES) != count;
	for (unsigned i = 0; i < count; i++) {
		differ = differ || pages_differ(a, b, pages[i], after);
		for (unsigned k = 0; k < i; k++)
			differ = differ || aliases_differ(of_a, of_b, pages[i], pages[k]);
	}
	return differ;
}

static bool windows_differ(const struct run_of_one *a, const struct run_of_one *b, bool after)
{
	const struct psw *of_a = &a->before.cpu.psw, *of_b = &b->before.cpu.psw;
	if (is_paged(of_a) != is_paged(of_b))
		return true;
	if (is_paged(of_a))
		return spaces_differ(a, b, after);
	const struct window in_a = window_of(of_a, &machine_of(a, after)->memory);
	const struct window in_b = window_of(of_b, &machine_of(b, after)->memory);
	return in_a.size != in_b.size || memcmp(in_a.bytes, in_b.bytes, in_a.size) != 0;
}

static bool behaves_differently(const struct run_of_one *a, const struct run_of_one *b)
{
	if (a->outcome != b->outcome)
		return true;
	const struct cpu *of_a = &a->after.cpu, *of_b = &b->after.cpu;
	switch (a->outcome) {
	case OUTCOME_COMPLETED:
		return memcmp(of_a->registers, of_b->registers, sizeof of_a->registers) != 0 ||
		       of_a->psw.pc != of_b->psw.pc || windows_differ(a, b, true);
	case OUTCOME_TRAPPED:
		return a->trap.cause != CAUSE_PRIVILEGED && b->trap.cause != CAUSE_PRIVILEGED &&
		       (a->trap.cause != b->trap.cause || a->trap.value != b->trap.value);
	case OUTCOME_HALTED:
		return a->trap.value != b->trap.value;
	case OUTCOME_PRIVILEGED:
	case OUTCOME_FLAWED:
	case OUTCOME_FILLED:
	case OUTCOME_IDLE:
	case OUTCOME_MALFORMED:
	case OUTCOME_DOUBLE_TRAP:
		break;
	}
	return false;
}

/* The same registers, pc and window contents, and nothing different that the claim has equal. */
static bool are_a_pair(const struct run_of_one runs[2], enum claim claim)
{
	const struct machine *a = &runs[0].before, *b = &runs[1].before;
	const struct psw *of_a = &a->cpu.psw, *of_b = &b->cpu.psw;
	unsigned differing = claim_rows[claim].differing;
	uint32_t status = of_a->status ^ of_b->status;
	bool same_place = of_a->base == of_b->base && of_a->bound == of_b->bound &&
	                  a->memory.size == b->memory.size &&
	                  memcmp(a->memory.bytes, b->memory.bytes, a->memory.size) == 0;
	bool same_mode = (status & STATUS_USER) == 0;
	bool same_resources = (status & ~(uint32_t)STATUS_USER) == 0 &&
	                      of_a->timer == of_b->timer && a->devices.clock == b->devices.clock;
	return memcmp(a->cpu.registers, b->cpu.registers, sizeof a->cpu.registers) == 0 &&
	       of_a->pc == of_b->pc && !windows_differ(&runs[0], &runs[1], false) &&
	       (same_place || (differing & DIFFER_PLACE) != 0) &&
	       (same_mode || (differing & DIFFER_MODE) != 0) &&
	       (same_resources || (differing & DIFFER_RESOURCES) != 0);
}

static bool faults_differently(const struct run_of_one runs[2])
{
	if (memory_traps(&runs[0]) != memory_traps(&runs[1]))
		return true;
	return memory_traps(&runs[0]) && (runs[0].trap.cause != runs[1].trap.cause ||
	                                  runs[0].trap.value != runs[1].trap.value);
}

bool runs_show(const struct run_of_one runs[2], enum claim claim)
{
	bool is_sensitive = changes_control(&runs[0]) || behaves_differently(&runs[0], &runs[1]);
	if (claim == CLAIM_FAULT)
		return faults_differently(runs);
	if (memory_traps(&runs[0]) || memory_traps(&runs[1]))
		return false;
	switch (claim) {
	case CLAIM_UNPRIVILEGED:
		return !in_user_mode(&runs[0].before) && in_user_mode(&runs[1].before) &&
		       (runs[0].outcome == OUTCOME_TRAPPED || runs[1].outcome != OUTCOME_TRAPPED);
	case CLAIM_CONTROL:
		return changes_control(&runs[0]);
	case CLAIM_USER:
		return in_user_mode(&runs[0].before) && is_sensitive;
	case CLAIM_BOTH_USER:
		return in_user_mode(&runs[0].before) && in_user_mode(&runs[1].before) &&
		       is_sensitive;
	case CLAIM_SUPERVISOR:
		return !in_user_mode(&runs[0].before) && is_sensitive;
	case CLAIM_BEHAVIOUR:
	case CLAIM_LOCATION:
	case CLAIM_MODE:
	case CLAIM_RESOURCE:
		return behaves_differently(&runs[0], &runs[1]);
	case CLAIM_FAULT:
	case CLAIMS:
		break;
	}
	return false;
}

bool witness_holds(uint32_t profile, const struct witness *witness, enum claim claim)
{
	if (!witness->is_replayable)
		return false;
	struct run_of_one runs[2] = { replay(profile, &witness->states[0]),
		                      replay(profile, &witness->states[1]) };
	bool holds = are_a_pair(runs, claim) && runs_show(runs, claim);
	free_run(&runs[0]);
	free_run(&runs[1]);
	return holds;
}
