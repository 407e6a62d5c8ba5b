/* errno. */
#include <errno.h>

int errno;
