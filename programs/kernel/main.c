/* A toy kernel for PG32: processes in windows, system calls, a file system. This is how it boots.
 */
#include "programs/kernel/error.h"
#include "programs/kernel/kernel.h"
#include "programs/kernel/print.h"
#include "programs/kernel/trap.h"

/* Starts the program that starts all others, and returns its status when none is left. */
static int run_shell(struct kernel *kernel)
{
	static const struct arguments arguments = { .count = 1, .size = 6, .bytes = "shell" };
	struct open_file *console = file_open_console(kernel);
	struct open_file *files[STANDARD_FILES] = { console, console, console };
	int shell = process_start(kernel, "shell", &arguments, files), result = 0;
	if (shell < 0) {
		print("kernel: can not start the program 'shell': %s\n", error_text(shell));
		return KERNEL_NOT_STARTED;
	}
	int number, status;
	while ((number = process_wait(kernel, -1, &status)) >= 0) {
		if (number == shell)
			result = status;
	}
	return result;
}

_Noreturn void main(uint8_t *boot_table)
{
	static struct kernel kernel; /* the only one; whoever needs it is handed it */

	memory_initialize(&kernel.memory, _end, boot_table);
	trap_initialize(&kernel);
	process_initialize(&kernel);
	console_initialize(&kernel);
	print("kernel: %u KiB of memory are free\n", kernel.memory.free / 1024);
	file_system_mount(&kernel);
	if (!space_initialize(&kernel))
		panic("no memory for spaces");
	machine_halt((uint32_t)run_shell(&kernel));
}
