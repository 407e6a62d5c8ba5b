/* Exchanges as most of them are, in few instructions of the host: the PSW is like one that was
 * accepted before, nothing is due, and nothing will be for a slice. All others are exchange's, to
 * which everything is left as it was. */
#include <stddef.h>

#include "machine/core/machine.h"
#include "machine/devices/devices.h"
#include "machine/engines/fast/fast.h"
#include "machine/engines/statistics.h"

/* The block that the code has come to the end of. */
static inline const struct block *ended_block(const struct fast *fast)
{
	const uint64_t *at = (const uint64_t *)(uintptr_t)fast->context->trail;
	return block_of(fast, (uint32_t)*at);
}

/* The instructions of the stretch before the block's last one, which has been taken from those that
 * are left. */
static inline uint32_t completed_before(const struct fast *fast)
{
	const struct stretch *stretch = &fast->stretch;
	return stretch->count - stretch->left + stretch->slice - (fast->context->left + 1);
}

/* Whether so many instructions of the stretch have led to nothing, and a slice behind them, with
 * this timer, will not. */
static inline bool is_nothing_due(const struct fast *fast, uint32_t counted, uint32_t timer)
{
	const struct stretch *stretch = &fast->stretch;
	const struct devices *devices = &stretch->machine->devices;
	uint32_t slice = fast->shortcut_slice, with_slice = counted + slice;
	return counted < stretch->count && timer - 1 >= slice &&
	       devices->event_in - 1 >= with_slice && stretch->most > with_slice &&
	       devices->clock_words.low <= UINT32_MAX - counted;
}

/* Whether the trail of a mode has room for what the code notes in a slice. */
static inline bool has_room(const struct fast *fast, bool user)
{
	const struct trail *trail = fast->stretch.trails[user];
	const uint64_t *at = trail->at;
	if (trail == fast->trail)
		at = (const uint64_t *)(uintptr_t)fast->context->trail;
	return trail->top - at < LONG_TRAIL;
}

/* The window of the PSW there, if it may be in force at once: with all pages as they should be, and
 * no interrupt to be taken. */
static inline struct window_map *accepted_window(struct fast *fast, const uint8_t *from)
{
	const struct psw psw = read_psw(from);
	const struct accepted *accepted = accepted_place(fast, &psw);
	struct window_map *window = accepted->window;
	if (accepted->status != psw.status || accepted->base != psw.base ||
	    accepted->bound != psw.bound || psw.pc % 4 != 0 || psw.pc >= window->size ||
	    window->changes != fast->changes)
		return NULL;
	/* With a timer that is pending and interrupts none was accepted. */
	if ((psw.status & STATUS_INTERRUPTS) != 0 &&
	    devices_requesting(&fast->stretch.machine->devices) != 0)
		return NULL;
	return window;
}

/* Passes the time of so many instructions, and counts them. */
static inline void pass(struct stretch *stretch, uint32_t counted)
{
	struct devices *devices = &stretch->machine->devices;
	devices->clock_words.low += counted;
	if (devices->event_in != 0)
		devices->event_in -= counted;
	stretch->most -= counted;
	stretch->executed += counted;
	if (stretch->user)
		stretch->statistics->user += counted;
}

static inline void change_mode(struct fast *fast, bool user)
{
	struct stretch *stretch = &fast->stretch;
	if (user == stretch->user)
		return;
	fast->trail->at = (uint64_t *)(uintptr_t)fast->context->trail;
	fast->trail = stretch->trails[user];
	fast->context->trail = (uintptr_t)fast->trail->at;
	stretch->user = user;
}

static inline void change_window(struct fast *fast, struct window_map *window)
{
	if (fast->window == window)
		return;
	fast->window = window;
	window->used = ++fast->looks;
	fast->context->window = (uintptr_t)window->bytes;
	fast->context->table = (uintptr_t)window->table;
}

