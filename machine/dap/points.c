/* Breakpoints as the client sets them, and the points of the search that they are. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machine/dap/dap.h"
#include "machine/debug/events.h"
#include "machine/run/names.h"

enum { MOST_ADDRESSES = 64 };

/* An image, and the levels at which it runs: from one to another. */
struct program {
	struct image *image;
	unsigned level;
	bool is_loaded; /* by the kernel of the level, from a module or a disk */
};

/* The programs of a session by number; false behind the last. */
static bool program_of(const struct dap *dap, unsigned number, struct program *program)
{
	const struct session *session = &dap->session;
	unsigned hosted = session->monitor->is_hosted, top = session->vmms + hosted;
	if (number < session->file_count)
		*program = (struct program){ session->images[number],
			                     number <= session->vmms ? number + hosted : top,
			                     number > session->vmms };
	else if (number - session->file_count < session->options.symbol_count)
		*program = (struct program){ session->symbols[number - session->file_count], top,
			                     true };
	else
		return false;
	return true;
}

static void free_breakpoint(struct breakpoint *breakpoint)
{
	free(breakpoint->source);
	dap_free_terms(&breakpoint->terms);
}

void dap_forget_breakpoints(struct dap *dap)
{
	for (unsigned i = 0; i < dap->breakpoint_count; i++)
		free_breakpoint(&dap->breakpoints[i]);
	dap->breakpoint_count = 0;
}

static void forget(struct dap *dap, enum owner owner, const char *source)
{
	unsigned kept = 0;
	for (unsigned i = 0; i < dap->breakpoint_count; i++) {
		struct breakpoint *breakpoint = &dap->breakpoints[i];
		if (breakpoint->owner == owner &&
		    (source == NULL || strcmp(breakpoint->source, source) == 0))
			free_breakpoint(breakpoint);
		else
			dap->breakpoints[kept++] = *breakpoint;
	}
	dap->breakpoint_count = kept;
}

/* Adds a point to a breakpoint; false where there is no room. */
static bool add(struct dap *dap, enum owner owner, const char *source, json_int_t id,
                const struct point *point)
{
	char *copy = source == NULL ? NULL : strdup(source);
	/* Two are the steps' own. */
	if (dap->breakpoint_count + 2 >= MOST_POINTS || (source != NULL && copy == NULL)) {
		free(copy);
		return false;
	}
	dap->breakpoints[dap->breakpoint_count++] =
	        (struct breakpoint){ .point = *point, .owner = owner, .source = copy, .id = id };
	return true;
}

void dap_place_points(struct dap *dap)
{
	struct search *search = &dap->debugger.search;
	struct point caught[MOST_POINTS];
	unsigned count = 0;
	for (unsigned i = 0; i < search->point_count; i++)
		if (search->points[i].is_hidden)
			caught[count++] = search->points[i];
	search->point_count = 0;
	search->hit = NULL;
	if (dap->is_without_debugger)
		return;
	for (unsigned i = 0; i < dap->breakpoint_count; i++)
		search->points[search->point_count++] = dap->breakpoints[i].point;
	for (unsigned i = 0; i < count && search->point_count < MOST_POINTS - 2; i++)
		search->points[search->point_count++] = caught[i];
}

const struct breakpoint *dap_breakpoint_of(const struct dap *dap, const struct point *point)
{
	const struct search *search = &dap->debugger.search;
	if (point == NULL || point->is_hidden || point < search->points ||
	    point >= search->points + dap->breakpoint_count)
		return NULL;
	return &dap->breakpoints[point - search->points];
}

static json_t *unverified(json_int_t id, const char *why)
{
	return json_pack("{s:I, s:b, s:s}", "id", id, "verified", 0, "message", why);
}

static json_t *verified(json_int_t id, unsigned level, uint32_t address)
{
	char reference[24];
	dap_reference(level, address, reference);
	return json_pack("{s:I, s:b, s:s}", "id", id, "verified", 1, "instructionReference",
	                 reference);
}

