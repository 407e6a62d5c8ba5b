/* The texts of the library's error numbers. */
#include <errno.h>
#include <stddef.h>
#include <string.h>

char *strerror(int number)
{
	static const struct {
		int number;
		const char *text;
	} errors[] = {
		{ 0, "Success" },
		{ ENOMEM, "Cannot allocate memory" },
		{ EINVAL, "Invalid argument" },
		{ EDOM, "Numerical argument out of domain" },
		{ ERANGE, "Numerical result out of range" },
		{ EOVERFLOW, "Value too large for defined data type" },
		{ EILSEQ, "Invalid or incomplete multibyte or wide character" },
	};

	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		if (errors[i].number == number)
			return (char *)(size_t)errors[i].text;
	return (char *)(size_t) "Unknown error";
}
