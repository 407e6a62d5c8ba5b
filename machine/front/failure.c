/* A failure for people: one line, and the exit status that goes with it. */
#include "machine/front/failure.h"

#include <stdarg.h>
#include <stdio.h>

#include "isa/printable.h"

bool fail(struct failure *failure, int status, const char *format, ...)
{
	char message[MESSAGE_SIZE];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	printable_text(failure->message, sizeof failure->message, message);
	failure->status = status;
	return false;
}
