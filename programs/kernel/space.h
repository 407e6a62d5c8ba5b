/* The memory of a process: what the rest of the kernel asks of it. There are two that answer, each
 * in a room of its own: relocation/, where it is one window, and paging/, where it is pages. A
 * kernel is built with one of them. */
#ifndef PG32_KERNEL_SPACE_H
#define PG32_KERNEL_SPACE_H

#include <stdbool.h>
#include <stdint.h>
#include "isa/architecture.h"
#include "programs/kernel/interface.h"

struct kernel;
struct open_file;
struct space;
struct spaces; /* all of them, and what they share */

/* Some bytes of a space, where the kernel can reach them. */
struct span {
	uint32_t address; /* in the space */
	uint32_t size;
	void *bytes;
};

/* What is to be done with bytes of a space is said by the bits of an entry of a table: ENTRY_READ,
 * ENTRY_WRITE, ENTRY_EXECUTE. The functions that return an int return an error of errors.def where
 * they fail. All but space_select and space_permits may sleep. */

/* Makes the kernel able to have spaces; the volume is mounted. False where memory does not suffice.
 */
bool space_initialize(struct kernel *kernel);

/* A page for the kernel's own use, to be freed with memory_free; NULL where memory does not
 * suffice. */
void *space_kernel_page(struct kernel *kernel);

/* A space with this program in it, and its entry; its stack is empty and ends at space_stack. */
int space_create(struct kernel *kernel, const char *name, struct space **space, uint32_t *entry);
uint32_t space_stack(const struct space *space);

/* A space with the same contents. */
int space_fork(struct kernel *kernel, struct space *from, struct space **to);

void space_free(struct kernel *kernel, struct space *space);

/* Makes it what the PSW sees. */
void space_select(const struct space *space, struct psw *psw);

/* Whether the program may do this with all of these bytes. */
bool space_permits(const struct space *space, uint32_t address, uint32_t size, uint32_t access);

/* Finds the bytes of a span, at least one, for the kernel to do this with; span->size becomes how
 * many of those wanted lie together. They stay where they are until they are released. */
int space_hold(struct kernel *kernel, struct space *space, uint32_t access, struct span *span);
void space_release(struct kernel *kernel, const struct span *span);

/* Moves the end of the program's data by so many bytes. Returns where it was, a multiple of 16. */
int space_grow(struct kernel *kernel, struct space *space, uint32_t increment);

/* Makes bytes of a file, which ends in the last page or behind it, appear somewhere in the space,
 * or zeros where there is no file, in whole pages; what is written there stays the space's. Returns
 * where. Makes all of a mapping disappear; returns 0. */
int space_map(struct kernel *kernel, struct space *space, struct open_file *file, uint32_t offset,
              uint32_t size);
int space_unmap(struct kernel *kernel, struct space *space, uint32_t address, uint32_t size);

/* The current process was refused an access to this byte. Returns 0 where it may try again. */
int space_fault(struct kernel *kernel, struct space *space, uint32_t address, uint32_t access);

/* What there is of memory, and what has been done for want of it. */
void space_count(const struct kernel *kernel, struct memory_information *information);

#endif
