/* Variables and where they are, by the debug information of an image. */
#include <dwarf.h>
#include <string.h>

#include "assembler/image/image_frames.h"

enum { MOST_SCOPES = 32 };

/* The unit that an address is in; false where none has it. */
static bool find_unit(Dwarf *dwarf, uint32_t pc, Dwarf_Die *unit)
{
	Dwarf_Off offset = 0, next;
	size_t header;
	for (; dwarf_nextcu(dwarf, offset, &next, &header, NULL, NULL, NULL) == 0; offset = next)
		if (dwarf_offdie(dwarf, offset + header, unit) != NULL &&
		    dwarf_haspc(unit, pc) == 1)
			return true;
	return false;
}

static uint64_t type_of(Dwarf_Die *die)
{
	Dwarf_Attribute attribute;
	Dwarf_Die type;
	return dwarf_attr_integrate(die, DW_AT_type, &attribute) != NULL &&
	                       dwarf_formref_die(&attribute, &type) != NULL
	               ? dwarf_dieoffset(&type)
	               : 0;
}

static void take_place(const struct place *place, struct image_variable *variable)
{
	variable->value = place->value;
	variable->where = place->kind == PLACE_MEMORY     ? VALUE_IN_MEMORY
	                  : place->kind == PLACE_REGISTER ? VALUE_IN_REGISTER
	                  : place->kind == PLACE_VALUE    ? VALUE_KNOWN
	                                                  : VALUE_LOST;
}

/* Where code at pc finds the variable. */
static void find_place(Dwarf_Die *die, uint32_t pc, const struct image_frame *frame,
                       const struct image_memory *memory, const uint32_t *base,
                       struct image_variable *variable)
{
	Dwarf_Attribute attribute;
	Dwarf_Op *operations;
	size_t count;
	Dwarf_Sword constant;
	variable->where = VALUE_LOST;
	if (dwarf_attr_integrate(die, DW_AT_const_value, &attribute) != NULL &&
	    dwarf_formsdata(&attribute, &constant) == 0) {
		variable->where = VALUE_KNOWN;
		variable->value = (uint32_t)constant;
	} else if (dwarf_attr_integrate(die, DW_AT_location, &attribute) != NULL &&
	           dwarf_getlocation_addr(&attribute, pc, &operations, &count, 1) == 1 &&
	           count != 0) {
		struct place place = evaluate_place(operations, count, frame, memory, base);
		take_place(&place, variable);
	}
}

/* What a function's locals are addressed from; false where that is not known. */
static bool find_base(Dwarf_Die *function, uint32_t pc, const struct image_frame *frame,
                      const struct image_memory *memory, uint32_t *base)
{
	struct image_variable place = { .where = VALUE_LOST };
	Dwarf_Attribute attribute;
	Dwarf_Op *operations;
	size_t count;
	if (dwarf_attr_integrate(function, DW_AT_frame_base, &attribute) == NULL ||
	    dwarf_getlocation_addr(&attribute, pc, &operations, &count, 1) != 1 || count == 0)
		return false;
	struct place found = evaluate_place(operations, count, frame, memory, NULL);
	take_place(&found, &place);
	*base = place.where == VALUE_IN_REGISTER ? frame->registers[place.value] : place.value;
	return place.where != VALUE_LOST;
}

static bool is_variable(Dwarf_Die *die)
{
	int tag = dwarf_tag(die);
	return (tag == DW_TAG_variable || tag == DW_TAG_formal_parameter) &&
	       dwarf_diename(die) != NULL;
}

static bool is_scope(Dwarf_Die *die)
{
	int tag = dwarf_tag(die);
	return tag == DW_TAG_subprogram || tag == DW_TAG_lexical_block ||
	       tag == DW_TAG_inlined_subroutine;
}

/* The scopes around an address, from the function inwards: how many. */
static size_t find_scopes(Dwarf_Die *unit, uint32_t pc, Dwarf_Die scopes[MOST_SCOPES])
{
	size_t count = 0;
	Dwarf_Die child, *in = unit;
	while (count < MOST_SCOPES) {
		int status = dwarf_child(in, &child);
		while (status == 0 && !(is_scope(&child) && dwarf_haspc(&child, pc) == 1))
			status = dwarf_siblingof(&child, &child);
		if (status != 0)
			break;
		scopes[count] = child;
		in = &scopes[count++];
	}
	return count;
}

size_t image_locals(struct image *image, const struct image_frame *frame,
                    const struct image_memory *memory, struct image_variable *variables,
                    size_t most)
{
	uint32_t pc = frame->is_caller ? frame->pc - 1 : frame->pc, base = 0;
	Dwarf *dwarf = image_dwarf(image);
	Dwarf_Die unit, scopes[MOST_SCOPES], child;
	size_t found = 0, count;
	if (dwarf == NULL || !find_unit(dwarf, pc, &unit))
		return 0;
	count = find_scopes(&unit, pc, scopes);
	bool has_base = count != 0 && find_base(&scopes[0], pc, frame, memory, &base);
	for (size_t i = count; i-- > 0;) {
		int status = dwarf_child(&scopes[i], &child);
		for (; status == 0 && found < most; status = dwarf_siblingof(&child, &child)) {
			if (!is_variable(&child))
				continue;
			struct image_variable *variable = &variables[found++];
			*variable = (struct image_variable){ dwarf_diename(&child), type_of(&child),
				                             VALUE_LOST, 0 };
			find_place(&child, pc, frame, memory, has_base ? &base : NULL, variable);
		}
	}
	return found;
}

bool image_global(struct image *image, const char *name, struct image_variable *variable)
{
	Dwarf *dwarf = image_dwarf(image);
	Dwarf_Off offset = 0, next;
	Dwarf_Die unit, child;
	size_t header;
	const struct image_frame none = { .has_cfa = false };
	for (; dwarf != NULL && dwarf_nextcu(dwarf, offset, &next, &header, NULL, NULL, NULL) == 0;
	     offset = next) {
		if (dwarf_offdie(dwarf, offset + header, &unit) == NULL)
			continue;
		int status = dwarf_child(&unit, &child);
		for (; status == 0; status = dwarf_siblingof(&child, &child)) {
			if (!is_variable(&child) || strcmp(dwarf_diename(&child), name) != 0)
				continue;
			*variable = (struct image_variable){ dwarf_diename(&child), type_of(&child),
				                             VALUE_LOST, 0 };
			find_place(&child, 0, &none, NULL, NULL, variable);
			if (variable->where == VALUE_LOST &&
			    image_symbol_value(image, name, &variable->value))
				variable->where = VALUE_IN_MEMORY; /* declared here, and an address
				                                      elsewhere */
			if (variable->where == VALUE_IN_MEMORY)
				return true;
		}
	}
	return false;
}
