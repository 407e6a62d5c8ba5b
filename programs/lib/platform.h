/* What the library asks of the machine: three functions and a region of memory. */
#ifndef PG32_LIB_PLATFORM_H
#define PG32_LIB_PLATFORM_H

#include <stddef.h>

/* Writes a byte to the console. */
void __console_write(unsigned char byte);

/* The next byte of the console's input, or -1 at its end. Pauses until there is one. */
int __console_read(void);

/* Stops the machine. */
_Noreturn void __machine_halt(int status);

/* More memory for the heap: the first byte of a region of this size, a multiple of 16, that begins
 * where the last region ended (the first at a multiple of 16); NULL where memory ends. */
void *__heap_extend(size_t size);

#endif
