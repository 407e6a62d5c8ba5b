/* --stats: the counts of the machine and of each level of virtual machines in it. */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "isa/operations.h"
#include "machine/core/layout.h"
#include "machine/run/json.h"
#include "machine/run/report.h"
#include "machine/run/names.h"
#include "machine/run/session.h"

static uint64_t executed(const struct view *view)
{
	return view->devices.clock - view->devices.waited;
}

static const char *privileged_name(unsigned number)
{
	enum operation operation = privileged_operation(number);
	return operation == OPERATIONS ? "undefined" : operation_rows[operation].mnemonic;
}

/* Counts that are zero are left out. */
static void add_count(json_t *object, const char *name, uint64_t count)
{
	if (count != 0)
		json_object_set_new(object, name, json_count(count));
}

static json_t *machine_counts(const struct session *session, const struct view *view)
{
	const struct statistics *statistics = &session->statistics;
	json_t *traps = json_object(), *privileged = json_object();
	uint64_t sum = 0;
	for (unsigned cause = 1; cause < CAUSES; cause++) {
		add_count(traps, cause_text(cause), statistics->traps[cause]);
		sum += statistics->traps[cause];
	}
	for (unsigned number = 0; number < PRIVILEGED_NUMBERS; number++)
		add_count(privileged, privileged_name(number), statistics->privileged[number]);
	return json_pack(
	        "{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "isa",
	        options_profile_name(&session->options), "clock", json_count(view->devices.clock),
	        "instructions", json_count(executed(view)), "in user mode",
	        json_count(statistics->user), "traps", json_count(sum), "traps by cause", traps,
	        "privileged instructions", privileged, "fills", json_count(view->buffer.fills),
	        "empties", json_count(view->buffer.empties));
}

/* What is left of all without a part, which a VMM that lies makes larger than it. */
static uint64_t rest(uint64_t all, uint64_t part)
{
	return all > part ? all - part : 0;
}

/* The guest's instructions that ran on the machine without its VMM. A halt is emulated, and is not
 * completed. */
static uint64_t executed_directly(const struct view *guest)
{
	uint64_t emulated = 0;
	for (unsigned number = 0; number < PRIVILEGED_NUMBERS; number++)
		if ((operation_rows[privileged_operation(number)].traits & TRAIT_HALTS) == 0)
			emulated += guest->counts[COUNT_EMULATED + number];
	return rest(executed(guest) - guest->interpreted, emulated);
}

static double percent(uint64_t part, uint64_t whole)
{
	return whole == 0 ? 0 : 100.0 * (double)part / (double)whole;
}

/* What the VMM did for its guest. The machine is the one that the VMM runs on; NULL for the host.
 */
static json_t *guest_counts(const struct view *guest, const struct view *machine)
{
	json_t *emulated = json_object(), *reflected = json_object(), *interrupts = json_object();
	uint64_t exits = (uint64_t)guest->counts[COUNT_TIMER] + guest->counts[COUNT_FILLED] -
	                 guest->counts[COUNT_INTERPRETED];
	for (unsigned number = 0; number < PRIVILEGED_NUMBERS; number++) {
		uint32_t count = guest->counts[COUNT_EMULATED + number];
		add_count(emulated, privileged_name(number), count);
		exits += count;
	}
	for (unsigned cause = 1; cause < CAUSES; cause++) {
		bool interrupt = cause == CAUSE_TIMER || cause == CAUSE_DEVICE;
		add_count(interrupt ? interrupts : reflected, cause_text(cause),
		          guest->counts[cause]);
		exits += interrupt ? 0 : guest->counts[cause];
	}
	uint64_t all = executed(guest), directly = executed_directly(guest);
	json_t *counts = json_pack(
	        "{s:o, s:o, s:o, s:f, s:o, s:f, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "clock",
	        json_count(guest->devices.clock), "instructions", json_count(all),
	        "executed directly", json_count(directly), "percent executed directly",
	        percent(directly, all), "interpreted", json_count(guest->interpreted),
	        "percent interpreted", percent(guest->interpreted, all), "exits", json_count(exits),
	        "emulated", emulated, "reflected", reflected, "interrupts", interrupts,
	        "allocated time over", json_count(guest->counts[COUNT_TIMER]), "fills",
	        json_count(guest->buffer.fills), "empties", json_count(guest->buffer.empties));
	if (machine != NULL)
		json_object_set_new(counts, "instructions of the VMM",
		                    json_count(rest(executed(machine), directly)));
	return counts;
}

static void print_text(const json_t *object, int indent)
{
	const char *name;
	json_t *value;
	json_object_foreach((json_t *)(uintptr_t)object, name, value)
	{
		fprintf(stderr, "%*s%-*s", indent, "", 30 - indent, name);
		if (json_is_object(value)) {
			putc('\n', stderr);
			print_text(value, indent + 2);
		} else if (json_is_string(value)) {
			fprintf(stderr, "%15s\n", json_string_value(value));
		} else if (json_is_real(value)) {
			fprintf(stderr, "%15.4f\n", json_real_value(value));
		} else {
			fprintf(stderr, "%15" JSON_INTEGER_FORMAT "\n", json_integer_value(value));
		}
	}
}

void report_statistics(const struct session *session, const struct view *views, unsigned count,
                       int status)
{
	json_t *document = json_object();
	json_object_set_new(document, "stop", json_string(session_stop(session)));
	json_object_set_new(document, "exit status", json_integer(status));
	json_object_set_new(document, "machine", machine_counts(session, &views[0]));
	for (unsigned level = 1; level < count; level++) {
		char name[32];
		bool hosted = session->monitor->is_hosted && level == 1;
		snprintf(name, sizeof name, "level %u guest", level);
		json_object_set_new(document, name,
		                    guest_counts(&views[level], hosted ? NULL : &views[level - 1]));
	}
	if (session->options.statistics == STATISTICS_JSON) {
		json_dumpf(document, stderr, 0);
		putc('\n', stderr);
	} else {
		print_text(document, 0);
	}
	json_decref(document);
}
