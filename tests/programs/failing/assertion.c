/* An assertion that fails. */
#include <assert.h>

static int halve(int number)
{
	/* The line is in the message. */
	assert(number % 2 == 0);
	return number / 2;
}

int main(void)
{
	return halve(halve(6));
}
