/* pg32-vmm: the VMM as a host process, over the machine library (a type-2 VMM). */
#include "machine/tool/tool.h"
#include "vmm/hosted/monitor.h"

int main(int count, char **arguments)
{
	static const struct front front = {
		.tool = "pg32-vmm",
		.summary = "runs a kernel in a virtual machine",
		.usage = "[OPTION...] KERNEL [MODULE...] [-- ARGUMENT...]",
		.text = "Runs a kernel in a virtual machine: deprivileged, every trap caught and "
		        "emulated, "
		        "by the VMM that vmm.elf is on PG32, here as a host process.",
		.groups = run_options,
		.exits = run_exits,
	};
	static const struct tool tool = {
		.front = &front,
		.is_vmm = true,
		.monitor = &hosted_monitor,
		.hybrid = &hybrid_monitor,
	};
	return tool_main(&tool, count, arguments);
}
