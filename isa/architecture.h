/* The constants of the architecture. */
#ifndef PG32_ISA_ARCHITECTURE_H
#define PG32_ISA_ARCHITECTURE_H

#include <stdint.h>

#include "isa/causes.h"
#include "isa/ports.h"
#include "isa/profiles.h"
#include "isa/psw.h"

/* The first word of a boot module that holds a program's arguments ("ARGS"). */
#define BOOT_ARGUMENTS UINT32_C(0x53475241)

/* ELF's machine number of PG32: "PG", not assigned by anyone. */
enum { ELF_MACHINE_PG32 = 0x5047 };

#endif
