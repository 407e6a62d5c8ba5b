/* A trap in a plain C program: nothing was to trap, so say what did, and halt.
 *
 * The window begins at physical 0, so a null pointer reads and writes the trap area without a
 * trap. What jumps to it finds no instruction there, and traps. */
#include "pg32.h"
#include "programs/lib/platform.h"
#include "programs/lib/trap.h"

/* The handler's own stack: the program's may be what went wrong. */
static uint32_t trap_stack[64] __attribute__((used));

struct explanation {
	const char *text, *hint;
};

static const struct explanation explanations[CAUSES] = {
#define CAUSE(NAME, number, text, value, hint) [number] = { text, hint },
#include "isa/causes.def"
};

static void print(const char *text)
{
	while (*text)
		__console_write((unsigned char)*text++);
}

static void print_hexadecimal(uint32_t value)
{
	print("0x");
	for (int shift = 28; shift >= 0; shift -= 4)
		__console_write((unsigned char)"0123456789abcdef"[value >> shift & 15]);
}

static uint32_t word_at(uint32_t address)
{
	return *(volatile uint32_t *)(uintptr_t)address;
}

static _Noreturn void __attribute__((used)) report_trap(void)
{
	uint32_t cause = word_at(TRAP_CAUSE);

	print("trap: ");
	print(explanations[cause].text);
	print(" at pc ");
	print_hexadecimal(word_at(TRAP_OLD_PSW + offsetof(struct psw, pc)));
	print(", value ");
	print_hexadecimal(word_at(TRAP_VALUE));
	print("\n  most likely: ");
	print(explanations[cause].hint);
	print("\n");
	halt(EXIT_TRAPPED);
}

static __attribute__((naked)) void take_trap(void)
{
	__asm__("la sp, trap_stack + %0\n\tj report_trap" : : "i"(sizeof(trap_stack)));
}

void __catch_traps(void)
{
	volatile struct psw *handler = (struct psw *)(uintptr_t)TRAP_NEW_PSW;

	handler->status = 0;
	handler->pc = (uint32_t)(uintptr_t)take_trap;
	handler->base = 0;
	handler->bound = memory_size();
	handler->timer = 0;
}
