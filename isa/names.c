/* The names of the registers, and of the words of the trap area. */
#include "isa/names.h"

#include <stdbool.h>
#include <string.h>

#include "isa/psw.h"

static const char *const register_names[REGISTERS] = {
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
	return register_names[number];
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
		if (same(name, length, register_names[number]))
			return number;
	for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
		if (same(name, length, aliases[i].name))
			return aliases[i].number;
	return numbered(name, length);
}

#define PSW_NAMES(psw, which)                                                     \
	[(psw) / 4] = which "status", [(psw) / 4 + 1] = which "pc",               \
	         [(psw) / 4 + 2] = which "base", [(psw) / 4 + 3] = which "bound", \
	         [(psw) / 4 + 4] = which "timer"

const char *trap_area_name(uint32_t address)
{
	static const char *const names[TRAP_AREA_END / 4] = {
		PSW_NAMES(TRAP_OLD_PSW, "old "), [TRAP_CAUSE / 4] = "cause",
		[TRAP_VALUE / 4] = "value",      [TRAP_WORD / 4] = "word",
		PSW_NAMES(TRAP_NEW_PSW, "new "),
	};
	return address < TRAP_AREA_END ? names[address / 4] : NULL;
}
