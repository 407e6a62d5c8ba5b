/* Prints the square root and the natural logarithm of each argument: doubles, by software. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments)
{
	for (int i = 1; i < count; i++) {
		double number = strtod(arguments[i], NULL);

		printf("%g: square root %.12g, logarithm %.12g\n", number, sqrt(number),
		       log(number));
	}
	return 0;
}
