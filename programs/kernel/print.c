/* The kernel's own messages. */
#include <stdarg.h>
#include <stdint.h>
#include "programs/kernel/kernel.h"
#include "programs/kernel/machine.h"
#include "programs/kernel/print.h"

static void print_text(const char *text)
{
	while (*text != '\0')
		port_out(PORT_CONSOLE_OUTPUT, (uint8_t)*text++);
}

static void print_number(uint32_t value, uint32_t radix, unsigned minimum)
{
	char digits[11];
	char *digit = digits + sizeof digits;
	*--digit = '\0';
	do {
		*--digit = "0123456789abcdef"[value % radix];
		value /= radix;
	} while (value != 0 || digit > digits + sizeof digits - 1 - minimum);
	print_text(digit);
}

static void print_argument(char conversion, va_list *arguments)
{
	int number;
	switch (conversion) {
	case 's':
		print_text(va_arg(*arguments, const char *));
		break;
	case 'd':
		number = va_arg(*arguments, int);
		if (number < 0)
			port_out(PORT_CONSOLE_OUTPUT, '-');
		print_number(number < 0 ? 0 - (uint32_t)number : (uint32_t)number, 10, 1);
		break;
	case 'u':
		print_number(va_arg(*arguments, uint32_t), 10, 1);
		break;
	case 'x':
		print_number(va_arg(*arguments, uint32_t), 16, 8);
		break;
	default:
		panic("print: bad conversion");
	}
}

void print(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	for (; *format != '\0'; format++) {
		if (*format == '%')
			print_argument(*++format, &arguments);
		else
			port_out(PORT_CONSOLE_OUTPUT, (uint8_t)*format);
	}
	va_end(arguments);
}

void panic(const char *text)
{
	print_text("kernel panic: ");
	print_text(text);
	print_text("\n");
	machine_halt(KERNEL_PANIC);
}
