/* The hosted VMM over a session's computer. */
#include "vmm/hosted/monitor.h"

#include "machine/front/memory.h"
#include "machine/run/session.h"
#include "vmm/hosted/hosted.h"

static struct hosted *hosted_of(const struct session *session)
{
	return session->vmm;
}

static enum boot_error boot_guest(struct session *session)
{
	struct hosted *hosted = allocate_zeroed(1, sizeof *hosted);
	struct machine *real = &session->computer.machine;
	struct memory memory = real->memory;
	session->vmm = hosted; /* which the session frees */
	memory.size -= BUFFER_SIZE;
	struct shadow_pages shadow = { (uint32_t *)(void *)(memory.bytes + memory.size),
		                       memory.size };
	return hosted_boot(hosted, real, session->monitor->is_hybrid, memory, 0, shadow,
	                   session->files, session->file_count);
}

static enum outcome take(struct session *session)
{
	struct hosted *hosted = hosted_of(session);
	uint64_t left = session_left(session, session_clock(session));
	hosted->vm.guest.wiring.longest_wait = left < UINT32_MAX ? (uint32_t)left : UINT32_MAX;
	enum outcome outcome = hosted_take(hosted, &session->last);
	session->last = hosted->vm.last;
	return outcome;
}

static bool is_interpreting(const struct session *session)
{
	return hosted_of(session)->interprets;
}

static enum outcome interpret_guest(struct session *session, uint64_t most)
{
	return hosted_interpret(hosted_of(session), most, &session->histories[0], &session->last);
}

static uint64_t clock_of(const struct session *session)
{
	const struct vm *vm = &hosted_of(session)->vm;
	const struct psw *psw = &session->computer.machine.cpu.psw;
	uint64_t clock = vm->guest.devices.clock + (vm->real.timer - psw->timer);
	return clock < vm->guest.devices.clock ? CLOCK_END : clock;
}

static void settle(struct session *session)
{
	hosted_settle(hosted_of(session));
}

static bool look(const struct session *session, struct guest *guest)
{
	const struct vm *vm = &hosted_of(session)->vm;
	*guest = (struct guest){ &vm->guest, vm->counts, vm->interpreted, vm->last };
	return true;
}

static void *state_of(const struct session *session, size_t *size)
{
	*size = sizeof(struct hosted);
	return hosted_of(session);
}

const struct monitor hosted_monitor = {
	.is_hosted = true,
	.boot = boot_guest,
	.take = take,
	.is_interpreting = is_interpreting,
	.interpret = interpret_guest,
	.clock = clock_of,
	.settle = settle,
	.look = look,
	.state = state_of,
};

const struct monitor hybrid_monitor = {
	.is_hosted = true,
	.is_hybrid = true,
	.boot = boot_guest,
	.take = take,
	.is_interpreting = is_interpreting,
	.interpret = interpret_guest,
	.clock = clock_of,
	.settle = settle,
	.look = look,
	.state = state_of,
};
