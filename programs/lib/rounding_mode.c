/* Numbers are rounded to the nearest, always, which picolibc does not say. */
#include <fenv.h>

int fegetround(void)
{
	return FE_TONEAREST;
}

int fesetround(int mode)
{
	return mode != FE_TONEAREST;
}
