/* Classes of values, by powers of two. */
#include "vmm/equivalence/values.h"

#include <stdio.h>
#include <string.h>

#include "isa/operations.h"
#include "isa/ports.h"

_Static_assert(EDGES_OF_A_VALUE * sizeof(struct psw) / sizeof(uint32_t) * 3 < CLASSES_OF_A_STEP,
               "room for the classes of all values");

enum row_number {
#define VALUE(name, text, unit, least, most, kind, when, value) ROW_##name,
#include "vmm/equivalence/values.def"
};

static const struct value_row {
	const char *text;
	uint32_t unit;
	unsigned least, most, first, classes;
} rows[] = {
#define VALUE(name, text, unit, least, most, kind, when, value) \
	{ text, unit, least, most, VALUE_##name, kind##_OF_A_VALUE },
#include "vmm/equivalence/values.def"
};

static bool is_power(uint64_t value)
{
	return value != 0 && (value & (value - 1)) == 0;
}

static unsigned length_of(uint64_t value)
{
	return 63 - (unsigned)__builtin_clzll(value);
}

static SELDOM unsigned list_edges(const struct value_row *row, uint64_t value, unsigned *cells)
{
	unsigned count = 0;
	for (unsigned place = 0; place < EDGES_OF_A_VALUE; place++) {
		uint64_t power = value + row->unit - place * row->unit;
		if (!is_power(power))
			continue;
		unsigned length = length_of(power);
		if (length >= row->least && length <= row->most)
			cells[count++] =
			        row->first + (length - row->least) * EDGES_OF_A_VALUE + place;
	}
	return count;
}

/* The classes of a value; most are of none. It is asked at every instruction. */
static inline unsigned find_EDGES(const struct value_row *row, uint64_t value, unsigned *cells)
{
	if (is_power(value + row->unit) || is_power(value) || is_power(value - row->unit))
		return list_edges(row, value, cells);
	return 0;
}

static unsigned find_LENGTH(const struct value_row *row, uint64_t value, unsigned *cells)
{
	if (value >> row->least == 0 || length_of(value) > row->most)
		return 0;
	cells[0] = row->first + length_of(value) - row->least;
	return 1;
}

/* Whether an instruction with one of these traits has completed. */
static inline bool completes(const struct step *step, uint32_t traits)
{
	return step->outcome == OUTCOME_COMPLETED && (step->traits & traits) != 0;
}

static inline bool is_command(const struct step *step)
{
	return completes(step, TRAIT_OUTPUTS) && step->reaches == PORT_DISK_COMMAND;
}

/* Whether the values are not those of the step before, whose classes are known. */
static inline bool is_another_psw(const struct step *step, const struct psw *before)
{
	return before == NULL || before->status != step->psw.status ||
	       before->base != step->psw.base || before->bound != step->psw.bound;
}

static inline bool is_another_timer(const struct step *step, const struct psw *before)
{
	return before == NULL || before->timer != step->psw.timer;
}

unsigned values_find(const struct step *step, const struct psw *before,
                     unsigned cells[CLASSES_OF_A_STEP])
{
	unsigned count = 0;
#define WHERE(condition) if (condition) {
#define WHERE_END }
#define VALUE(name, text, unit, least, most, kind, when, value) \
	if (when)                                               \
		count += find_##kind(&rows[ROW_##name], value, cells + count);
#include "vmm/equivalence/values.def"
	return count;
}

const char *value_text(unsigned cell, char text[VALUE_TEXT])
{
	static const char *const places[] = { "just below", "equal to", "just above" };
	const struct value_row *row = rows;
	while (cell >= row->first + (row->most - row->least + 1) * row->classes)
		row++;
	unsigned place = cell - row->first;
	snprintf(text, VALUE_TEXT, "%s %s 2^%u", row->text,
	         row->classes == LENGTH_OF_A_VALUE ? "of the bits from"
	                                           : places[place % row->classes],
	         row->least + place / row->classes);
	return text;
}

unsigned sources_pending(const struct machine *machine)
{
	const struct devices *devices = &machine->devices;
	unsigned pending = (machine->cpu.psw.status & STATUS_TIMER_PENDING) != 0;
#define DEVICE_STATE(device)                                   \
	{                                                      \
		const struct device *state = &devices->device; \
		(void)state;
#define REQUEST(device, condition) \
	if (condition)             \
		pending |= 1u << SOURCE_##device;
#define DEVICE_STATE_END(device) }
#include "machine/devices/devices.def"
	return pending;
}

void instants_find(unsigned sources, bool cells[INSTANT_CELLS])
{
	unsigned cell = 0;
	for (unsigned one = 0; one < SOURCES; one++)
		for (unsigned other = one + 1; other < SOURCES; other++)
			cells[cell++] = (sources >> one & sources >> other & 1) != 0;
}

const char *instant_text(unsigned cell, char text[VALUE_TEXT])
{
	static const char *const names[SOURCES] = {
		[SOURCE_TIMER] = "timer",
#define REQUEST(device, condition) [SOURCE_##device] = #device,
#include "machine/devices/devices.def"
	};
	unsigned one = 0, other = cell + 1;
	while (other >= SOURCES) {
		other -= SOURCES - 1 - ++one;
	}
	snprintf(text, VALUE_TEXT, "%s and %s", names[one], names[other]);
	return text;
}
