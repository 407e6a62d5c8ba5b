/* The library's platform as a Linux process, so that the same programs run under qemu-riscv32. */
#include <stdint.h>
#include <stdlib.h>

#include "programs/lib/platform.h"

enum { LINUX_READ = 63, LINUX_WRITE = 64, LINUX_EXIT = 93, HEAP_SIZE = 1 << 24 };

/* Of the C library. */
void __libc_init_array(void);

int main(int count, char **arguments);
_Noreturn void _start(void);

static long call_linux(long number, long first, const void *second, long third)
{
	register long a0 __asm__("a0") = first;
	register const void *a1 __asm__("a1") = second;
	register long a2 __asm__("a2") = third;
	register long t0 __asm__("t0") = number; /* where rv32e programs have it: there is no a7 */

	__asm__ volatile("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(t0) : "memory");
	return a0;
}

void __console_write(unsigned char byte)
{
	call_linux(LINUX_WRITE, 1, &byte, 1);
}

int __console_read(void)
{
	unsigned char byte;

	return call_linux(LINUX_READ, 0, &byte, 1) == 1 ? byte : -1;
}

_Noreturn void __machine_halt(int status)
{
	for (;;)
		call_linux(LINUX_EXIT, status, NULL, 0);
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

_Noreturn void _start(void)
{
	static char *arguments[] = { NULL };

	/* The variables of the one thread. */
	__asm__ volatile("la tp, __tls_base");
	__libc_init_array();
	exit(main(0, arguments));
}
