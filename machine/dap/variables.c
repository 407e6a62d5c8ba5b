/* What a frame has: locals, registers, the PSW, and how its addresses are translated. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isa/names.h"
#include "machine/dap/dap.h"

enum { MOST_ELEMENTS = 1000 };

static const struct word {
	const char *name;
	int number;
} psw_words[] = {
	{ "pc", NUMBER_PC },       { "status", NUMBER_STATUS }, { "base", NUMBER_BASE },
	{ "bound", NUMBER_BOUND }, { "timer", NUMBER_TIMER },
};

enum { PSW_WORDS = sizeof psw_words / sizeof psw_words[0] };

bool dap_look_at_frame(struct dap *dap, int64_t number, struct place_of_frame *place)
{
	place->number = number;
	place->activation = dap_frame(dap, number, &place->level);
	if (place->activation != NULL &&
	    dap_memory_of(dap, place->level, place->activation, &place->memory, &place->reader))
		return true;
	dap_refuse(dap, "no such frame");
	return false;
}

int dap_register(const char *name, size_t length)
{
	for (unsigned i = 0; i < PSW_WORDS; i++)
		if (strlen(psw_words[i].name) == length &&
		    memcmp(psw_words[i].name, name, length) == 0)
			return psw_words[i].number;
	return register_number(name, length);
}

size_t dap_locals(struct place_of_frame *place, struct image_variable *variables)
{
	const struct activation *activation = place->activation;
	struct image_frame frame = activation->frame;
	if (activation->image == NULL)
		return 0;
	frame.pc += activation->in_image;
	return image_locals(activation->image, &frame, &place->reader, variables, MOST_LOCALS);
}

/* A plain word, by its name. */
static void append_word(json_t *list, struct place_of_frame *place, const char *name,
                        uint32_t value, const char *text)
{
	char plain[32], reference[24];
	snprintf(plain, sizeof plain, "0x%08" PRIx32, value);
	dap_reference(place->level, value, reference);
	json_array_append_new(list,
	                      json_pack("{s:s, s:s, s:s, s:i, s:s}", "name", name, "value",
	                                text == NULL ? plain : text, "type", "word",
	                                "variablesReference", 0, "memoryReference", reference));
}

static void append_registers(json_t *list, struct place_of_frame *place)
{
	for (unsigned i = 0; i < REGISTERS; i++)
		append_word(list, place, register_name(i), place->activation->frame.registers[i],
		            NULL);
}

static void append_psw(json_t *list, struct place_of_frame *place)
{
	const struct psw *psw = &place->activation->psw;
	char text[128], status[16];
	snprintf(status, sizeof status, "0x%08" PRIx32, psw->status);
	snprintf(text, sizeof text, "%s %s, interrupts %s%s, %s", status,
	         (psw->status & STATUS_USER) != 0 ? "user" : "supervisor",
	         (psw->status & STATUS_INTERRUPTS) != 0 ? "on" : "off",
	         (psw->status & STATUS_TIMER_PENDING) != 0 ? ", timer pending" : "",
	         is_paged(psw) ? "paged" : "window");
	append_word(list, place, "status", psw->status, text);
	append_word(list, place, "pc", place->activation->frame.pc, NULL);
	append_word(list, place, "base", psw->base, NULL);
	append_word(list, place, "bound", psw->bound, NULL);
	snprintf(text, sizeof text, "%" PRIu32, psw->timer);
	append_word(list, place, "timer", psw->timer, text);
}

static void print_entry(uint32_t entry, bool is_leaf, char *text, size_t size)
{
	snprintf(text, size, "0x%08" PRIx32 " %s%s%s%s", entry,
	         (entry & ENTRY_VALID) != 0 ? "valid" : "not valid",
	         is_leaf && (entry & ENTRY_READ) != 0 ? " read" : "",
	         is_leaf && (entry & ENTRY_WRITE) != 0 ? " write" : "",
	         is_leaf && (entry & ENTRY_EXECUTE) != 0 ? " execute" : "");
}

/* An entry of a table in the level's memory; false where there is none. */
static bool append_entry(json_t *list, struct place_of_frame *place, const char *name,
                         uint32_t table, uint32_t index, bool is_leaf, uint32_t *entry)
{
	const struct view *view = &place->memory.view;
	uint32_t address = (table & ~(PAGE_SIZE - 1)) + 4 * index;
	char text[96];
	if (address > view->memory_size - 4)
		return false;
	*entry = read_word(view->memory + address);
	print_entry(*entry, is_leaf, text, sizeof text);
	append_word(list, place, name, *entry, text);
	return (*entry & ENTRY_VALID) != 0;
}

