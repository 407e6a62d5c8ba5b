/* pg32-debug: the debugger that editors start: it knows the machine and the VMM of this process. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "machine/dap/serve.h"
#include "machine/front/exit_status.h"
#include "machine/run/tools.h"
#include "vmm/hosted/monitor.h"

enum { OPTION_DAP = OPTION_FIRST };

static const struct option_row options[] = {
	{ OPTION_DAP, "dap", NULL, "the Debug Adapter Protocol, on standard input and output" },
	{ 0 },
};

static bool take(void *context, int code, const char *value, struct failure *failure)
{
	bool *is_dap = context;
	(void)code;
	(void)value;
	(void)failure;
	*is_dap = true;
	return true;
}

int main(int count, char **arguments)
{
	static const struct option_row *const groups[] = { options, NULL };
	static const struct front front = {
		.tool = "pg32-debug",
		.summary = "debugs a kernel from an editor, forward and backward, at any level",
		.usage = "--dap",
		.text = "Serves the Debug Adapter Protocol to one client, an editor, which starts "
		        "it "
		        "and says what to debug: the arguments of its launch request are the "
		        "options of "
		        "pg32-run by their names, with program, modules, args, cwd, hosted and "
		        "stopOnEntry. The disk's file is not written.",
		.groups = groups,
		.exits =
		        "0 the client has disconnected\n64 wrong usage\n65 what the client sent is "
		        "no message\n130 the client went away",
	};
	/* What a client launches takes the options of pg32-run. */
	static const struct front launched = { .tool = "pg32-debug", .groups = run_options };
	static const struct tool bare = { .front = &launched, .monitor = &machine_monitor };
	static const struct tool hosted = { .front = &launched,
		                            .is_vmm = true,
		                            .monitor = &hosted_monitor,
		                            .hybrid = &hybrid_monitor };
	struct failure failure = { .status = 0 };
	bool is_dap = false;
	int first;
	front_open();
	if (!front_read(&front, count, arguments, &first, take, &is_dap, &failure))
		return front_end(&front, &failure, failure.status);
	if (!is_dap || first < count) {
		fail(&failure, EXIT_USAGE, "--dap alone is what it is called with");
		return front_end(&front, &failure, failure.status);
	}
	/* Nothing but messages may reach the client. */
	int out = dup(STDOUT_FILENO);
	if (out < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
		fail(&failure, EXIT_FAULT, "standard output: %s", strerror(errno));
		return front_end(&front, &failure, failure.status);
	}
	return dap_serve(&bare, &hosted, STDIN_FILENO, out);
}
