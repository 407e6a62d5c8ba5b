/* The library's platform on qemu-system-riscv32's board "virt", without firmware or system. */
#include <stdint.h>
#include <stdlib.h>

#include "programs/lib/platform.h"

enum { HEAP_SIZE = 1 << 24, STACK_SIZE = 1 << 20 };

/* The serial port's data and status registers, and the device that ends the run. */
static volatile uint8_t *const serial = (volatile uint8_t *)0x10000000;
static volatile uint32_t *const finisher = (volatile uint32_t *)0x100000;

enum { SERIAL_STATUS = 5, SERIAL_RECEIVED = 1, FINISHER_PASS = 0x5555, FINISHER_FAIL = 0x3333 };

int main(int count, char **arguments);

static char stack[STACK_SIZE] __attribute__((used, aligned(16)));

_Noreturn void _start(void);

static _Noreturn __attribute__((used)) void start(void)
{
	static char *arguments[] = { NULL };

	/* The variables of the one thread. */
	__asm__ volatile("la tp, __tls_base");
	exit(main(0, arguments));
}

/* The board starts at the first address of its memory, where the linker puts this section. */
__attribute__((naked, section(".start"))) void _start(void)
{
	__asm__("la sp, stack + %0\n\tj start" : : "i"(STACK_SIZE));
}

void __console_write(unsigned char byte)
{
	*serial = byte;
}

int __console_read(void)
{
	while (!(serial[SERIAL_STATUS] & SERIAL_RECEIVED))
		;
	return *serial;
}

_Noreturn void __machine_halt(int status)
{
	*finisher = status == 0 ? FINISHER_PASS : (uint32_t)status << 16 | FINISHER_FAIL;
	for (;;)
		;
}

void *__heap_extend(size_t size)
{
	static char heap[HEAP_SIZE] __attribute__((aligned(16)));
	static size_t used;

	if (size > HEAP_SIZE - used)
		return NULL;
	used += size;
	return heap + used - size;
}
