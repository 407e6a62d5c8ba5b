/* The kernel's own messages. */
#ifndef PG32_KERNEL_PRINT_H
#define PG32_KERNEL_PRINT_H

/* Prints on the console: %s a string, %d an int, %u a uint32_t, %x one as eight hex digits; all
 * else as it is. */
void print(const char *format, ...);

/* Says what is wrong with the kernel itself, and halts with KERNEL_PANIC. */
_Noreturn void panic(const char *text);

#endif
