/* The classes of values that a campaign's programs had, and what came at one instant: cells that
 * coverage counts. */
#ifndef PG32_VMM_EQUIVALENCE_VALUES_H
#define PG32_VMM_EQUIVALENCE_VALUES_H

#include "vmm/equivalence/pair.h"

enum value_kind { EDGES_OF_A_VALUE = 3, LENGTH_OF_A_VALUE = 1 }; /* classes for each power */

enum value_cells {
#define VALUE(name, text, unit, least, most, kind, when, value) \
	VALUE_##name,                                           \
	        VALUE_LAST_##name = VALUE_##name + ((most) - (least) + 1) * kind##_OF_A_VALUE - 1,
#include "vmm/equivalence/values.def"
	VALUE_CELLS
};

/* What may ask for attention: the timer, and each device. A cell for each pair of them. */
enum source {
	SOURCE_TIMER,
#define DEVICE_STATE(device)
#define REQUEST(device, condition) SOURCE_##device,
#include "machine/devices/devices.def"
	SOURCES
};
enum { INSTANT_CELLS = SOURCES * (SOURCES - 1) / 2, VALUE_TEXT = 64 };

/* No value is of more classes at once: near 2^0 and 2^1 some are two. */
enum { CLASSES_OF_A_STEP = 64 };

/* The classes that the step's values are of, but for those of the PSW that are as before the step
 * before it, which may be NULL; returns how many. */
unsigned values_find(const struct step *step, const struct psw *before,
                     unsigned cells[CLASSES_OF_A_STEP]);

/* The text of a class. */
const char *value_text(unsigned cell, char text[VALUE_TEXT]);

/* Which sources ask for attention: a bit each. */
unsigned sources_pending(const struct machine *machine);

/* Sets the pairs of sources that are both among these, and the text of a pair. */
void instants_find(unsigned sources, bool cells[INSTANT_CELLS]);
const char *instant_text(unsigned cell, char text[VALUE_TEXT]);

#endif
