/* Processes: how they come to be, and how they end. */
#ifndef PG32_KERNEL_PROCESS_H
#define PG32_KERNEL_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include "programs/kernel/file.h"
#include "programs/kernel/machine.h"
#include "programs/kernel/space.h"

enum { PROCESSES = 16, PROCESS_FILES = 8, KERNEL_STACK = 4096 };

/* The lowest word of each kernel stack. Where it is something else, the stack was too small. */
#define STACK_MARK UINT32_C(0x57ACCED1)

/*
 *     FREE --> STARTING --> READY --> ENDED --> FREE
 *                |          |   ^        its parent has waited for it
 *                v          v   |
 *               FREE       ASLEEP
 *      could not be loaded
 *
 * The current process is READY too.
 */
enum process_state { PROCESS_FREE, PROCESS_STARTING, PROCESS_READY, PROCESS_ASLEEP, PROCESS_ENDED };

struct process {
	enum process_state state;
	int number;
	char name[NAME_SIZE];
	struct process *parent;
	int status; /* when ended */

	/* What runs in user mode. The current process's context is in low memory instead. */
	struct space *space;
	struct context context;
	struct open_file *files[PROCESS_FILES];

	/* What runs in the kernel on its behalf. */
	uint8_t *stack;          /* KERNEL_STACK bytes */
	uint32_t *stack_pointer; /* for switch_stack, while it does not run */
	const void *place;       /* while asleep: what wake must name */
};

/* The arguments of a program: count strings, each with its NUL, in size bytes. */
struct arguments {
	uint32_t count;
	uint32_t size;
	char bytes[ARGUMENT_BYTES];
};

/* Makes the caller the first entry of the process table: the kernel itself, which has no space.
 * Processes whose parent ends become its children. */
void process_initialize(struct kernel *kernel);

/* Starts the program with this name as a child of the current process, with these files as its
 * standard ones, which it shares. Returns its number or an error of errors.def. */
int process_start(struct kernel *kernel, const char *name, const struct arguments *arguments,
                  struct open_file *const files[STANDARD_FILES]);

/* Starts a copy of the current process as its child. Returns its number or an error of errors.def;
 * the child's call gives 0. */
int process_fork(struct kernel *kernel);

/* Whether the current process's kernel stack has always been large enough. */
bool process_stack_is_sound(const struct kernel *kernel);

/* Ends the current process. */
_Noreturn void process_end(struct kernel *kernel, int status);

/* Sleeps until a child with this number has ended, any child if it is -1. Returns its number, or
 * ERROR_NO_CHILD. */
int process_wait(struct kernel *kernel, int number, int *status);

#endif
