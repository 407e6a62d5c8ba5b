/* Classes of characters, in ASCII. */
#include <ctype.h>

static int is_within(int character, int first, int last)
{
	return character >= first && character <= last;
}

int isdigit(int character)
{
	return is_within(character, '0', '9');
}

int isupper(int character)
{
	return is_within(character, 'A', 'Z');
}

int islower(int character)
{
	return is_within(character, 'a', 'z');
}

int isalpha(int character)
{
	return isupper(character) || islower(character);
}

int isalnum(int character)
{
	return isalpha(character) || isdigit(character);
}

int isxdigit(int character)
{
	return isdigit(character) || is_within(character, 'A', 'F') ||
	       is_within(character, 'a', 'f');
}

int isblank(int character)
{
	return character == ' ' || character == '\t';
}

int isspace(int character)
{
	return character == ' ' || is_within(character, '\t', '\r');
}

int iscntrl(int character)
{
	return is_within(character, 0, 31) || character == 127;
}

int isprint(int character)
{
	return is_within(character, ' ', '~');
}

int isgraph(int character)
{
	return is_within(character, '!', '~');
}

int ispunct(int character)
{
	return isgraph(character) && !isalnum(character);
}

int tolower(int character)
{
	return isupper(character) ? character - 'A' + 'a' : character;
}

int toupper(int character)
{
	return islower(character) ? character - 'a' + 'A' : character;
}
