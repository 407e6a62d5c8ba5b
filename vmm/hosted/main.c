/* pg32-vmm: the VMM as a host process, over the machine library (a type-2 VMM). */
#include "machine/run/tool.h"
#include "vmm/hosted/monitor.h"

int main(int count, char **arguments)
{
	static const struct tool tool = {
		.name = "pg32-vmm",
		.synopsis = "KERNEL [MODULE...]",
		.description =
		        "Runs a kernel in a virtual machine: deprivileged, every trap caught "
		        "and emulated,\nby the VMM that vmm.elf is on PG32, here as a host "
		        "process.",
		.is_vmm = true,
		.monitor = &hosted_monitor,
		.hybrid = &hybrid_monitor,
	};
	return tool_main(&tool, count, arguments);
}