/* Has the breakpoint that was set last stop as the client's item asks; or it is none. */
static json_t *on_terms(struct dap *dap, const json_t *item, json_t *set)
{
	struct terms terms;
	unsigned first = dap->breakpoint_count;
	while (first > 0 && dap->breakpoints[first - 1].id == dap->last_id)
		first--;
	if (first == dap->breakpoint_count)
		return set;
	if (dap_take_terms(dap, item, &terms)) {
		dap->breakpoints[first].terms = terms;
		return set;
	}
	while (dap->breakpoint_count > first)
		free_breakpoint(&dap->breakpoints[--dap->breakpoint_count]);
	json_decref(set);
	return unverified(dap->last_id, dap->problem);
}

/* Whether a client's path means the file that an image names. */
static bool is_file(const char *path, const char *file)
{
	char full[PATH_MAX], other[PATH_MAX];
	size_t length = strlen(path), part = strlen(file);
	if (strcmp(path, file) == 0)
		return true;
	if (realpath(path, full) != NULL && realpath(file, other) != NULL)
		return strcmp(full, other) == 0;
	return *file != '/' && length > part && path[length - part - 1] == '/' &&
	       strcmp(path + length - part, file) == 0;
}

/* The name that an image has for a client's path; NULL: none. */
static const char *source_of(struct image *image, const char *path)
{
	const char *file;
	for (size_t i = 0; image != NULL && (file = image_source(image, i)) != NULL; i++)
		if (is_file(path, file))
			return file;
	return NULL;
}

bool dap_is_source(const struct dap *dap, const char *path)
{
	struct program program;
	for (unsigned i = 0; program_of(dap, i, &program); i++)
		if (source_of(program.image, path) != NULL)
			return true;
	return false;
}

/* A point at the beginning of code in a program. */
static struct point code_point(const struct program *program, uint32_t address)
{
	return (struct point){ .kind = POINT_CODE,
		               .level = program->level,
		               .address = address,
		               .size = 4,
		               .image = program->is_loaded ? program->image : NULL };
}

/* A breakpoint at a line, in all programs that have it. */
static json_t *set_line(struct dap *dap, const char *path, unsigned line)
{
	json_int_t id = ++dap->last_id;
	struct program program;
	json_t *result = NULL;
	for (unsigned i = 0; program_of(dap, i, &program); i++) {
		const char *file = source_of(program.image, path);
		uint32_t addresses[MOST_ADDRESSES];
		unsigned actual = line;
		size_t count = file == NULL ? 0
		                            : image_line_addresses(program.image, file, &actual,
		                                                   addresses, MOST_ADDRESSES);
		for (size_t k = 0; k < count; k++) {
			const struct point point = code_point(&program, addresses[k]);
			if (!add(dap, OWNER_SOURCE, path, id, &point)) {
				json_decref(result);
				return unverified(id, "too many breakpoints");
			}
			if (result != NULL)
				continue;
			result = verified(id, program.level, addresses[k]);
			json_object_set_new(result, "line", json_integer(actual));
		}
	}
	return result != NULL ? result : unverified(id, "no program has code of this line");
}

json_t *dap_set_breakpoints(struct dap *dap, const json_t *arguments)
{
	const char *path = dap_string(json_object_get(arguments, "source"), "path");
	const json_t *asked = json_object_get(arguments, "breakpoints"), *item;
	size_t index;
	int64_t line;
	if (path == NULL || (asked != NULL && !json_is_array(asked)))
		return dap_refuse(dap, "which source, and which lines?");
	forget(dap, OWNER_SOURCE, path);
	json_t *list = json_array();
	json_array_foreach(asked, index, item)
	{
		if (!dap_number(item, "line", 1, INT_MAX, &line))
			json_array_append_new(list, unverified(++dap->last_id, "no line"));
		else
			json_array_append_new(
			        list, on_terms(dap, item, set_line(dap, path, (unsigned)line)));
	}
	return json_pack("{s:o}", "breakpoints", list);
}

