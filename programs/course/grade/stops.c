/* A machine that is stopped after each disk write in turn. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "programs/course/grade/observation.h"

/* The orders are the first module: a header, and then one order after the other, of this size each.
 * All runs of a test together may execute so many instructions: an honest one takes a twentieth.
 */
enum { ORDER = 32, MOST_EXECUTED = 1 << 30 };

/* Runs the material, and notes what that executed. */
static void observe_and_count(struct observation *seen, const struct material *material,
                              uint64_t *executed)
{
	observe(seen, material);
	*executed += seen->machine.devices.clock - seen->machine.devices.waited;
}

/* The parts of a run that the row names, as an array; NULL where it did not halt. */
static json_t *parts_of(const json_t *names, const struct observation *seen,
                        const struct material *material)
{
	const json_t *name;
	size_t i;
	if (seen->outcome != OUTCOME_HALTED)
		return NULL;
	json_t *parts = json_array();
	json_array_foreach((json_t *)(uintptr_t)names, i, name)
	{
		json_t *part = part_of(json_string_value(name), seen, material);
		json_array_append_new(parts, part != NULL ? part : json_null());
	}
	return parts;
}

/* What is there after so many of the orders, with this disk. */
static json_t *after_orders(const json_t *names, struct material *material, uint8_t *disk,
                            uint32_t orders, uint64_t *executed)
{
	struct material part = *material;
	struct observation seen;
	part.disk = disk;
	part.files[1].size = ORDER * (1 + orders);
	observe_and_count(&seen, &part, executed);
	json_t *found = parts_of(names, &seen, material);
	observation_free(&seen);
	return found;
}

/* Runs up to a write of the disk or to the end, and then again with that disk and without orders.
 * Returns whether it came to that write. */
static bool stop_after(const json_t *names, struct material *material, uint32_t writes,
                       uint32_t *done, json_t **found, uint64_t *executed)
{
	struct material part = *material;
	struct observation seen;
	part.most_writes = writes;
	observe_and_count(&seen, &part, executed);
	bool stopped = seen.outcome == OUTCOME_COMPLETED && seen.host.writes >= writes;
	json_t *words = part_of("words done", &seen, material);
	*done = (uint32_t)json_integer_value(json_array_get(words, 0));
	json_decref(words);
	*found = after_orders(names, material, seen.host.disk, 0, executed);
	observation_free(&seen);
	return stopped;
}

/* The states that each number of orders gives where nothing interrupts them; NULL where one does
 * not halt. */
static json_t *all_states(const json_t *names, struct material *material, json_t *lines,
                          uint64_t *executed)
{
	json_t *states = json_array();
	for (uint32_t i = 0; i < material->files[1].size / ORDER; i++) {
		json_t *state = after_orders(names, material, material->disk, i, executed);
		if (state == NULL) {
			say(lines,
			    "  after %" PRIu32 " orders that nothing interrupts it does not halt",
			    i);
			json_decref(states);
			return NULL;
		}
		json_array_append_new(states, state);
	}
	return states;
}

bool judge_stops(const struct test *test, struct material *material, json_t *lines)
{
	const json_t *again = json_object_get(test->row, "again");
	const json_t *names = again != NULL ? again : json_object_get(test->row, "stops");
	if (names == NULL)
		return true;
	uint64_t executed = 0;
	json_t *states = material->count > 1 ? all_states(names, material, lines, &executed) : NULL;
	bool holds = states != NULL, stopped = true;
	for (uint32_t writes = again != NULL ? UINT32_MAX : 1; holds && stopped; writes++) {
		json_t *found;
		uint32_t done;
		stopped = stop_after(names, material, writes, &done, &found, &executed);
		holds = found != NULL &&
		        (json_equal(found, json_array_get(states, done)) ||
		         (stopped && json_equal(found, json_array_get(states, done + 1))));
		json_decref(found);
		if (holds && executed > MOST_EXECUTED) {
			say(lines,
			    "  the runs up to write %" PRIu32
			    " of the disk, and those after it, take more than %d instructions",
			    writes, MOST_EXECUTED);
			holds = false;
		} else if (!holds && stopped)
			say(lines,
			    "  stopped after write %" PRIu32 " of the disk, with %" PRIu32
			    " orders done: what is there afterwards is what neither %" PRIu32
			    " nor %" PRIu32 " orders give",
			    writes, done, done, done + 1);
		else if (!holds)
			say(lines, "  when it is started again after its end, not all is there");
	}
	json_decref(states);
	return holds;
}
