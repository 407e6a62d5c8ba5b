/* Given: programs in boot modules. */
#ifndef LOAD_H
#define LOAD_H

#include <stdint.h>

/* What a0 points to when the kernel starts (section 10 of the manual). */
struct boot_table {
	uint32_t count;
	struct {
		uint32_t address; /* physical */
		uint32_t size;    /* in bytes */
	} modules[64];
};

/* Puts the program in a boot module into memory at the physical address base, as it is to see it in
 * a window of bound bytes: its virtual address v goes to base + v. What of the window it does not
 * fill is zero. Returns the virtual address of its first instruction, or 0 where the module is no
 * program that fits. */
uint32_t load_program(const struct boot_table *table, uint32_t module, uint32_t base,
                      uint32_t bound);

#endif
