/* Streams of wide characters, and wide texts by printf and scanf. */
#include <stdio.h>
#include <string.h>
#include <wchar.h>

int main(void)
{
	wchar_t text[40] = L"", word[20] = L"";
	char bytes[20] = "";
	int number = 0, count;
	double value = 0;

	wprintf(L"%ls %d %s %5.2f %lc\n", L"wide", 42, "bytes", 2.5, (wint_t)L'c');
	count = swprintf(text, 40, L"%d-%ls", 7, L"seven");
	wprintf(L"%d %ls\n", count, text);
	wprintf(L"%d\n", swprintf(text, 3, L"too long") < 0);
	count = swscanf(L"12 word 3.5 bytes", L"%d %ls %lf %s", &number, word, &value, bytes);
	wprintf(L"%d %d %ls %g %s\n", count, number, word, value, bytes);
	if (fgetws(text, 10, stdin) != NULL)
		wprintf(L"[%ls]", text);
	wprintf(L" %lc", getwchar());
	ungetwc(L'q', stdin);
	wprintf(L" %lc\n", fgetwc(stdin));
	fputws(L"the end", stdout);
	putwchar(L'\n');
	fputwc(L'!', stdout);
	putwc(L'\n', stdout);
	return 0;
}
