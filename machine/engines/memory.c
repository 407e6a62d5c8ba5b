/* A machine's memory: a file without a name where the host has them, else plain memory. */
#define _GNU_SOURCE
#include "machine/engines/memory.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/* A file beyond the limit of files would be answered with a signal. */
static bool is_within_limit(uint32_t size)
{
	struct rlimit limit;
	return getrlimit(RLIMIT_FSIZE, &limit) == 0 && size <= limit.rlim_cur;
}

static int make_file(uint32_t size)
{
	if (!is_within_limit(size))
		return -1;
	int file = memfd_create("pg32", MFD_CLOEXEC);
	if (file >= 0 && ftruncate(file, size) != 0) {
		close(file);
		file = -1;
	}
	return file;
}

static void *map(uint32_t size, int flags, int file)
{
	return mmap(NULL, size, PROT_READ | PROT_WRITE, flags | MAP_NORESERVE, file, 0);
}

bool host_memory_create(struct host_memory *memory, uint32_t size)
{
	*memory = (struct host_memory){ .size = size, .file = make_file(size) };
	void *bytes = MAP_FAILED;
	if (memory->file >= 0)
		bytes = map(size, MAP_SHARED, memory->file);
	if (bytes == MAP_FAILED) {
		if (memory->file >= 0)
			close(memory->file);
		memory->file = -1;
		bytes = map(size, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	}
	memory->bytes = bytes;
	return bytes != MAP_FAILED;
}

void host_memory_destroy(struct host_memory *memory)
{
	munmap(memory->bytes, memory->size);
	if (memory->file >= 0)
		close(memory->file);
}
