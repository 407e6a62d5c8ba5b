/* The machine as the kernel sees it: low memory, the privileged instructions, entry.s. */
#ifndef PG32_KERNEL_MACHINE_H
#define PG32_KERNEL_MACHINE_H

#include <stddef.h>
#include <stdint.h>
#include "isa/architecture.h"

/* What a process is to the processor. */
struct context {
	struct psw psw;
	uint32_t registers[REGISTERS];
};

struct kernel;

/* Physical address 0. The first part is the architecture's trap area; entry.s keeps the rest.
 * While the kernel runs, psw and registers are the context of the current process: entry.s
 * saves it here at a trap and resumes from here, and the scheduler exchanges it.
 *
 *   0x00  psw                  stored by the trap, loaded by the lpsw that ends it
 *   0x14  cause   0x18  value   0x1C  word
 *   0x20  trap_psw             loaded by the trap
 *   0x34  kernel               handed to trap()
 *   0x38  stack                the top of the current process's kernel stack
 *   0x40  registers            register n at 0x40 + 4n
 *   0x80  end
 */
struct low_memory {
	struct psw psw;
	uint32_t cause;
	uint32_t value;
	uint32_t word;
	struct psw trap_psw;
	struct kernel *kernel;
	uint8_t *stack;
	uint32_t unused;
	uint32_t registers[REGISTERS];
};

_Static_assert(offsetof(struct low_memory, cause) == TRAP_CAUSE,
               "low memory begins as the trap area");
_Static_assert(offsetof(struct low_memory, trap_psw) == TRAP_NEW_PSW,
               "and ends its part as it does");
_Static_assert(offsetof(struct low_memory, kernel) == 0x34, "entry.s knows this");
_Static_assert(offsetof(struct low_memory, stack) == 0x38, "entry.s knows this");
_Static_assert(offsetof(struct low_memory, registers) == 0x40, "entry.s knows this");

/* Placed at 0 by entry.s. */
extern struct low_memory low_memory;

/* The first address after the kernel's image. */
extern uint8_t _end[];

/* The stack on which the kernel starts. */
extern uint8_t boot_stack[];

/* Where every trap arrives, and how it ends: resumes the context in low memory. */
void trap_entry(void);
_Noreturn void trap_exit(void);

/* Saves the caller's place on its stack, whose pointer goes to *old, and continues where the
 * stack new was left: at its own call of this function, or as prepare_stack left it. */
void switch_stack(uint32_t **old, uint32_t *new);

/* A fresh stack below top for switch_stack, which continues in trap_exit. */
static inline uint32_t *prepare_stack(uint8_t *top)
{
	uint32_t *stack = (uint32_t *)(void *)top - 4;
	stack[0] = (uint32_t)trap_exit;
	return stack;
}

static inline uint32_t port_in(enum port port)
{
	uint32_t value;
	__asm__ volatile("in %0, 0(%1)" : "=r"(value) : "r"(port) : "memory");
	return value;
}

static inline void port_out(enum port port, uint32_t value)
{
	__asm__ volatile("out %0, 0(%1)" : : "r"(value), "r"(port) : "memory");
}

/* Empties the buffer of translations. */
static inline void machine_empty_buffer(void)
{
	__asm__ volatile("tlbi" : : : "memory");
}

/* Passes time until an interrupt is pending. */
static inline void machine_wait(void)
{
	__asm__ volatile("wait" : : : "memory");
}

_Noreturn static inline void machine_halt(uint32_t status)
{
	__asm__ volatile("halt %0" : : "r"(status));
	__builtin_unreachable();
}

#endif
