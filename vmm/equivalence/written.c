/* Finds written pages by the host's own protection, so that comparing is exact and cheap.
 *
 * A page that was written stays marked and unprotected: it is compared at each resume. When many
 * are marked, all are compared and protected again. */
#include "vmm/equivalence/written.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "isa/psw.h"
#include "vmm/equivalence/allocate.h"

enum { MARKED = 64 };

struct written {
	uint8_t *memories[2];
	uint32_t size;
	uint32_t pages[MARKED + 2]; /* their numbers, in the order of their first writes */
	unsigned count;
	bool *marked; /* by number */
};

/* The one that is watched, for the signal handler, which has no parameter to take it from. */
static struct written *watched;

static bool holds(const uint8_t *memory, uint32_t size, const uint8_t *address)
{
	return (uintptr_t)address >= (uintptr_t)memory &&
	       (uintptr_t)address - (uintptr_t)memory < size;
}

/* In the memory of both sides; false where the host refuses it. */
static bool set_protection(const struct written *written, size_t from, size_t size, int protection)
{
	return mprotect(written->memories[0] + from, size, protection) == 0 &&
	       mprotect(written->memories[1] + from, size, protection) == 0;
}

/* Stops watching where the list is full, or the host refuses it: from then on all of memory is
 * marked. */
static void mark_all(struct written *written)
{
	if (!set_protection(written, 0, written->size, PROT_READ | PROT_WRITE))
		give_up("the host does not let memory be written");
	written->count = MARKED + 1;
}

/* Unprotects a page on both sides: they write the same ones nearly always. */
static void mark(struct written *written, uint32_t page)
{
	if (!set_protection(written, (size_t)page * PAGE_SIZE, PAGE_SIZE, PROT_READ | PROT_WRITE)) {
		mark_all(written);
		return;
	}
	if (written->marked[page])
		return;
	written->marked[page] = true;
	written->pages[written->count++] = page;
}

static void take_fault(int number, siginfo_t *information, void *context)
{
	(void)context;
	for (unsigned side = 0; watched != NULL && side < 2; side++) {
		const uint8_t *memory = watched->memories[side];
		if (!holds(memory, watched->size, information->si_addr))
			continue;
		size_t page = (size_t)((uint8_t *)information->si_addr - memory) / PAGE_SIZE;
		if (watched->count < MARKED)
			mark(watched, (uint32_t)page);
		else
			mark_all(watched);
		return;
	}
	signal(number, SIG_DFL); /* a fault of ours: it happens again, and ends the process */
}

static void protect(struct written *written)
{
	for (unsigned i = 0; i < written->count && i < MARKED; i++)
		written->marked[written->pages[i]] = false;
	if (written->count > MARKED)
		memset(written->marked, 0, written->size / PAGE_SIZE);
	written->count = 0;
	if (!set_protection(written, 0, written->size, PROT_READ))
		mark_all(written);
}

struct written *written_watch(uint8_t *bare, uint8_t *virtual, uint32_t size)
{
	struct written *written = reallocate(NULL, sizeof *written);
	*written = (struct written){ .memories = { bare, virtual }, .size = size };
	written->marked = reallocate(NULL, size / PAGE_SIZE);
	memset(written->marked, 0, size / PAGE_SIZE);
	watched = written;
	struct sigaction action = { .sa_sigaction = take_fault, .sa_flags = SA_SIGINFO };
	sigaction(SIGSEGV, &action, NULL);
	protect(written);
	return written;
}

static bool compare(const struct written *written, uint32_t from, uint32_t bytes, uint32_t *address)
{
	const uint8_t *bare = written->memories[0] + from, *virtual = written->memories[1] + from;
	if (memcmp(bare, virtual, bytes) == 0)
		return true;
	uint32_t offset = 0;
	while (bare[offset] == virtual[offset])
		offset++;
	*address = from + offset;
	return false;
}

bool written_are_equal(struct written *written, uint32_t *address)
{
	bool equal = true;
	if (written->count > MARKED) {
		equal = compare(written, 0, written->size, address);
	} else {
		for (unsigned i = 0; equal && i < written->count; i++)
			equal = compare(written, written->pages[i] * PAGE_SIZE, PAGE_SIZE, address);
	}
	if (written->count >= MARKED)
		protect(written);
	return equal;
}

void written_release(struct written *written)
{
	if (written == NULL)
		return;
	watched = NULL;
	mark_all(written);
	reallocate(written->marked, 0);
	reallocate(written, 0);
}
