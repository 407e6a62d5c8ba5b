/* The names of the compiler's functions for floating-point numbers. */
#include <string.h>

#include "assembler/link/link.h"

/* What they do, and the modes that may follow: __adddf3, __fixunssfsi, __floatsidf. */
static const struct family {
	const char *operation, *modes;
} families[] = {
	{ "add", "sf df tf" },          { "sub", "sf df tf" },  { "mul", "sf df tf sc dc tc" },
	{ "div", "sf df tf sc dc tc" }, { "neg", "sf df tf" },  { "eq", "sf df tf" },
	{ "ne", "sf df tf" },           { "lt", "sf df tf" },   { "le", "sf df tf" },
	{ "gt", "sf df tf" },           { "ge", "sf df tf" },   { "cmp", "sf df tf" },
	{ "unord", "sf df tf" },        { "powi", "sf df tf" }, { "extend", "hf sf df" },
	{ "trunc", "sf df tf" },        { "fix", "sf df tf" },  { "fixuns", "sf df tf" },
	{ "float", "si di" },           { "floatun", "si di" },
};

static bool has_mode(const char *modes, const char *text)
{
	for (; *modes != 0; modes += modes[2] == ' ' ? 3 : 2)
		if (strncmp(modes, text, 2) == 0)
			return true;
	return false;
}

bool is_floating_helper(const char *name)
{
	if (strncmp(name, "__", 2) != 0)
		return false;
	for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
		size_t length = strlen(families[i].operation);
		if (strncmp(name + 2, families[i].operation, length) == 0 &&
		    has_mode(families[i].modes, name + 2 + length))
			return true;
	}
	return false;
}
