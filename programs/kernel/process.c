/* Processes: how they come to be, and how they end. */
#include <string.h>
#include "programs/kernel/kernel.h"
#include "programs/kernel/print.h"
#include "programs/kernel/scheduler.h"
#include "programs/kernel/user.h"

_Static_assert(KERNEL_STACK == PAGE_SIZE, "a kernel stack is one page of the kernel");

/* Takes this memory as the kernel stack of a process. */
static void give_stack(struct process *process, uint8_t *stack)
{
	const uint32_t mark = STACK_MARK;
	memcpy(stack, &mark, sizeof mark);
	process->stack = stack;
}

void process_initialize(struct kernel *kernel)
{
	struct process *process = &kernel->processes[0];
	process->state = PROCESS_READY;
	give_stack(process, boot_stack);
	kernel->current = process;
	low_memory.stack = boot_stack + KERNEL_STACK;
}

/* A free place in the table, taken at once: starting a process sleeps. */
static struct process *take_place(struct kernel *kernel)
{
	for (uint32_t i = 0; i < PROCESSES; i++) {
		struct process *process = &kernel->processes[i];
		if (process->state == PROCESS_FREE) {
			memset(process, 0, sizeof *process);
			process->state = PROCESS_STARTING;
			return process;
		}
	}
	return NULL;
}

/* Puts strings and argv at the top of the stack; *stack becomes the address of argv, which is also
 * where the stack begins. */
static int place_arguments(struct kernel *kernel, struct space *space,
                           const struct arguments *arguments, uint32_t *stack)
{
	uint32_t argv[ARGUMENTS + 1], size = (arguments->count + 1) * (uint32_t)sizeof argv[0];
	uint32_t strings = space_stack(space) - arguments->size;
	const char *string = arguments->bytes;
	for (uint32_t i = 0; i < arguments->count; i++) {
		argv[i] = strings + (uint32_t)(string - arguments->bytes);
		string += strlen(string) + 1;
	}
	argv[arguments->count] = 0;
	*stack = (strings - size) & ~UINT32_C(15);
	int error = user_write(kernel, space, strings, arguments->bytes, arguments->size);
	return error < 0 ? error : user_write(kernel, space, *stack, argv, size);
}

static int prepare_context(struct kernel *kernel, struct process *process, uint32_t entry,
                           const struct arguments *arguments)
{
	uint32_t argv;
	int error = place_arguments(kernel, process->space, arguments, &argv);
	if (error < 0)
		return error;
	process->context = (struct context){
		.psw = { .status = STATUS_USER | STATUS_INTERRUPTS, .pc = entry, .timer = QUANTUM },
		.registers = { [REGISTER_SP] = argv,
		               [REGISTER_A0] = arguments->count,
		               [REGISTER_A0 + 1] = argv },
	};
	space_select(process->space, &process->context.psw);
	return 0;
}

static int load(struct kernel *kernel, struct process *process, const char *name,
                const struct arguments *arguments)
{
	uint32_t entry;
	uint8_t *stack = space_kernel_page(kernel);
	if (stack == NULL)
		return ERROR_MEMORY;
	give_stack(process, stack);
	int error = space_create(kernel, name, &process->space, &entry);
	if (error == 0) {
		error = prepare_context(kernel, process, entry, arguments);
		if (error < 0)
			space_free(kernel, process->space);
	}
	if (error < 0)
		memory_free(&kernel->memory, process->stack, KERNEL_STACK);
	process->stack_pointer = prepare_stack(process->stack + KERNEL_STACK);
	return error;
}

/* Lets a new child of the current process run. */
static int enroll(struct kernel *kernel, struct process *process)
{
	process->parent = kernel->current;
	process->number = ++kernel->last_number;
	process->state = PROCESS_READY;
	return process->number;
}

int process_start(struct kernel *kernel, const char *name, const struct arguments *arguments,
                  struct open_file *const files[STANDARD_FILES])
{
	struct process *process = take_place(kernel);
	if (process == NULL)
		return ERROR_PROCESSES;
	int error = load(kernel, process, name, arguments);
	if (error < 0) {
		process->state = PROCESS_FREE;
		return error;
	}
	strncpy(process->name, name, NAME_SIZE - 1);
	for (uint32_t i = 0; i < STANDARD_FILES; i++)
		process->files[i] = file_share(files[i]);
	return enroll(kernel, process);
}

int process_fork(struct kernel *kernel)
{
	struct process *parent = kernel->current, *process = take_place(kernel);
	if (process == NULL)
		return ERROR_PROCESSES;
	uint8_t *stack = space_kernel_page(kernel);
	int error =
	        stack == NULL ? ERROR_MEMORY : space_fork(kernel, parent->space, &process->space);
	if (error < 0) {
		if (stack != NULL)
			memory_free(&kernel->memory, stack, KERNEL_STACK);
		process->state = PROCESS_FREE;
		return error;
	}
	give_stack(process, stack);
	process->stack_pointer = prepare_stack(stack + KERNEL_STACK);
	process->context.psw = low_memory.psw;
	memcpy(process->context.registers, low_memory.registers, sizeof low_memory.registers);
	process->context.registers[REGISTER_A0] = 0;
	space_select(process->space, &process->context.psw);
	memcpy(process->name, parent->name, NAME_SIZE);
	for (uint32_t i = 0; i < PROCESS_FILES; i++) {
		if (parent->files[i] != NULL)
			process->files[i] = file_share(parent->files[i]);
	}
	return enroll(kernel, process);
}

bool process_stack_is_sound(const struct kernel *kernel)
{
	const uint32_t mark = STACK_MARK;
	return memcmp(kernel->current->stack, &mark, sizeof mark) == 0;
}

static void give_away_children(struct kernel *kernel, const struct process *parent)
{
	for (uint32_t i = 0; i < PROCESSES; i++) {
		if (kernel->processes[i].parent == parent)
			kernel->processes[i].parent = &kernel->processes[0];
	}
}

void process_end(struct kernel *kernel, int status)
{
	struct process *process = kernel->current;
	for (uint32_t i = 0; i < PROCESS_FILES; i++) {
		if (process->files[i] != NULL)
			file_close(process->files[i]);
	}
	space_free(kernel, process->space);
	process->space = NULL;
	give_away_children(kernel, process);
	wake(kernel, &kernel->processes[0]); /* perhaps one of them had ended before */
	wake(kernel, process->parent);
	process->status = status;
	process->state = PROCESS_ENDED;
	schedule(kernel);
	panic("a process ran after its end");
}

/* Forgets an ended process, whose kernel stack nobody needs any more. */
static int bury(struct kernel *kernel, struct process *process, int *status)
{
	*status = process->status;
	memory_free(&kernel->memory, process->stack, KERNEL_STACK);
	process->state = PROCESS_FREE;
	process->parent = NULL;
	return process->number;
}

int process_wait(struct kernel *kernel, int number, int *status)
{
	struct process *parent = kernel->current;
	for (;;) {
		bool has_child = false;
		for (uint32_t i = 0; i < PROCESSES; i++) {
			struct process *process = &kernel->processes[i];
			if (process->parent != parent ||
			    (number != -1 && process->number != number))
				continue;
			if (process->state == PROCESS_ENDED)
				return bury(kernel, process, status);
			has_child = true;
		}
		if (!has_child)
			return ERROR_NO_CHILD;
		sleep(kernel, parent);
	}
}