json_t *dap_breakpoint_locations(struct dap *dap, const json_t *arguments)
{
	const char *path = dap_string(json_object_get(arguments, "source"), "path");
	int64_t first, last;
	struct program program;
	json_t *list = json_array();
	if (path != NULL && dap_number(arguments, "line", 1, INT_MAX, &first)) {
		if (!dap_number(arguments, "endLine", first, INT_MAX, &last))
			last = first;
		for (unsigned i = 0; program_of(dap, i, &program); i++) {
			const char *file = source_of(program.image, path);
			uint32_t address;
			unsigned line = (unsigned)first;
			for (; file != NULL &&
			       image_line_addresses(program.image, file, &line, &address, 1) != 0 &&
			       line <= last;
			     line++)
				json_array_append_new(list,
				                      json_pack("{s:I}", "line", (json_int_t)line));
		}
	}
	return json_pack("{s:o}", "breakpoints", list);
}

static json_t *set_function(struct dap *dap, const char *name)
{
	json_int_t id = ++dap->last_id;
	struct program program;
	json_t *result = NULL;
	uint32_t address;
	for (unsigned i = 0; name != NULL && program_of(dap, i, &program); i++) {
		if (program.image == NULL || !image_symbol_address(program.image, name, &address))
			continue;
		const struct point point = code_point(&program, address);
		if (!add(dap, OWNER_FUNCTION, NULL, id, &point)) {
			json_decref(result);
			return unverified(id, "too many breakpoints");
		}
		if (result == NULL)
			result = verified(id, program.level, address);
	}
	return result != NULL ? result : unverified(id, "no program has this function");
}

/* Sets a list of breakpoints, each by its function. */
static json_t *set_list(struct dap *dap, const json_t *arguments, enum owner owner,
                        json_t *(*set)(struct dap *dap, const json_t *item))
{
	const json_t *asked = json_object_get(arguments, "breakpoints"), *item;
	size_t index;
	if (!json_is_array(asked))
		return dap_refuse(dap, "which breakpoints?");
	forget(dap, owner, NULL);
	json_t *list = json_array();
	json_array_foreach(asked, index, item)
	        json_array_append_new(list, on_terms(dap, item, set(dap, item)));
	return json_pack("{s:o}", "breakpoints", list);
}

static json_t *set_named_function(struct dap *dap, const json_t *item)
{
	return set_function(dap, dap_string(item, "name"));
}

json_t *dap_set_function_breakpoints(struct dap *dap, const json_t *arguments)
{
	return set_list(dap, arguments, OWNER_FUNCTION, set_named_function);
}

static json_t *set_instruction(struct dap *dap, const json_t *item)
{
	json_int_t id = ++dap->last_id;
	struct point point = { .kind = POINT_CODE, .size = 4 };
	const char *reference = dap_string(item, "instructionReference");
	int64_t offset = 0;
	dap_number(item, "offset", INT32_MIN, INT32_MAX, &offset);
	if (reference == NULL || !dap_take_reference(reference, &point.level, &point.address))
		return unverified(id, "no such address");
	point.address += (uint32_t)offset;
	if (point.address % 4 != 0)
		return unverified(id, "instructions are at multiples of 4");
	return add(dap, OWNER_INSTRUCTION, NULL, id, &point)
	               ? verified(id, point.level, point.address)
	               : unverified(id, "too many breakpoints");
}

json_t *dap_set_instruction_breakpoints(struct dap *dap, const json_t *arguments)
{
	return set_list(dap, arguments, OWNER_INSTRUCTION, set_instruction);
}

json_t *dap_data_breakpoint_info(struct dap *dap, const json_t *arguments)
{
	char id[64], reference[24];
	unsigned level = 0;
	uint32_t address = 0, size = 0;
	if (!dap_find_data(dap, arguments, &level, &address, &size))
		return json_pack("{s:n, s:o}", "dataId", "description",
		                 dap_text(dap->problem, strlen(dap->problem)));
	dap_reference(level, address, reference);
	snprintf(id, sizeof id, "%s+%" PRIu32, reference, size);
	return json_pack("{s:s, s:o, s:[s, s, s]}", "dataId", id, "description",
	                 json_sprintf("%" PRIu32 " bytes at %08" PRIx32 " of level %u", size,
	                              address, level),
	                 "accessTypes", "read", "write", "readWrite");
}

