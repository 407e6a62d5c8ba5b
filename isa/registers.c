/* The names of the registers. */
#include "isa/instruction.h"

#include <string.h>

#include "isa/psw.h"

static const char *const names[REGISTERS] = {
#define REGISTER(number, name, role) [number] = name,
#include "isa/registers.def"
};

static const struct alias {
	int number;
	const char *name;
} aliases[] = {
#define ALIAS(number, name) { number, name },
#include "isa/registers.def"
};

const char *register_name(unsigned number)
{
	return names[number];
}

static bool same(const char *name, size_t length, const char *other)
{
	return strlen(other) == length && memcmp(name, other, length) == 0;
}

/* The number in "r0" to "r15" or "x0" to "x15", or -1. */
static int numbered(const char *name, size_t length)
{
	if (length < 2 || length > 3 || (name[0] != 'r' && name[0] != 'x'))
		return -1;
	if (length == 3 && name[1] == '0')
		return -1;
	int number = 0;
	for (size_t i = 1; i < length; i++) {
		if (name[i] < '0' || name[i] > '9')
			return -1;
		number = number * 10 + (name[i] - '0');
	}
	return number < REGISTERS ? number : -1;
}

int register_number(const char *name, size_t length)
{
	for (int number = 0; number < REGISTERS; number++)
		if (same(name, length, names[number]))
			return number;
	for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
		if (same(name, length, aliases[i].name))
			return aliases[i].number;
	return numbered(name, length);
}
