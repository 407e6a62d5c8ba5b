/* The system calls, as functions. */
#include "programs/user/runtime/system.h"

/* The number of a call is in its instruction, so each has an instruction of its own. */
#define SYSTEM_CALL(number, first, second, third, fourth)                                          \
	({                                                                                         \
		register uint32_t a0_ __asm__("a0") = (uint32_t)(first);                           \
		register uint32_t a1_ __asm__("a1") = (uint32_t)(second);                          \
		register uint32_t a2_ __asm__("a2") = (uint32_t)(third);                           \
		register uint32_t a3_ __asm__("a3") = (uint32_t)(fourth);                          \
		__asm__ volatile("syscall %4"                                                      \
		                 : "+r"(a0_)                                                       \
		                 : "r"(a1_), "r"(a2_), "r"(a3_), "i"(number)                       \
		                 : "memory");                                                      \
		(int)a0_;                                                                          \
	})

_Noreturn void kernel_exit(int status)
{
	SYSTEM_CALL(CALL_exit, status, 0, 0, 0);
	__builtin_unreachable();
}

int kernel_read(int file, void *to, unsigned size)
{
	return SYSTEM_CALL(CALL_read, file, to, size, 0);
}

int kernel_write(int file, const void *from, unsigned size)
{
	return SYSTEM_CALL(CALL_write, file, from, size, 0);
}

int kernel_open(const char *name, enum open_mode mode)
{
	return SYSTEM_CALL(CALL_open, name, mode, 0, 0);
}

int kernel_close(int file)
{
	return SYSTEM_CALL(CALL_close, file, 0, 0, 0);
}

int kernel_remove(const char *name)
{
	return SYSTEM_CALL(CALL_remove, name, 0, 0, 0);
}

int kernel_list(unsigned place, struct file_information *information)
{
	return SYSTEM_CALL(CALL_list, place, information, 0, 0);
}

int kernel_grow(int increment)
{
	return SYSTEM_CALL(CALL_grow, increment, 0, 0, 0);
}

int kernel_spawn(const char *name, char *const *arguments, int input, int output)
{
	return SYSTEM_CALL(CALL_spawn, name, arguments, input, output);
}

int kernel_wait(int process, int *status)
{
	return SYSTEM_CALL(CALL_wait, process, status, 0, 0);
}
