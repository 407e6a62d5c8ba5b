/* What stands for the machine: a console in memory, and a halt that jumps back. */
#include <setjmp.h>
#include <stdlib.h>

#include "programs/lib/platform.h"
#include "tests/library/library.h"

enum { HEAP_SIZE = 1 << 20 };

struct host host = { .input = "", .heap_limit = HEAP_SIZE, .status = -1 };

static jmp_buf halted;

void __console_write(unsigned char byte)
{
	if (host.output_size < sizeof(host.output) - 1)
		host.output[host.output_size++] = (char)byte;
}

int __console_read(void)
{
	return *host.input ? (unsigned char)*host.input++ : -1;
}

_Noreturn void __machine_halt(int status)
{
	host.status = status;
	longjmp(halted, 1);
}

void *__heap_extend(size_t size)
{
	static char heap[HEAP_SIZE] __attribute__((aligned(16)));
	static size_t used;

	if (size > host.heap_limit - used)
		return NULL;
	used += size;
	return heap + used - size;
}

int status_of(void (*function)(void))
{
	if (setjmp(halted) == 0)
		function();
	return host.status;
}