/* What dataBreakpointInfo has given as dataId. */
static bool take_data(const char *text, struct point *point)
{
	char reference[64];
	const char *plus = text == NULL ? NULL : strchr(text, '+');
	if (plus == NULL || (size_t)(plus - text) >= sizeof reference)
		return false;
	memcpy(reference, text, (size_t)(plus - text));
	reference[plus - text] = 0;
	char *end;
	unsigned long size = strtoul(plus + 1, &end, 10);
	point->size = (uint32_t)size;
	return *end == 0 && size > 0 && size <= PAGE_SIZE &&
	       dap_take_reference(reference, &point->level, &point->address);
}

static enum point_kind kind_of_access(const char *access)
{
	if (access != NULL && strcmp(access, "read") == 0)
		return POINT_LOAD;
	return access != NULL && strcmp(access, "readWrite") == 0 ? POINT_ACCESS : POINT_STORE;
}

static json_t *set_data(struct dap *dap, const json_t *item)
{
	json_int_t id = ++dap->last_id;
	struct point point = { .kind = kind_of_access(dap_string(item, "accessType")) };
	struct view view;
	const struct session *session = &dap->session;
	if (!take_data(dap_string(item, "dataId"), &point))
		return unverified(id, "no such data");
	if (!level_look(session, point.level, &view) ||
	    level_translate(session, &view, point.address, point.size, &point.physical) <
	            point.size)
		return unverified(id, "no memory there that can be watched");
	return add(dap, OWNER_DATA, NULL, id, &point) ? verified(id, point.level, point.address)
	                                              : unverified(id, "too many breakpoints");
}

json_t *dap_set_data_breakpoints(struct dap *dap, const json_t *arguments)
{
	if (dap->motion != STILL)
		return dap_refuse(dap, "the machine runs");
	return set_list(dap, arguments, OWNER_DATA, set_data);
}

json_t *dap_exception_filters(void)
{
	json_t *list = json_array();
	for (unsigned event = CAUSE_NONE + 1; event < EVENTS; event++)
		json_array_append_new(
		        list,
		        json_pack("{s:s, s:o, s:s, s:b, s:s}", "filter", event_text(event), "label",
		                  json_sprintf("%s: %s", event < CAUSES ? "Trap" : "Each",
		                               event_text(event)),
		                  "description",
		                  event < CAUSES
		                          ? "stop where the kernel takes a trap of this cause"
		                          : "stop where this happens to the kernel",
		                  "supportsCondition", 1, "conditionDescription",
		                  "the level that it happens to, if it is another"));
	return list;
}

/* The filter's points: at the kernel, or at the level that the condition names. */
static json_t *set_filter(struct dap *dap, const char *filter, const char *condition)
{
	json_int_t id = ++dap->last_id;
	const struct session *session = &dap->session;
	uint64_t level = session->vmms + (unsigned)session->monitor->is_hosted;
	struct failure failure;
	if (condition != NULL && *condition != 0 &&
	    !read_number("the level", condition, 0, VIEWS - 1, &level, &failure))
		return unverified(id, failure.message);
	for (unsigned event = CAUSE_NONE + 1; event < EVENTS; event++) {
		if (filter == NULL || strcmp(filter, event_text(event)) != 0)
			continue;
		struct point point;
		if (!search_event_point(&dap->debugger.search, (unsigned)level, event, &point))
			return unverified(id, "this level has not been started");
		return add(dap, OWNER_EXCEPTION, NULL, id, &point)
		               ? json_pack("{s:I, s:b}", "id", id, "verified", 1)
		               : unverified(id, "too many breakpoints");
	}
	return unverified(id, "no such event");
}

json_t *dap_set_exception_breakpoints(struct dap *dap, const json_t *arguments)
{
	const json_t *filters = json_object_get(arguments, "filters"),
	             *options = json_object_get(arguments, "filterOptions"), *item;
	size_t index;
	if (!json_is_array(filters))
		return dap_refuse(dap, "which filters?");
	forget(dap, OWNER_EXCEPTION, NULL);
	json_t *list = json_array();
	json_array_foreach(filters, index, item)
	        json_array_append_new(list, set_filter(dap, json_string_value(item), NULL));
	json_array_foreach(options, index, item) json_array_append_new(
	        list, set_filter(dap, dap_string(item, "filterId"), dap_string(item, "condition")));
	return json_pack("{s:o}", "breakpoints", list);
}
