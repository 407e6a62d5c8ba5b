/* pg32-run: boots a kernel on the reference machine. */
#include "machine/run/tool.h"

int main(int count, char **arguments)
{
	static const struct tool tool = {
		.name = "pg32-run",
		.synopsis = "KERNEL [MODULE...]",
		.description =
		        "Runs a kernel on the PG32 machine. A VMM as the kernel runs its first "
		        "module as its\nguest, and so on: pg32-run vmm.elf kernel.elf.",
		.monitor = &machine_monitor,
	};
	return tool_main(&tool, count, arguments);
}