/* Puts the PSW there in force, and begins a stretch of a slice with it. */
static inline const uint8_t *go_on_with(struct fast *fast, const uint8_t *from,
                                        struct window_map *window)
{
	struct stretch *stretch = &fast->stretch;
	struct context *context = fast->context;
	const struct psw psw = read_psw(from);
	stretch->machine->cpu.psw = psw;
	change_mode(fast, (psw.status & STATUS_USER) != 0);
	change_window(fast, window);
	stretch->event = 0; /* none comes in it: lengthen_stretch sees to more */
	stretch->count = stretch->left = stretch->slice = context->left = fast->shortcut_slice;
	context->pc = psw.pc;
	uint32_t start = window->table[psw.pc / 4];
	if (start == 0)
		return fast->leave[LEAVING_MISS];
	return (const uint8_t *)(uintptr_t)context->code + start;
}

/* What the trap stored was code. */
static __attribute__((noinline)) const uint8_t *settle(struct fast *fast)
{
	struct cpu *cpu = &fast->stretch.machine->cpu;
	cpu->psw = read_psw(fast->stretch.machine->memory.bytes + TRAP_NEW_PSW);
	fast->trail->at = (uint64_t *)(uintptr_t)fast->context->trail;
	pages_settle(fast);
	return go_on(fast);
}

/* What deliver stores for a trap that is not the timer's. */
static inline void store_trap(uint8_t *area, const struct psw *old, const struct trap *trap)
{
	write_psw(area + TRAP_OLD_PSW, old);
	write_word(area + TRAP_CAUSE, trap->cause);
	write_word(area + TRAP_VALUE, trap->value);
	write_word(area + TRAP_WORD, trap->word);
}

/* Delivers the trap of the block's last instruction. */
static inline const uint8_t *deliver_at_once(struct fast *fast, const struct block *block)
{
	struct stretch *stretch = &fast->stretch;
	struct machine *machine = stretch->machine;
	struct cpu *cpu = &machine->cpu;
	uint8_t *area = machine->memory.bytes;
	const uint8_t *from = area + TRAP_NEW_PSW;
	uint32_t completed = completed_before(fast);
	struct window_map *window = accepted_window(fast, from);
	if (window == NULL || (completed == 0 && cpu->delivering) ||
	    !has_room(fast, (read_word(from) & STATUS_USER) != 0) ||
	    !is_nothing_due(fast, completed, read_word(from + offsetof(struct psw, timer))))
		return exchange(fast);
	pass(stretch, completed);
	if (cpu->psw.timer != 0)
		cpu->psw.timer -= completed;
	cpu->psw.pc = fast->context->pc;
	cpu->delivering = true;
	stretch->statistics->traps[block->trap.cause]++;
	store_trap(area, &cpu->psw, &block->trap);
	if (fast->written != NULL)
		return settle(fast);
	return go_on_with(fast, from, window);
}

/* Executes the block's last instruction, which loads a PSW. */
static inline const uint8_t *load_at_once(struct fast *fast, const struct block *block)
{
	struct stretch *stretch = &fast->stretch;
	struct machine *machine = stretch->machine;
	const struct window window = window_unless_paged(&machine->cpu.psw, &machine->memory);
	uint32_t address = machine->cpu.registers[block->psw_register] + block->psw_displacement;
	if (!window_holds(&window, address, sizeof(struct psw)))
		return exchange(fast);
	const uint8_t *from = window.bytes + address;
	uint32_t counted = completed_before(fast) + 1;
	struct window_map *next = accepted_window(fast, from);
	/* What leads to itself is executed again, and not noted. */
	if (next == NULL || read_word(from + offsetof(struct psw, pc)) == fast->context->pc ||
	    !has_room(fast, (read_word(from) & STATUS_USER) != 0) ||
	    !is_nothing_due(fast, counted, read_word(from + offsetof(struct psw, timer))))
		return exchange(fast);
	pass(stretch, counted);
	machine->cpu.delivering = false;
	stretch->statistics->privileged[privileged_number(block->trap.word)]++;
	return go_on_with(fast, from, next);
}

const uint8_t *exchange_trap(struct fast *fast)
{
	return deliver_at_once(fast, ended_block(fast));
}

const uint8_t *exchange_step(struct fast *fast)
{
	const struct block *block = ended_block(fast);
	if (fast->stretch.user)
		return deliver_at_once(fast, block);
	return block->loads_psw ? load_at_once(fast, block) : exchange(fast);
}
