/* Values as a client shows them, and their parts. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "isa/printable.h"
#include "machine/dap/dap.h"

enum { SHOWN = 256 };

bool dap_word(struct place_of_frame *place, const struct operand *operand, uint32_t *word)
{
	const struct image_variable *variable = &operand->variable;
	struct image_type type = { TYPE_UNKNOWN, 0, 0, 0 };
	if (operand->image != NULL)
		type = image_type(operand->image, variable->type);
	uint32_t size = type.size == 0 ? sizeof *word : type.size;
	struct view view = place->memory.view;
	switch (variable->where) {
	case VALUE_KNOWN:
		*word = variable->value;
		return true;
	case VALUE_IN_REGISTER:
		if (variable->value < REGISTERS &&
		    (place->activation->frame.lost >> variable->value & 1) != 0)
			return false;
		memcpy(view.registers, place->activation->frame.registers, sizeof view.registers);
		view.psw.pc = place->activation->frame.pc;
		return level_get(&view, variable->value, word);
	case VALUE_IN_MEMORY:
		return size <= sizeof *word &&
		       place->reader.read(place->reader.context, variable->value, size, word);
	case VALUE_LOST:
		break;
	}
	return false;
}

/* The client may open it: the number for that, or 0 where there are too many. */
static json_int_t add_compound(struct dap *dap, struct place_of_frame *place, struct image *image,
                               uint64_t type, uint32_t address)
{
	if (dap->compound_count == MOST_COMPOUNDS)
		return 0;
	dap->compounds[dap->compound_count] =
	        (struct compound){ image, type, address, place->number };
	return (json_int_t)COMPOUNDS + dap->compound_count++;
}

/* Text in memory, up to its zero. */
static void print_string(struct place_of_frame *place, uint32_t address, uint32_t most, char *text,
                         size_t size)
{
	char plain[65];
	uint32_t length = 0, byte;
	if (most > sizeof plain - 1)
		most = sizeof plain - 1;
	while (length < most &&
	       place->reader.read(place->reader.context, address + length, 1, &byte) && byte != 0)
		plain[length++] = (char)byte;
	plain[length] = 0;
	size_t at = (size_t)snprintf(text, size, "\"");
	printable_text(text + at, size - at - 8, plain);
	strcat(text, "\"");
}

static void print_word(struct place_of_frame *place, const struct operand *operand,
                       const struct image_type *type, uint32_t word, char *text, size_t size)
{
	const char *name;
	uint32_t offset, shift = type->size >= 1 && type->size < 4 ? 32 - 8 * type->size : 0;
	size_t length;
	switch (type->kind) {
	case TYPE_SIGNED:
		snprintf(text, size, "%" PRId32, (int32_t)(word << shift) >> shift);
		break;
	case TYPE_UNSIGNED:
		snprintf(text, size, "%" PRIu32, word);
		break;
	case TYPE_BOOLEAN:
		snprintf(text, size, "%s", word != 0 ? "true" : "false");
		break;
	case TYPE_CHARACTER:
		snprintf(text, size, word >= ' ' && word <= '~' ? "%" PRIu32 " '%c'" : "%" PRIu32,
		         word, (int)word);
		break;
	case TYPE_ENUMERATION:
		name = image_enumerator(operand->image, operand->variable.type, word);
		if (name != NULL)
			printable_text(text, size, name);
		else
			snprintf(text, size, "%" PRIu32, word);
		break;
	case TYPE_POINTER:
		length = (size_t)snprintf(text, size, "0x%08" PRIx32, word);
		if (image_type(operand->image, type->of).kind == TYPE_CHARACTER)
			text[length++] = ' ',
			print_string(place, word, UINT32_MAX, text + length, size - length);
		else if ((name = image_symbol_at(operand->image, word, &offset)) != NULL &&
		         offset == 0)
			text[length++] = ' ', printable_text(text + length, size - length, name);
		break;
	case TYPE_UNKNOWN:
	case TYPE_STRUCTURE:
	case TYPE_ARRAY:
		snprintf(text, size, "0x%08" PRIx32, word);
		break;
	}
}

