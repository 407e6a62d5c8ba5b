/* A machine's memory: a file without a name where the host has them, else plain memory. */
#define _GNU_SOURCE
#include "machine/engines/memory.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "isa/psw.h"

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

uint32_t host_memory_data(const struct host_memory *memory, uint32_t page, uint32_t *end)
{
	uint32_t all = memory->size / PAGE_SIZE;
	*end = all;
	if (memory->file < 0 || page >= all)
		return page;
	off_t data = lseek(memory->file, (off_t)page * PAGE_SIZE, SEEK_DATA);
	if (data < 0)
		return errno == ENXIO ? all : page;
	off_t hole = lseek(memory->file, data, SEEK_HOLE);
	if (hole >= 0)
		*end = (uint32_t)((hole + PAGE_SIZE - 1) / PAGE_SIZE);
	return (uint32_t)(data / PAGE_SIZE);
}

uint32_t host_memory_pages(const struct host_memory *memory)
{
	struct stat status;
	if (memory->file < 0 || fstat(memory->file, &status) != 0)
		return 0;
	return (uint32_t)(status.st_blocks / (PAGE_SIZE / 512)); /* blocks are of 512 bytes */
}

/* The host may refuse to take a piece from a protected stretch, as that makes one more. Of one
 * piece there are never too many. */
bool host_memory_open(const struct host_memory *memory)
{
	int protection = PROT_READ | PROT_WRITE;
	return mprotect(memory->bytes, memory->size, protection) == 0 ||
	       mmap(memory->bytes, memory->size, protection, MAP_SHARED | MAP_FIXED | MAP_NORESERVE,
	            memory->file, 0) != MAP_FAILED;
}

void host_memory_destroy(struct host_memory *memory)
{
	munmap(memory->bytes, memory->size);
	if (memory->file >= 0)
		close(memory->file);
}
