/* Exchanges as most of them are, in few instructions of the host: the PSW is like one that was
 * accepted before, and nothing is due in what is left of the slice, which goes on. The devices'
 * time is passed at its end, of all its PSWs at once. All others are exchange's, to which
 * everything is left as it was. */
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

/* Whether nothing comes in what is left of the slice, with this timer, and it is worth while. */
static inline bool is_nothing_due(const struct fast *fast, uint32_t left, uint32_t timer)
{
	return left >= fast->shortest_slice && timer - 1 >= left;
}

/* Whether the space is as the PSW has it: the buffer is its root's, and followed. */
static inline bool is_followed(const struct fast *fast, const struct psw *psw)
{
	const struct space *space = &fast->space;
	const struct buffer *buffer = &fast->stretch.machine->buffer;
	return buffer->root == psw->base && buffer->pages == space->pages &&
	       buffer->empties == space->empties && buffer->fills == space->fills &&
	       psw->bound == space->window.size;
}

/* The window of the PSW, if it may be in force at once: no interrupt is to be taken. */
static inline struct window_map *
accepted_window(const struct fast *fast, const struct accepted *accepted, const struct psw *psw)
{
	struct window_map *window = accepted->window;
	if (accepted->status != psw->status || accepted->base != psw->base ||
	    accepted->bound != psw->bound || psw->pc % 4 != 0 || psw->pc >= window->size)
		return NULL;
	if ((psw->status & STATUS_PAGED) != 0 && !is_followed(fast, psw))
		return NULL;
	/* With a timer that is pending and interrupts none was accepted. */
	if ((psw->status & STATUS_INTERRUPTS) != 0 &&
	    devices_requesting(&fast->stretch.machine->devices) != 0)
		return NULL;
	return window;
}

/* The PSW in force ends with so many left of the slice, and had so many. */
static inline void end_psw(struct stretch *stretch, uint32_t left, uint32_t counted)
{
	stretch->has_exchanged = true;
	stretch->since = left;
	stretch->passed += counted;
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

/* Goes on with a PSW that is in force. */
static inline const uint8_t *go_on_with(struct fast *fast, const struct psw *psw,
                                        struct window_map *window)
{
	struct context *context = fast->context;
	change_mode(fast, (psw->status & STATUS_USER) != 0);
	change_window(fast, window);
	context->pc = psw->pc;
	uint32_t start = window->table[psw->pc / 4];
	if (start == 0)
		return fast->leave[LEAVING_MISS];
	return (const uint8_t *)(uintptr_t)context->code + start;
}

/* What the trap stored was code: the new PSW is in force, and a stretch begins with it. */
static __attribute__((noinline)) const uint8_t *settle(struct fast *fast)
{
	settle_stretch(&fast->stretch);
	fast->trail->at = (uint64_t *)(uintptr_t)fast->context->trail;
	pages_settle(fast);
	return go_on(fast, true);
}

/* What deliver stores for a trap that is not the timer's. */
static inline void store_trap(uint8_t *area, const struct psw *old, const struct trap *trap)
{
	write_psw(area + TRAP_OLD_PSW, old);
	write_word(area + TRAP_CAUSE, trap->cause);
	write_word(area + TRAP_VALUE, trap->value);
	write_word(area + TRAP_WORD, trap->word);
}

/* Delivers the trap of the block's last instruction, which has been taken from what is left and
 * does not count. */
static inline const uint8_t *deliver_at_once(struct fast *fast, const struct block *block)
{
	struct stretch *stretch = &fast->stretch;
	struct machine *machine = stretch->machine;
	struct cpu *cpu = &machine->cpu;
	uint8_t *area = machine->memory.bytes;
	struct psw psw = read_psw(area + TRAP_NEW_PSW);
	uint32_t left = fast->context->left + 1, completed = stretch->since - left;
	struct window_map *window = accepted_window(fast, &fast->handler, &psw);
	if (window == NULL || (completed == 0 && cpu->delivering) ||
	    !is_nothing_due(fast, left, psw.timer))
		return exchange(fast);
	end_psw(stretch, left, completed);
	fast->context->left = left;
	if (cpu->psw.timer != 0)
		cpu->psw.timer -= completed;
	cpu->psw.pc = fast->context->pc;
	store_trap(area, &cpu->psw, &block->trap);
	cpu->psw = psw;
	cpu->delivering = true;
	stretch->statistics->traps[block->trap.cause]++;
	if (fast->written != NULL)
		return settle(fast);
	return go_on_with(fast, &psw, window);
}

/* The PSW at an address of the space; NULL where not all of it is in a page that is held. */
static inline const uint8_t *paged_psw(const struct machine *machine, uint32_t address)
{
	uint32_t entry = buffer_entry(&machine->buffer, address);
	uint32_t physical = (entry & ~(PAGE_SIZE - 1)) + address % PAGE_SIZE;
	if ((entry & ENTRY_READ) == 0 || address % PAGE_SIZE > PAGE_SIZE - sizeof(struct psw) ||
	    physical >= machine->memory.size)
		return NULL;
	return machine->memory.bytes + physical;
}

/* The PSW at an address; NULL where the window has not all of it, or it is not in one piece. */
static inline const uint8_t *psw_place(const struct fast *fast, uint32_t address)
{
	const struct machine *machine = fast->stretch.machine;
	const struct window_map *window = fast->window;
	if (address >= window->size || window->size - address < sizeof(struct psw))
		return NULL;
	if (window->entries != NULL)
		return paged_psw(machine, address);
	return machine->memory.bytes + window->base + address;
}

/* Executes the block's last instruction, which loads a PSW. */
static inline const uint8_t *load_at_once(struct fast *fast, const struct block *block)
{
	struct stretch *stretch = &fast->stretch;
	struct machine *machine = stretch->machine;
	const uint8_t *from = psw_place(fast, machine->cpu.registers[block->psw_register] +
	                                              block->psw_displacement);
	if (from == NULL)
		return exchange(fast);
	const struct psw psw = read_psw(from);
	uint32_t left = fast->context->left;
	struct window_map *next = accepted_window(fast, accepted_place(fast, &psw), &psw);
	/* What leads to itself is executed again, and not noted. */
	if (next == NULL || psw.pc == fast->context->pc || !is_nothing_due(fast, left, psw.timer))
		return exchange(fast);
	end_psw(stretch, left, stretch->since - left);
	machine->cpu.psw = psw;
	machine->cpu.delivering = false;
	stretch->statistics->privileged[privileged_number(block->trap.word)]++;
	return go_on_with(fast, &psw, next);
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
