/* Executes one instruction, and looks at what it did. */
#include "spec/theorems/classify/replay.h"

#include <stdlib.h>

#include "machine/core/time.h"

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

static struct machine machine_in(enum profile profile, const struct concrete_state *state,
                                 unsigned *output)
{
	struct machine machine = { .cpu.psw = state->psw, .memory = copy_memory(state) };
	memcpy(machine.cpu.registers, state->registers, sizeof machine.cpu.registers);
	machine.wiring = wired_to(&backend, output);
	buffer_reset(&machine.buffer, calloc(BUFFER_PAGES, PAGE_SIZE), 0, 0);
	if (machine.buffer.pages == NULL)
		abort();
	if (state->buffer != 0)
		buffer_hold(&machine.buffer, 0, ENTRY_VALID);
	devices_reset(&machine.devices,
	              &(struct equipment){ .memory_size = state->memory_size, .profile = profile });
	machine.devices.clock = state->clock;
	if (state->is_requesting) {
		machine.devices.console.receiving = true;
		machine.devices.console.held = HELD_BYTE;
	}
	return machine;
}

struct run_of_one replay(enum profile profile, const struct concrete_state *state)
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

static bool memory_traps(const struct run_of_one *run)
{
	return run->outcome == OUTCOME_TRAPPED &&
	       (run->trap.cause == CAUSE_FETCH || run->trap.cause == CAUSE_LOAD ||
	        run->trap.cause == CAUSE_STORE);
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

static bool memory_changed_outside(const struct run_of_one *run)
{
	const struct memory *memory = &run->before.memory;
	const struct window window = window_of(&run->before.cpu.psw, memory);
	uint32_t start = (uint32_t)(window.bytes - memory->bytes), end = start + window.size;
	return memcmp(memory->bytes, run->after.memory.bytes, start) != 0 ||
	       memcmp(memory->bytes + end, run->after.memory.bytes + end, memory->size - end) != 0;
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
	       run->after.buffer.tables != run->before.buffer.tables ||
	       run->after.devices.clock != run->before.devices.clock + 1 || devices_changed(run) ||
	       memory_changed_outside(run);
}

static bool windows_differ(const struct machine *a, const struct psw *psw_of_a,
                           const struct machine *b, const struct psw *psw_of_b)
{
	const struct window of_a = window_of(psw_of_a, &a->memory);
	const struct window of_b = window_of(psw_of_b, &b->memory);
	return of_a.size != of_b.size || memcmp(of_a.bytes, of_b.bytes, of_a.size) != 0;
}

static bool behaves_differently(const struct run_of_one *a, const struct run_of_one *b)
{
	if (a->outcome != b->outcome)
		return true;
	const struct cpu *of_a = &a->after.cpu, *of_b = &b->after.cpu;
	switch (a->outcome) {
	case OUTCOME_COMPLETED:
		return memcmp(of_a->registers, of_b->registers, sizeof of_a->registers) != 0 ||
		       of_a->psw.pc != of_b->psw.pc ||
		       windows_differ(&a->after, &a->before.cpu.psw, &b->after, &b->before.cpu.psw);
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
	       of_a->pc == of_b->pc && !windows_differ(a, of_a, b, of_b) &&
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

bool witness_holds(enum profile profile, const struct witness *witness, enum claim claim)
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
