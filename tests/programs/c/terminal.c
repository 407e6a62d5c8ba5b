/* What is asked of terminals and of files that are not there. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <utime.h>

int main(void)
{
	struct termios settings;
	struct utimbuf times = { 1, 2 };
	int result = tcgetattr(77, &settings);
	printf("%d %d\n", result, errno == EBADF);
	memset(&settings, 0, sizeof settings);
	settings.c_lflag = ICANON | ECHO | ISIG;
	cfsetospeed(&settings, B9600);
	printf("%d\n", cfgetospeed(&settings) == B9600);
	result = tcsetattr(77, TCSANOW, &settings);
	printf("%d %d\n", result, errno == EBADF);
	result = utime("/no/file", &times);
	printf("%d %d\n", result, errno == ENOENT);
	return 0;
}
