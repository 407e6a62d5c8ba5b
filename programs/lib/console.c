/* The console and the halt, by ports. */
#include "pg32.h"
#include "programs/lib/platform.h"

void __console_write(unsigned char byte)
{
	write_port(PORT_CONSOLE_OUTPUT, byte);
}

int __console_read(void)
{
	uint32_t byte;

	do
		byte = read_port(PORT_CONSOLE_AWAIT);
	while (byte == CONSOLE_NONE);
	return byte == CONSOLE_END ? -1 : (int)byte;
}

_Noreturn void __machine_halt(int status)
{
	halt((uint32_t)status);
}
