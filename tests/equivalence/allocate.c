/* Memory, or the end of the process. */
#include "tests/equivalence/allocate.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "machine/host/exit_status.h"

static _Noreturn void give_up(void)
{
	fprintf(stderr, "pg32-equiv: out of memory\n");
	exit(EXIT_FAULT);
}

void *reallocate(void *block, size_t size)
{
	if (size == 0) {
		free(block);
		return NULL;
	}
	void *larger = realloc(block, size);
	if (larger == NULL)
		give_up();
	return larger;
}

void *map_zeroed(size_t size)
{
	void *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE,
	                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (bytes == MAP_FAILED)
		give_up();
	return bytes;
}
