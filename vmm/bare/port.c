/* The port to PG32: each function is an instruction or two. */
#include "vmm/port.h"

#include "isa/architecture.h" /* by its own names */
#include <pg32.h>

#include "vmm/bare/bare.h"

uint32_t port_in(struct vm *unused, enum port port)
{
	(void)unused;
	return read_port(port);
}

void port_out(struct vm *unused, enum port port, uint32_t value)
{
	(void)unused;
	write_port(port, value);
}

void port_wait(struct vm *unused)
{
	(void)unused;
	wait_for_interrupt();
}

void port_expect(struct vm *unused, bool is_paged)
{
	(void)unused;
	((struct psw *)TRAP_NEW_PSW)->pc = (uint32_t)(is_paged ? vmm_exit_paged : vmm_exit);
}

static void load_malformed_psw(void)
{
	static const struct psw malformed = { .status = UINT32_MAX };
	__asm__ volatile("lpsw 0(%0)" : : "r"(&malformed) : "memory");
}

void port_stop(struct vm *stopped, enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_HALTED:
		halt(stopped->last.value);
	case OUTCOME_IDLE:
		wait_for_interrupt();
		break;
	case OUTCOME_MALFORMED:
		load_malformed_psw();
		break;
	case OUTCOME_DOUBLE_TRAP:
	case OUTCOME_COMPLETED:
	case OUTCOME_TRAPPED:
	case OUTCOME_PRIVILEGED:
	case OUTCOME_FLAWED:
	case OUTCOME_FILLED:
		break;
	}
	vmm_double_trap();
}
