/* The integer types, from the compiler: its own <stdint.h> looks for a hosted system's first. */
#ifndef PG32_STDINT_H
#define PG32_STDINT_H

#include <stdint-gcc.h>

#endif
