/* pg32-run: boots a kernel on the reference machine. */
#include "machine/tool/tool.h"

int main(int count, char **arguments)
{
	static const struct front front = {
		.tool = "pg32-run",
		.summary = "runs a kernel on the PG32 machine",
		.usage = "[OPTION...] KERNEL [MODULE...] [-- ARGUMENT...]",
		.text = "Runs a kernel on the PG32 machine. A VMM as the kernel runs its first "
		        "module as "
		        "its guest, and so on: pg32-run vmm.elf kernel.elf.",
		.groups = run_options,
		.exits = run_exits,
	};
	static const struct tool tool = {
		.front = &front,
		.monitor = &machine_monitor,
	};
	return tool_main(&tool, count, arguments);
}
