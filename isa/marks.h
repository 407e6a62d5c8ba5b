/* The numbers by which files are known. */
#ifndef PG32_ISA_MARKS_H
#define PG32_ISA_MARKS_H

#include <stdint.h>

/* The first word of a boot module that holds a program's arguments ("ARGS"). */
#define BOOT_ARGUMENTS UINT32_C(0x53475241)

/* ELF's machine number of PG32: "PG", not assigned by anyone. */
enum { ELF_MACHINE_PG32 = 0x5047 };

#endif
