/* What the tests of damage begin with: a little of everything that an object has. */
int next(int value);

static const char text[] = "text";
int counter = 5, zeros[4];

int next(int value)
{
	return value + text[value & 3] + counter;
}

void _start(void)
{
	for (int i = 0; i < 4; i++)
		zeros[i] = next(i);
}
