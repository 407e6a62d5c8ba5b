/* The errors of system calls in words. */
#include "programs/kernel/error.h"
#include "programs/kernel/interface.h"

const char *error_text(int error)
{
	switch ((enum error)error) {
#define ERROR(NAME, number, text) \
	case ERROR_##NAME:        \
		return text;
#include "programs/kernel/errors.def"
	case NO_ERROR:
		return "no error";
	}
	return "unknown error";
}
