/* Where a generated kernel has what. */
#ifndef PG32_VMM_EQUIVALENCE_PROGRAM_MAP_H
#define PG32_VMM_EQUIVALENCE_PROGRAM_MAP_H

#include <stdint.h>

#include "isa/psw.h"

/* Memory of a generated kernel's machine:
 *
 *   0x0000  the trap area; from 0x20 on the new PSW and others to load, each of five words
 *   0x1000  its code
 *   0x2000  free
 *   0x3000  the boot table
 */
enum {
	PROGRAM_MEMORY = 16 * 1024,
	PROGRAM_PAGE = 0x160, /* bytes of page 0 */
	PROGRAM_CODE = 0x1000,
	PROGRAM_WORDS = 256,
	PROGRAM_HANDLER = 160, /* the word at which the handler begins */
	PROGRAM_SECTORS = 8,
	PROGRAM_LATE = 0x100 /* a PSW on page 0 whose timer a late program first waits for */,
	PROGRAM_TURN = 0x118, /* and those that programs load in turn, first and last */
	PROGRAM_USER = 0x130,
	PROGRAM_LAST = 0x148
};
_Static_assert(PROGRAM_LATE + sizeof(struct psw) <= PROGRAM_TURN &&
                       PROGRAM_TURN + sizeof(struct psw) <= PROGRAM_USER &&
                       PROGRAM_USER + sizeof(struct psw) <= PROGRAM_LAST &&
                       PROGRAM_LAST + sizeof(struct psw) <= PROGRAM_PAGE,
               "they are on the page");

#endif