/* How the pc becomes an address of the level's memory. */
static void append_space(json_t *list, struct place_of_frame *place)
{
	const struct view *view = &place->memory.view;
	const struct psw *psw = &place->activation->psw;
	const struct memory memory = { (uint8_t *)(uintptr_t)view->memory, view->memory_size };
	uint32_t pc = place->activation->frame.pc, entry;
	append_word(list, place, "pc", pc, NULL);
	if (is_paged(psw)) {
		append_word(list, place, "root table", psw->base, NULL);
		if (append_entry(list, place, "root entry", psw->base,
		                 pc >> (PAGE_BITS + ENTRY_INDEX_BITS), false, &entry))
			append_entry(list, place, "entry", entry, (pc >> PAGE_BITS) % TABLE_ENTRIES,
			             true, &entry);
	} else {
		append_word(list, place, "base", psw->base, NULL);
		append_word(list, place, "bound", psw->bound, NULL);
	}
	const struct buffer *buffer = view->buffer.pages == NULL ? NULL : &view->buffer;
	const struct window window = peek(psw, &memory, buffer, pc, ACCESS_FETCH);
	append_word(list, place, "physical", window.physical,
	            window.size == 0 ? "none: a fetch there traps" : NULL);
}

static void append_locals(struct dap *dap, json_t *list, struct place_of_frame *place)
{
	struct image_variable variables[MOST_LOCALS];
	size_t count = dap_locals(place, variables);
	for (size_t i = 0; i < count; i++) {
		const struct operand operand = { place->activation->image, variables[i] };
		json_array_append_new(list, dap_show(dap, place, variables[i].name, &operand));
	}
}

static void append_elements(struct dap *dap, json_t *list, struct place_of_frame *place,
                            const struct operand *whole, const struct image_type *type,
                            const json_t *arguments)
{
	int64_t start = 0, count = 0;
	struct operand part;
	char name[32];
	dap_number(arguments, "start", 0, UINT32_MAX, &start);
	dap_number(arguments, "count", 0, MOST_ELEMENTS, &count);
	if (count == 0)
		count = MOST_ELEMENTS;
	for (int64_t i = start; i < type->count && i - start < count; i++) {
		snprintf(name, sizeof name, "[%" PRId64 "]", i);
		if (dap_element(place, whole, (uint32_t)i, &part))
			json_array_append_new(list, dap_show(dap, place, name, &part));
	}
}

static void append_parts(struct dap *dap, json_t *list, struct place_of_frame *place,
                         const struct operand *whole, const json_t *arguments)
{
	struct image_type type = image_type(whole->image, whole->variable.type);
	struct operand part = *whole;
	if (type.kind == TYPE_ARRAY) {
		append_elements(dap, list, place, whole, &type, arguments);
		return;
	}
	if (type.kind != TYPE_STRUCTURE) { /* what a pointer points to */
		json_array_append_new(list, dap_show(dap, place, "*", whole));
		return;
	}
	for (size_t i = 0; i < MOST_ELEMENTS &&
	                   image_member(whole->image, whole->variable.type, i, &part.variable);
	     i++) {
		part.variable.value += whole->variable.value;
		json_array_append_new(list, dap_show(dap, place, part.variable.name, &part));
	}
}

/* The compound that a client's number stands for, as an operand; false where it is none. */
static bool find_compound(struct dap *dap, int64_t number, struct place_of_frame *place,
                          struct operand *whole)
{
	if (number < COMPOUNDS || number - COMPOUNDS >= dap->compound_count)
		return false;
	const struct compound *compound = &dap->compounds[number - COMPOUNDS];
	*whole = (struct operand){ compound->image,
		                   { NULL, compound->type, VALUE_IN_MEMORY, compound->address } };
	return dap_look_at_frame(dap, compound->frame, place);
}

json_t *dap_variables(struct dap *dap, const json_t *arguments)
{
	int64_t number = 0;
	struct place_of_frame place;
	struct operand whole;
	dap_number(arguments, "variablesReference", 1, INT64_MAX, &number);
	bool is_compound = find_compound(dap, number, &place, &whole);
	if (!is_compound &&
	    (number >= COMPOUNDS || !dap_look_at_frame(dap, number / SCOPES_ROOM, &place)))
		return dap_refuse(dap, "no such variables");
	json_t *list = json_array();
	if (is_compound) {
		append_parts(dap, list, &place, &whole, arguments);
		return json_pack("{s:o}", "variables", list);
	}
	switch (number % SCOPES_ROOM) {
	case SCOPE_LOCALS:
		append_locals(dap, list, &place);
		break;
	case SCOPE_REGISTERS:
		append_registers(list, &place);
		break;
	case SCOPE_PSW:
		append_psw(list, &place);
		break;
	case SCOPE_SPACE:
		append_space(list, &place);
		break;
	default:
		break;
	}
	return json_pack("{s:o}", "variables", list);
}

