/* Boot: puts a kernel and its modules into memory and starts the processor (spec, section 10).
 * Freestanding: the machine boots its kernel with it, and a VMM its guest. */
#ifndef PG32_MACHINE_BOOT_BOOT_H
#define PG32_MACHINE_BOOT_BOOT_H

#include <stdint.h>

struct machine;

enum { BOOT_MODULES = 64, BOOT_SEGMENTS = 64 };

/* A file: the kernel's ELF image, or a module's bytes. */
struct file {
	const uint8_t *bytes;
	uint32_t size;
};

/* The boot table, at the address in a0. */
struct boot_table {
	uint32_t count;
	struct boot_module {
		uint32_t address;
		uint32_t size;
	} modules[BOOT_MODULES];
};

enum boot_error {
	BOOT_OK,
	BOOT_NOT_ELF,
	BOOT_FOREIGN,
	BOOT_PROFILE_UNKNOWN,
	BOOT_TRUNCATED,
	BOOT_MALFORMED,
	BOOT_EMPTY,
	BOOT_SEGMENTS_OVERLAP,
	BOOT_IMAGE_TOO_LARGE,
	BOOT_MODULES_TOO_LARGE,
	BOOT_TOO_MANY_MODULES
};

/* One line, without a full stop, for people. */
const char *boot_error_text(enum boot_error error);

/* Whether the file is an image that some memory could hold; *end is the first address after it,
 * a multiple of the page. */
enum boot_error boot_check(const struct file *kernel, uint32_t *end);

/* The bytes at the end of memory that the boot table and the modules take, a multiple of the page.
 */
uint64_t boot_modules_size(const struct file *modules, uint32_t count);

/* Boots: fills memory, which is all zero, and sets registers and PSW. The devices are left alone.
 * On an error memory is not touched. */
enum boot_error boot(struct machine *machine, const struct file *kernel, const struct file *modules,
                     uint32_t count);

#endif
