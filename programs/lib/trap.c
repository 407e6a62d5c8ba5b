/* The report of a trap in a plain C program. */
#include "isa/architecture.h"
#include "pg32.h"
#include "programs/lib/platform.h"
#include "programs/lib/trap.h"

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

_Noreturn void __report_trap(void)
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
