/* One kernel twice: on a bare machine, and in a virtual machine on another one, each with a host
 * of its own made of arrays. */
#ifndef PG32_TESTS_VMM_PAIR_H
#define PG32_TESTS_VMM_PAIR_H

#include "vmm/vmm.h"

enum {
	GUEST_SIZE = 16 * 1024,
	/* The guest's memory begins here in the real one, and ends one page before its end. */
	GUEST_ORIGIN = 8 * 1024,
	REAL_SIZE = GUEST_ORIGIN + GUEST_SIZE + 4096,
	DISK_SECTORS = 8,
	OUTPUT_SIZE = 4096
};

/* A host: console input from a text, output and disk in arrays. */
struct fake_host {
	struct machine *machine;
	const char *input;
	unsigned idle_polls; /* how often it was asked for a byte and allowed to pause */
	unsigned output_size;
	uint8_t output[OUTPUT_SIZE];
	uint8_t disk[DISK_SECTORS * SECTOR_SIZE];
};

struct pair {
	struct vm vm; /* first, so that the port finds the pair */
	struct machine bare, real;
	struct fake_host bare_host, real_host;
	uint8_t bare_memory[GUEST_SIZE], real_memory[REAL_SIZE];
	struct history history;
	enum outcome bare_outcome, virtual_outcome; /* COMPLETED while it runs */
	uint32_t bare_traps;                        /* how many were delivered */
	struct exit exit;                           /* the last exit of the virtual machine */
};

/* Puts the words at address 0x1000 of both, and boots them. Real memory outside of the guest is
 * filled with a pattern. */
void pair_boot(struct pair *pair, const uint32_t *words, uint32_t count, const char *input);

/* Runs the virtual machine to the next exit and through it; false where it runs on and on. */
bool pair_run_virtual(struct pair *pair);

/* Runs the bare machine to where the virtual one is: as many instructions completed, as many traps
 * delivered, stopped if that has stopped. */
void pair_run_bare(struct pair *pair);

/* NULL where bare and virtual are the same in all that a guest can see, or what differs. */
const char *pair_difference(const struct pair *pair);

/* NULL where the VMM is in control, or what it lost: the real PSW, or memory beyond the guest's. */
const char *pair_lost_control(const struct pair *pair);

#endif
