/* Terminals, of which there is none. */
#include <termios.h>

#include "programs/lib/descriptors.h"

static int fail_of(int file)
{
	return fail(is_console(file) ? ENOTTY : EBADF);
}

int tcgetattr(int file, struct termios *settings)
{
	(void)settings;
	return fail_of(file);
}

int tcsetattr(int file, int when, const struct termios *settings)
{
	(void)when;
	(void)settings;
	return fail_of(file);
}

int tcdrain(int file)
{
	return fail_of(file);
}

int tcflush(int file, int queue)
{
	(void)queue;
	return fail_of(file);
}

speed_t cfgetispeed(const struct termios *settings)
{
	return settings->pg32_input_speed;
}

speed_t cfgetospeed(const struct termios *settings)
{
	return settings->pg32_output_speed;
}

int cfsetispeed(struct termios *settings, speed_t speed)
{
	settings->pg32_input_speed = speed;
	return 0;
}

int cfsetospeed(struct termios *settings, speed_t speed)
{
	settings->pg32_output_speed = speed;
	return 0;
}
