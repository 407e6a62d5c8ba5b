/* A stack that runs into code: the kernel's has a kilobyte, and its own function calls itself a
 * hundred times. Its code lies below. */
#include "tests/debug/bugs/kernel.h"

static volatile uint32_t depth = 100;

void take_trap(void)
{
	halt(1);
}

__attribute__((noinline)) static uint32_t sum(uint32_t number)
{
	volatile uint32_t digits[8] = { number };
	return number == 0 ? 0 : digits[0] + sum(number - 1);
}

int main(void)
{
	low_memory.handler = (struct psw){ 0, (uint32_t)trap_entry, 0, MEMORY, 0 };
	return sum(depth) == 5050 ? 0 : 1;
}
