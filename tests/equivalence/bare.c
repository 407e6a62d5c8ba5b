/* The bare machine: the core, called by other names. */
#include "tests/equivalence/bare.h"

void bare_reset(struct machine *bare, enum profile profile, uint32_t sectors,
                const struct backend *backend, void *context)
{
	devices_reset(&bare->devices, bare->memory.size, profile, sectors, backend, context);
}

enum boot_error bare_boot(struct machine *bare, const struct file *files, uint32_t count)
{
	bare->cpu.delivering = false;
	return boot(bare, &files[0], &files[1], count - 1);
}

bool bare_peek(const struct machine *bare, uint32_t *word)
{
	const struct psw *psw = &bare->cpu.psw;
	struct window window = window_of(psw, &bare->memory);
	struct trap interrupt;
	if (interrupt_is_due(bare, &interrupt) || !window_holds(&window, psw->pc, 4))
		return false;
	*word = read_word(window.bytes + psw->pc);
	return true;
}

enum outcome bare_run(struct machine *bare, uint64_t most, struct history *history,
                      struct trap *trap)
{
	return run(bare, most, history, trap);
}

enum outcome bare_deliver(struct machine *bare, const struct trap *trap)
{
	return deliver(bare, trap);
}
