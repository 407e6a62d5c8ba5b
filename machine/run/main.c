/* pg32-run: boots a kernel on the reference machine. */
#include "machine/run/tool.h"

#include "machine/host/exit_status.h"

static enum outcome take_trap(struct session *session)
{
	return deliver(&session->computer.machine, &session->last);
}

static bool start(struct session *session, struct failure *failure)
{
	session->take_trap = take_trap;
	enum boot_error error = boot(&session->computer.machine, &session->files[0],
	                             &session->files[1], session->file_count - 1);
	if (error == BOOT_OK)
		return true;
	return fail(failure, EXIT_IMAGE, "%s: %s", session->options.files[0],
	            boot_error_text(error));
}

int main(int count, char **arguments)
{
	static const struct tool tool = {
		.name = "pg32-run",
		.synopsis = "KERNEL [MODULE...]",
		.description =
		        "Runs a kernel on the PG32 machine. A VMM as the kernel runs its first "
		        "module as its\nguest, and so on: pg32-run vmm.elf kernel.elf.",
		.start = start,
	};
	return tool_main(&tool, count, arguments);
}