/* A whole that has parts. */
static json_int_t print_compound(struct dap *dap, struct place_of_frame *place,
                                 const struct operand *operand, const struct image_type *type,
                                 char *text, size_t size)
{
	uint32_t address = operand->variable.value;
	if (operand->variable.where != VALUE_IN_MEMORY) {
		snprintf(text, size, "(not in memory)");
		return 0;
	}
	if (type->kind == TYPE_STRUCTURE)
		snprintf(text, size, "{...}");
	else if (image_type(operand->image, type->of).kind == TYPE_CHARACTER)
		print_string(place, address, type->count, text, size);
	else
		snprintf(text, size, "[%" PRIu32 "]", type->count);
	return add_compound(dap, place, operand->image, operand->variable.type, address);
}

json_t *dap_show(struct dap *dap, struct place_of_frame *place, const char *name,
                 const struct operand *operand)
{
	char text[SHOWN] = "", type_name[SHOWN] = "word", reference[24], shown[SHOWN];
	struct image_type type = { TYPE_UNKNOWN, 4, 0, 0 };
	uint32_t word = 0, high;
	json_int_t parts = 0;
	bool is_typed = operand->image != NULL && operand->variable.type != 0;
	if (is_typed) {
		type = image_type(operand->image, operand->variable.type);
		image_type_name(operand->image, operand->variable.type, text, sizeof text);
		printable_text(type_name, sizeof type_name, text);
	}
	if (type.kind == TYPE_STRUCTURE || type.kind == TYPE_ARRAY) {
		parts = print_compound(dap, place, operand, &type, text, sizeof text);
	} else if (is_typed && type.size == 8 && operand->variable.where == VALUE_IN_MEMORY &&
	           place->reader.read(&place->memory, operand->variable.value, 4, &word) &&
	           place->reader.read(&place->memory, operand->variable.value + 4, 4, &high)) {
		snprintf(text, sizeof text, type.kind == TYPE_SIGNED ? "%" PRId64 : "%" PRIu64,
		         (uint64_t)high << 32 | word);
	} else if (dap_word(place, operand, &word)) {
		print_word(place, operand, &type, word, text, sizeof text);
		if (type.kind == TYPE_POINTER && word != 0 && type.of != 0)
			parts = add_compound(dap, place, operand->image, type.of, word);
	} else {
		snprintf(text, sizeof text, "%s",
		         operand->variable.where == VALUE_LOST ? "(optimized out)"
		                                               : "(no memory there)");
	}
	printable_text(shown, sizeof shown, name);
	json_t *object =
	        json_pack("{s:o, s:o, s:o, s:I}", "name", dap_text(shown, strlen(shown)), "value",
	                  dap_text(text, strlen(text)), "type",
	                  dap_text(type_name, strlen(type_name)), "variablesReference", parts);
	if (operand->variable.where == VALUE_IN_MEMORY || type.kind == TYPE_POINTER || !is_typed) {
		dap_reference(place->level,
		              operand->variable.where == VALUE_IN_MEMORY ? operand->variable.value
		                                                         : word,
		              reference);
		json_object_set_new(object, "memoryReference", json_string(reference));
	}
	return object;
}

bool dap_member(struct place_of_frame *place, const struct operand *whole, const char *name,
                size_t length, struct operand *part)
{
	(void)place;
	*part = *whole;
	if (whole->image == NULL || whole->variable.where != VALUE_IN_MEMORY)
		return false;
	for (size_t i = 0; image_member(whole->image, whole->variable.type, i, &part->variable);
	     i++)
		if (strlen(part->variable.name) == length &&
		    memcmp(part->variable.name, name, length) == 0) {
			part->variable.value += whole->variable.value;
			return true;
		}
	return false;
}

bool dap_element(struct place_of_frame *place, const struct operand *whole, uint32_t index,
                 struct operand *part)
{
	struct image_type type = { TYPE_UNKNOWN, 0, 0, 0 };
	uint32_t address = whole->variable.value;
	if (whole->image != NULL)
		type = image_type(whole->image, whole->variable.type);
	*part = *whole;
	if (type.kind == TYPE_POINTER
	            ? !dap_word(place, whole, &address)
	            : type.kind != TYPE_ARRAY || whole->variable.where != VALUE_IN_MEMORY)
		return false;
	uint32_t size = image_type(whole->image, type.of).size;
	part->variable.type = type.of;
	part->variable.where = VALUE_IN_MEMORY;
	part->variable.value = address + index * (size == 0 ? 1 : size);
	return true;
}
