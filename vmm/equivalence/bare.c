/* The bare machine: the core, called by other names. */
#include "vmm/equivalence/bare.h"

#include "machine/core/interrupt.h"
#include "vmm/equivalence/noting.h"

void bare_reset(struct machine *bare, uint32_t *pages, const struct equipment *equipment,
                struct host *host)
{
	struct equipment own = *equipment;
	own.memory_size = bare->memory.size;
	bare->wiring = wired_to(&host_backend, host);
	buffer_empty(&bare->buffer, 0);
	buffer_reset(&bare->buffer, pages, 0, 0, own.profile);
	devices_reset(&bare->devices, &own);
}

enum boot_error bare_boot(struct machine *bare, const struct file *files, uint32_t count)
{
	bare->cpu.delivering = false;
	return boot(bare, &files[0], &files[1], count - 1);
}

bool bare_peek(const struct machine *bare, uint32_t *word)
{
	const struct psw *psw = &bare->cpu.psw;
	const struct window code = peek(psw, &bare->memory, &bare->buffer, psw->pc, ACCESS_FETCH);
	struct trap interrupt;
	if (interrupt_is_due(bare, &interrupt) || code.size == 0)
		return false;
	*word = read_word(code.bytes);
	return true;
}

enum outcome bare_run(struct machine *bare, uint64_t most, struct history *history,
                      struct trap *trap)
{
	return noting_run(bare, most, history, trap);
}

enum outcome bare_deliver(struct machine *bare, const struct trap *trap)
{
	struct host *host = bare->wiring.context;
	note_store(&host->notes, bare->memory.bytes, TRAP_NEW_PSW);
	return deliver(bare, trap);
}

/* Whether the next instruction is one of user mode: no interrupt comes before it. */
static bool is_in_user_code(const struct machine *bare)
{
	struct trap interrupt;
	return in_user_mode(bare) && !interrupt_is_due(bare, &interrupt);
}

bool bare_last_user_mode(struct machine *bare, uint64_t *limit)
{
	struct history history = { .next = 0 };
	struct trap trap = { CAUSE_NONE, 0, 0 };
	enum outcome outcome = OUTCOME_COMPLETED;
	uint64_t last = NEVER;
	while (outcome == OUTCOME_COMPLETED && bare->devices.clock < *limit) {
		uint64_t before = bare->devices.clock;
		bool user = is_in_user_code(bare);
		outcome = run(bare, *limit - before, &history, &trap);
		if (user) /* the trap at the end of the stretch is behind the last instant */
			last = bare->devices.clock > before ? bare->devices.clock - 1 : before;
		if (outcome == OUTCOME_TRAPPED)
			outcome = deliver(bare, &trap);
	}
	if (outcome != OUTCOME_COMPLETED || is_in_user_code(bare))
		return true;
	if (last != NEVER)
		*limit = last;
	return last != NEVER;
}
