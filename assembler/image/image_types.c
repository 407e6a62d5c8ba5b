/* Types, by the debug information of an image. */
#include <dwarf.h>
#include <stdio.h>
#include <string.h>

#include "assembler/image/image_frames.h"

/* Chains of types are followed so far: a damaged one may be a circle. */
enum { MOST_LINKS = 32 };

static bool type_at(struct image *image, uint64_t number, Dwarf_Die *die)
{
	Dwarf *dwarf = image_dwarf(image);
	return dwarf != NULL && number != 0 && dwarf_offdie(dwarf, number, die) != NULL;
}

static bool next_type(Dwarf_Die *die, Dwarf_Die *next)
{
	Dwarf_Attribute attribute;
	return dwarf_attr_integrate(die, DW_AT_type, &attribute) != NULL &&
	       dwarf_formref_die(&attribute, next) != NULL;
}

static bool is_wrapper(int tag)
{
	return tag == DW_TAG_typedef || tag == DW_TAG_const_type || tag == DW_TAG_volatile_type ||
	       tag == DW_TAG_restrict_type || tag == DW_TAG_atomic_type;
}

/* Without qualifiers and typedefs. */
static bool bare_type(struct image *image, uint64_t number, Dwarf_Die *die)
{
	if (!type_at(image, number, die))
		return false;
	for (unsigned i = 0; i < MOST_LINKS && is_wrapper(dwarf_tag(die)); i++)
		if (!next_type(die, die))
			return false;
	return !is_wrapper(dwarf_tag(die));
}

static uint32_t elements_of(Dwarf_Die *die)
{
	Dwarf_Die child;
	Dwarf_Attribute attribute;
	Dwarf_Word last;
	if (dwarf_child(die, &child) != 0 || dwarf_tag(&child) != DW_TAG_subrange_type)
		return 0;
	if (dwarf_attr(&child, DW_AT_count, &attribute) != NULL &&
	    dwarf_formudata(&attribute, &last) == 0)
		return last <= UINT32_MAX ? (uint32_t)last : 0;
	if (dwarf_attr(&child, DW_AT_upper_bound, &attribute) != NULL &&
	    dwarf_formudata(&attribute, &last) == 0)
		return last < UINT32_MAX ? (uint32_t)last + 1 : 0;
	return 0;
}

static void take_base(Dwarf_Die *die, struct image_type *type)
{
	Dwarf_Attribute attribute;
	Dwarf_Word encoding = 0;
	if (dwarf_attr(die, DW_AT_encoding, &attribute) != NULL)
		dwarf_formudata(&attribute, &encoding);
	if (encoding == DW_ATE_boolean)
		type->kind = TYPE_BOOLEAN;
	else if (encoding == DW_ATE_signed_char || encoding == DW_ATE_unsigned_char)
		type->kind = TYPE_CHARACTER;
	else if (encoding == DW_ATE_signed)
		type->kind = TYPE_SIGNED;
	else if (encoding == DW_ATE_unsigned)
		type->kind = TYPE_UNSIGNED;
}

struct image_type image_type(struct image *image, uint64_t number)
{
	struct image_type type = { TYPE_UNKNOWN, 0, 0, 0 };
	Dwarf_Die die, next;
	if (!bare_type(image, number, &die))
		return type;
	int size = dwarf_bytesize(&die), tag = dwarf_tag(&die);
	type.size = size > 0 ? (uint32_t)size : 0;
	if (next_type(&die, &next))
		type.of = dwarf_dieoffset(&next);
	if (tag == DW_TAG_base_type) {
		take_base(&die, &type);
	} else if (tag == DW_TAG_pointer_type) {
		type.kind = TYPE_POINTER;
		type.size = sizeof(uint32_t);
	} else if (tag == DW_TAG_enumeration_type) {
		type.kind = TYPE_ENUMERATION;
	} else if (tag == DW_TAG_structure_type || tag == DW_TAG_union_type) {
		type.kind = TYPE_STRUCTURE;
	} else if (tag == DW_TAG_array_type) {
		type.kind = TYPE_ARRAY;
		type.count = elements_of(&die);
	}
	return type;
}

/* What stands before a name in C. */
static const char *keyword(int tag)
{
	return tag == DW_TAG_structure_type     ? "struct "
	       : tag == DW_TAG_union_type       ? "union "
	       : tag == DW_TAG_enumeration_type ? "enum "
	       : tag == DW_TAG_const_type       ? "const "
	       : tag == DW_TAG_volatile_type    ? "volatile "
	                                        : "";
}

void image_type_name(struct image *image, uint64_t number, char *text, size_t size)
{
	char behind[64] = "", before[64] = "";
	Dwarf_Die die;
	const char *name = NULL;
	int tag = 0;
	bool is_there = type_at(image, number, &die);
	for (unsigned i = 0; i < MOST_LINKS && is_there; i++) {
		size_t length = strlen(behind), room = sizeof behind - length;
		tag = dwarf_tag(&die);
		name = dwarf_diename(&die);
		if (tag == DW_TAG_pointer_type) {
			memmove(behind + (room > 1), behind, length + (room > 1 ? 1 : 0));
			behind[0] = '*';
		} else if (tag == DW_TAG_array_type) {
			snprintf(behind + length, room, "[%u]", elements_of(&die));
		} else if (name != NULL) {
			break;
		} else if (*keyword(tag) != 0 && strlen(before) < 32) {
			strcat(before, keyword(tag));
		}
		is_there = next_type(&die, &die);
	}
	snprintf(text, size, "%s%s%s%s%s", before, name == NULL ? "" : keyword(tag),
	         name != NULL ? name
	         : before[0]  ? ""
	                      : "void",
	         behind[0] == 0 ? "" : " ", behind);
}

bool image_member(struct image *image, uint64_t number, size_t index, struct image_variable *member)
{
	Dwarf_Die die, child, type;
	Dwarf_Attribute attribute;
	Dwarf_Word offset = 0;
	int status = bare_type(image, number, &die) ? dwarf_child(&die, &child) : 1;
	for (; status == 0; status = dwarf_siblingof(&child, &child)) {
		if (dwarf_tag(&child) != DW_TAG_member || index-- != 0)
			continue;
		if (dwarf_attr(&child, DW_AT_data_member_location, &attribute) != NULL)
			dwarf_formudata(&attribute, &offset);
		const char *name = dwarf_diename(&child);
		bool is_field = dwarf_hasattr(&child, DW_AT_bit_size);
		*member = (struct image_variable){ name == NULL ? "(unnamed)" : name,
			                           next_type(&child, &type) && !is_field
			                                   ? dwarf_dieoffset(&type)
			                                   : 0,
			                           VALUE_IN_MEMORY, (uint32_t)offset };
		return true;
	}
	return false;
}

const char *image_enumerator(struct image *image, uint64_t number, uint32_t value)
{
	Dwarf_Die die, child;
	Dwarf_Attribute attribute;
	Dwarf_Sword constant;
	int status = bare_type(image, number, &die) ? dwarf_child(&die, &child) : 1;
	for (; status == 0; status = dwarf_siblingof(&child, &child))
		if (dwarf_tag(&child) == DW_TAG_enumerator &&
		    dwarf_attr(&child, DW_AT_const_value, &attribute) != NULL &&
		    dwarf_formsdata(&attribute, &constant) == 0 && (uint32_t)constant == value)
			return dwarf_diename(&child);
	return NULL;
}
