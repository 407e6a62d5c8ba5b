/* The VMM: dispatcher, allocator and interpreter over the shadow of one virtual machine
 * (Popek and Goldberg 1974, section 5). Freestanding, built for PG32 and for the host. */
#ifndef PG32_VMM_VMM_H
#define PG32_VMM_VMM_H

#include "machine/boot/boot.h"
#include "machine/core/interrupt.h"
#include "machine/core/layout.h"

/* What ended a stretch of direct execution, as the trap stored it. */
struct exit {
	struct psw old;
	struct trap trap;
};

/* A virtual machine. The guest is its shadow: registers, PSW, memory and devices as the guest
 * sees them. The real PSW is what it runs under: always user mode, always interruptible. */
struct vm {
	struct machine guest;
	struct psw real;
	uint32_t origin;         /* physical address of the guest's memory, for the real disk */
	uint32_t counts[COUNTS]; /* see layout.h */
	struct trap last;        /* the trap reflected last, or what ended the guest */
	uint64_t interpreted;    /* instructions of the guest that were interpreted, one by one */
};

/* Where the shadow of the guest's buffer lies: BUFFER_PAGES pages of zeros that the guest does not
 * reach, at this physical address. */
struct shadow_pages {
	uint32_t *pages;
	uint32_t address;
};

/* Makes a virtual machine of memory (size bytes, zeroed, at physical address origin) with a disk
 * like the real one, and boots the kernel in it. */
enum boot_error vm_create(struct vm *vm, struct memory memory, uint32_t origin,
                          struct shadow_pages shadow, const struct file *kernel,
                          const struct file *modules, uint32_t count);

/* The dispatcher: handles an exit and leaves the real PSW ready to resume the guest. */
void dispatch(struct vm *vm, const struct exit *exit);

/* Has to come first where the guest ran paged. True: the exit was for a translation, which the
 * shadow holds from then on, and the guest is ready to be resumed. False: it is the dispatcher's.
 */
bool dispatch_fill(struct vm *vm, const struct exit *exit);

/* Brings the shadow's time up to the real PSW that the guest was left with: the real timer has
 * counted its instructions. Part of dispatch; alone it serves to look at a guest between exits. */
void account(struct vm *vm, const struct psw *old);

/* Passes a trap on to the guest, as its own hardware would, and gives it the window of its handler.
 * COMPLETED, MALFORMED or DOUBLE_TRAP. */
enum outcome reflect(struct vm *vm, const struct trap *trap);

/* The allocator: gives the guest what its virtual PSW asks for, as far as it is its own. The
 * window, whenever the virtual PSW was loaded; after it, where that is paged, the shadow of its
 * buffer; the processor, for so much time, at the end of every exit. */
void allocate_window(struct vm *vm);
void allocate_pages(struct vm *vm);
/* Either, whatever the guest had: for a VMM whose guest may have been interpreted. */
void allocate_space(struct vm *vm);
void allocate_time(struct vm *vm);

/* The interpreter: carries out a privileged instruction on the shadow. */
enum outcome interpret(struct vm *vm, uint32_t word, struct trap *trap);

/* The hybrid VMM, which interprets all virtual supervisor code and runs only virtual user code: its
 * guest is resumed where it is not to be interpreted, and then gets its window and time from the
 * allocator. */

/* The hybrid VMM's dispatcher. An exit can only come from virtual user mode. COMPLETED, or how the
 * guest has ended. */
enum outcome dispatch_hybrid(struct vm *vm, const struct exit *exit);

/* Whether the guest is to be interpreted now: it is in supervisor mode, or is about to be, because
 * an interrupt is due. */
bool is_interpreted(const struct vm *vm);

/* Interprets a guest that is to be interpreted, as run (machine.h) does: a trap is raised and not
 * reflected. */
enum outcome interpret_stretch(struct vm *vm, uint64_t most, struct history *history,
                               struct trap *trap);

/* What the virtual devices stand on: the real ones. The context is the vm. */
extern const struct backend virtual_backend;

#endif
