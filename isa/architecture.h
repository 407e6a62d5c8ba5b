/* The constants of the architecture, for programs: all of them. */
#ifndef PG32_ISA_ARCHITECTURE_H
#define PG32_ISA_ARCHITECTURE_H

#include "isa/causes.h"
#include "isa/marks.h"
#include "isa/ports.h"
#include "isa/psw.h"

#endif
