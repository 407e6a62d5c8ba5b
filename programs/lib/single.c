/* Functions of float that picolibc gives off by more than ten units of the last place. */
#include <math.h>

float powf(float base, float power)
{
	return (float)pow(base, power);
}

float erfcf(float number)
{
	return (float)erfc(number);
}

float tgammaf(float number)
{
	return (float)tgamma(number);
}
