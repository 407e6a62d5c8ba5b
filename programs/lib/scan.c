/* Characters from a text or a stream. */
#include "programs/lib/scan.h"

#include <ctype.h>

int __scan_look(struct scanner *scanner)
{
	if (scanner->taken >= scanner->limit)
		return EOF;
	if (!scanner->has_next) {
		if (scanner->stream != NULL)
			scanner->next = fgetc(scanner->stream);
		else if (*scanner->text != 0)
			scanner->next = (unsigned char)*scanner->text++;
		else
			scanner->next = EOF;
		scanner->has_next = true;
	}
	return scanner->next;
}

void __scan_take(struct scanner *scanner)
{
	scanner->has_next = false;
	scanner->taken++;
}

bool __scan_accept(struct scanner *scanner, int letter)
{
	int next = __scan_look(scanner);

	if (next != letter && (letter < 'a' || letter > 'z' || next != letter - 'a' + 'A'))
		return false;
	__scan_take(scanner);
	return true;
}

void __scan_space(struct scanner *scanner)
{
	while (isspace(__scan_look(scanner)))
		__scan_take(scanner);
}

void __scan_end(struct scanner *scanner)
{
	if (scanner->has_next && scanner->stream != NULL && scanner->next != EOF)
		ungetc(scanner->next, scanner->stream);
	scanner->has_next = false;
}
