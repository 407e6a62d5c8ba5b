/* Memory, or the end of the process. */
#include "vmm/equivalence/allocate.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "machine/front/exit_status.h"

_Noreturn void give_up(const char *why)
{
	fprintf(stderr, "pg32-equiv: %s\n", why);
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
		give_up("out of memory");
	return larger;
}

static void *map(size_t size, int flags)
{
	void *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
	if (bytes == MAP_FAILED)
		give_up("out of memory");
	return bytes;
}

void *map_zeroed(size_t size)
{
	return map(size, MAP_PRIVATE | MAP_NORESERVE);
}

void *map_shared(size_t size)
{
	return map(size, MAP_SHARED);
}
