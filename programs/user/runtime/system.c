/* The system calls, as functions: the arguments are where the kernel looks for them already, and
 * its result is where the caller looks for it. */
#include "programs/user/runtime/system.h"

__asm__(".text");

#define CALL(name, number, arguments)          \
	__asm__(".globl kernel_" #name "\n"    \
	        "kernel_" #name ":\n"          \
	        "	syscall " #number "\n" \
	        "	ret");
#include "programs/kernel/calls.def"
