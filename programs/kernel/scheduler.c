/* The scheduler: round robin over the process table. */
#include <string.h>
#include "programs/kernel/kernel.h"
#include "programs/kernel/machine.h"
#include "programs/kernel/scheduler.h"

/* The ready process whose turn it is: the first after the current one, itself the last. */
static struct process *next_ready(struct kernel *kernel)
{
	size_t current = (size_t)(kernel->current - kernel->processes);
	for (size_t i = 1; i <= PROCESSES; i++) {
		struct process *process = &kernel->processes[(current + i) % PROCESSES];
		if (process->state == PROCESS_READY)
			return process;
	}
	return NULL;
}

/* Interrupts are off here, so the devices are asked. */
static void idle(struct kernel *kernel)
{
	machine_wait();
	console_interrupt(kernel);
	disk_interrupt(kernel);
}

/* Low memory holds the context of the process that runs. */
static void exchange_contexts(struct process *old, const struct process *new)
{
	old->context.psw = low_memory.psw;
	memcpy(old->context.registers, low_memory.registers, sizeof low_memory.registers);
	low_memory.psw = new->context.psw;
	memcpy(low_memory.registers, new->context.registers, sizeof low_memory.registers);
	low_memory.stack = new->stack + KERNEL_STACK;
}

void schedule(struct kernel *kernel)
{
	struct process *old = kernel->current, *new;
	while ((new = next_ready(kernel)) == NULL)
		idle(kernel);
	if (new == old)
		return;
	exchange_contexts(old, new);
	kernel->current = new;
	switch_stack(&old->stack_pointer, new->stack_pointer);
}

void sleep(struct kernel *kernel, const void *place)
{
	kernel->current->state = PROCESS_ASLEEP;
	kernel->current->place = place;
	schedule(kernel);
}

void wake(struct kernel *kernel, const void *place)
{
	for (size_t i = 0; i < PROCESSES; i++) {
		struct process *process = &kernel->processes[i];
		if (process->state == PROCESS_ASLEEP && process->place == place)
			process->state = PROCESS_READY;
	}
}
