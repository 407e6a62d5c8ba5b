/* Looks at one level of a tower. */
#include "machine/debug/levels.h"

#include <string.h>

#include "machine/core/layout.h"

/* The physical address of what the processor executes next, however it is relocated. */
static bool next_address(const struct session *session, uint32_t *physical)
{
	const struct machine *machine = session_running(session);
	const struct psw *psw = &machine->cpu.psw;
	const struct window code =
	        peek(psw, &machine->memory, &machine->buffer, psw->pc, ACCESS_FETCH);
	*physical = code.physical;
	return code.size >= 4;
}

unsigned running_level(const struct session *session)
{
	uint32_t physical, address;
	if (next_address(session, &physical))
		return session_level(session, physical, &address);
	/* Where it cannot fetch, what its window begins in. */
	const struct psw *psw = &session_running(session)->cpu.psw;
	return session_level(session, is_paged(psw) ? 0 : psw->base, &address);
}

bool level_is_at_instruction(const struct session *session, unsigned level)
{
	struct next next;
	return session->outcome == OUTCOME_COMPLETED && session_next(session, &next) &&
	       running_level(session) >= level;
}

/* The timer of the PSW under which the VMM at a level has resumed its guest, which has a view: so
 * the layout table is there. False: not known. */
static bool resumed_timer(const struct view *vmm, uint32_t *timer)
{
	uint32_t at = read_word(vmm->memory + vmm->layout + 4 * LAYOUT_REAL);
	if (at > vmm->memory_size - sizeof(struct psw))
		return false;
	*timer = read_psw(vmm->memory + at).timer;
	return true;
}

static void pass(struct view *view, uint32_t time)
{
	view->devices.clock += time;
	if (view->psw.timer > time) {
		view->psw.timer -= time;
	} else if (view->psw.timer != 0) {
		view->psw.timer = 0;
		view->psw.status |= STATUS_TIMER_PENDING;
	}
}

/* A guest that runs: what its VMM has not been told yet. */
static void bring_up(const struct session *session, const struct view *below, struct view *view,
                     bool is_hosted)
{
	const struct machine *machine = session_running(session);
	uint32_t timer;
	memcpy(view->registers, machine->cpu.registers, sizeof view->registers);
	view->psw.pc = machine->cpu.psw.pc;
	if (is_hosted && session_interprets(session))
		return;
	view->delivering = false;
	if (is_hosted)
		pass(view, (uint32_t)(session_clock(session) - view->devices.clock));
	else if (resumed_timer(below, &timer))
		pass(view, timer - below->psw.timer);
}

bool level_look(const struct session *session, unsigned level, struct view *view)
{
	struct view views[VIEWS];
	unsigned count = session_views(session, views);
	if (level >= count)
		return false;
	unsigned running = running_level(session);
	for (unsigned i = 1; i <= level && i <= running; i++)
		bring_up(session, &views[i - 1], &views[i], i == 1 && session->monitor->is_hosted);
	*view = views[level];
	return true;
}

uint32_t level_translate(const struct session *session, const struct view *view, uint32_t address,
                         uint32_t bytes, uint32_t *physical)
{
	const struct memory memory = { (uint8_t *)(uintptr_t)view->memory, view->memory_size };
	const struct buffer *buffer = view->buffer.pages == NULL ? NULL : &view->buffer;
	struct window window = peek(&view->psw, &memory, buffer, address, ACCESS_LOAD);
	if (window.size == 0)
		window = peek(&view->psw, &memory, buffer, address, ACCESS_FETCH);
	if (window.size == 0)
		return 0;
	*physical = (uint32_t)(window.bytes - session->computer.memory.bytes);
	return window.size < bytes ? window.size : bytes;
}

bool level_get(const struct view *view, unsigned number, uint32_t *value)
{
	if (number < REGISTERS)
		*value = view->registers[number];
	else if (number == NUMBER_PC)
		*value = view->psw.pc;
	else if (number == NUMBER_STATUS)
		*value = view->psw.status;
	else if (number == NUMBER_BASE)
		*value = view->psw.base;
	else if (number == NUMBER_BOUND)
		*value = view->psw.bound;
	else if (number == NUMBER_TIMER)
		*value = view->psw.timer;
	else
		return false;
	return true;
}

static void set(struct cpu *cpu, unsigned number, uint32_t value)
{
	if (number < REGISTERS)
		cpu->registers[number] = value;
	else if (number == NUMBER_PC)
		cpu->psw.pc = value;
	else if (number == NUMBER_STATUS)
		cpu->psw.status = value;
	else if (number == NUMBER_BASE)
		cpu->psw.base = value;
	else if (number == NUMBER_BOUND)
		cpu->psw.bound = value;
	else
		cpu->psw.timer = value;
}

const char *level_set(struct timeline *timeline, unsigned level, unsigned number, uint32_t value)
{
	const struct session *session = timeline->session;
	const struct machine *machine = session_running(session);
	struct cpu cpu = machine->cpu;
	size_t size, offset = 0;
	if (number == 0)
		return value == 0 ? NULL : "register 0 is zero";
	if (running_level(session) < level)
		return "the VMM below this level is at work; step first";
	set(&cpu, number, value);
	if (!psw_is_well_formed(&cpu.psw))
		return "this would be a malformed PSW";
	if (!edit_is_sound(&machine->cpu, &cpu, level == 0 && !session_interprets(session)))
		return "the PSW of this level cannot be written here, but for its pc";
	enum edit_place place = EDIT_PROCESSOR;
	if (session_interprets(session)) {
		place = EDIT_MONITOR;
		offset = (size_t)((const uint8_t *)&machine->cpu -
		                  (const uint8_t *)session->monitor->state(session, &size));
	}
	return timeline_edit(timeline, place, offset, (const uint8_t *)&cpu, sizeof cpu)
	               ? NULL
	               : "out of memory";
}