static bool write_memory(struct dap *dap, struct place_of_frame *place, uint32_t address,
                         uint32_t value, uint32_t size)
{
	uint8_t bytes[sizeof value];
	memcpy(bytes, &value, sizeof bytes);
	for (uint32_t done = 0; done < size;) {
		uint32_t physical, count = level_translate(&dap->session, &place->memory.view,
		                                           address + done, size - done, &physical);
		if (count == 0) {
			dap_refuse(dap, "no memory there");
			return false;
		}
		if (!timeline_edit(&dap->debugger.search.timeline, EDIT_MEMORY, physical,
		                   bytes + done, count)) {
			dap_refuse(dap, "out of memory");
			return false;
		}
		done += count;
	}
	return true;
}

bool dap_write(struct dap *dap, struct place_of_frame *place, const struct operand *operand,
               uint32_t value)
{
	struct image_type type = { TYPE_UNKNOWN, 4, 0, 0 };
	const char *problem = "only the innermost frame's registers can be written";
	if (operand->image != NULL && operand->variable.type != 0)
		type = image_type(operand->image, operand->variable.type);
	if (operand->variable.where == VALUE_IN_MEMORY && type.size >= 1 && type.size <= 4 &&
	    type.kind != TYPE_STRUCTURE && type.kind != TYPE_ARRAY)
		return write_memory(dap, place, operand->variable.value, value, type.size);
	if (operand->variable.where != VALUE_IN_REGISTER)
		problem = "this cannot be written";
	else if ((place->number - 1) % MOST_FRAMES == 0)
		problem = level_set(&dap->debugger.search.timeline, place->level,
		                    operand->variable.value, value);
	if (problem != NULL)
		dap_refuse(dap, "%s", problem);
	return problem == NULL;
}

bool dap_find_variable(struct dap *dap, int64_t number, const char *name,
                       struct place_of_frame *place, struct operand *operand)
{
	struct operand whole;
	unsigned index;
	char rest;
	if (find_compound(dap, number, place, &whole)) {
		if (strcmp(name, "*") == 0) {
			*operand = whole;
			return true;
		}
		return sscanf(name, "[%u]%c", &index, &rest) == 1
		               ? dap_element(place, &whole, index, operand)
		               : dap_member(place, &whole, name, strlen(name), operand);
	}
	if (number >= COMPOUNDS || !dap_look_at_frame(dap, number / SCOPES_ROOM, place))
		return false;
	if (number % SCOPES_ROOM == SCOPE_LOCALS) {
		struct image_variable variables[MOST_LOCALS];
		size_t count = dap_locals(place, variables);
		for (size_t i = 0; i < count; i++)
			if (strcmp(variables[i].name, name) == 0) {
				*operand =
				        (struct operand){ place->activation->image, variables[i] };
				return true;
			}
		return false;
	}
	int wanted = dap_register(name, strlen(name));
	*operand = (struct operand){ NULL, { NULL, 0, VALUE_IN_REGISTER, (uint32_t)wanted } };
	return wanted >= 0 && number % SCOPES_ROOM != SCOPE_SPACE;
}

json_t *dap_set_variable(struct dap *dap, const json_t *arguments)
{
	int64_t number = 0;
	const char *name = dap_string(arguments, "name"), *text = dap_string(arguments, "value");
	struct place_of_frame place;
	struct operand operand, result;
	uint32_t value;
	dap_number(arguments, "variablesReference", 1, INT64_MAX, &number);
	if (name == NULL || text == NULL || !dap_find_variable(dap, number, name, &place, &operand))
		return dap_refuse(dap, "no such variable");
	if (!dap_calculate(dap, &place, text, &result))
		return NULL;
	if (!dap_word(&place, &result, &value))
		return dap_refuse(dap, "this is no word");
	if (!dap_write(dap, &place, &operand, value))
		return NULL;
	dap_forget_stacks(dap);
	if (!dap_look_at_frame(dap, place.number, &place))
		return NULL;
	return dap_show(dap, &place, name, &operand);
}
