/* Arithmetic of windows, which a solver proves once for all numbers in a moment, and would take
 * long to find again inside every question about an address. */
#ifndef PG32_SPEC_THEOREMS_WINDOW_LEMMAS_H
#define PG32_SPEC_THEOREMS_WINDOW_LEMMAS_H

#include "spec/theorems/emulation/emulation.h"

/* Whether all bytes of the access are in a window, or memory, of the size. */
Z3_ast holds_access(Z3_context z, Z3_ast size, Z3_ast address, unsigned bytes);

/* That what is in the window is in memory, base further on; and that each word of a PSW is in the
 * window that all of the PSW is in. */
struct proof prove_windows(void);

#endif
