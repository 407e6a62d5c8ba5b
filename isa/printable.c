/* What a terminal would obey, or hide, instead of showing is shown by its bytes. */
#include "isa/printable.h"

#include <stdint.h>
#include <string.h>

/* The length of the UTF-8 character that begins here and its code; 0 where there is none. */
static size_t decode_utf8(const uint8_t *bytes, size_t length, uint32_t *code)
{
	static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t count = bytes[0] < 0x80 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
	if (count == 1) {
		*code = bytes[0];
		return 1;
	}
	if (bytes[0] < 0xC0 || bytes[0] >= 0xF8 || count > length)
		return 0;
	*code = bytes[0] & (0x7Fu >> count);
	for (size_t i = 1; i < count; i++) {
		if ((bytes[i] & 0xC0) != 0x80)
			return 0;
		*code = *code << 6 | (bytes[i] & 0x3F);
	}
	bool is_surrogate = *code >= 0xD800 && *code < 0xE000;
	return *code < smallest[count] || *code > 0x10FFFF || is_surrogate ? 0 : count;
}

/* The control characters of ASCII and of Latin 1, those that end a line elsewhere, and those that
 * set its direction. */
static bool is_obeyed(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x200E || code == 0x200F ||
	       (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* What has no width: two names that differ in it alone look the same. */
static bool is_invisible(uint32_t code)
{
	return code == 0xAD || (code >= 0x200B && code <= 0x200D) ||
	       (code >= 0x2060 && code <= 0x2064) || code == 0xFEFF ||
	       (code >= 0xE0000 && code <= 0xE007F);
}

size_t printable_take(const char *text, size_t length, char shown[PRINTABLE_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	uint32_t code = 0;
	size_t count = decode_utf8((const uint8_t *)text, length, &code);
	if (count != 0 && !is_obeyed(code) && !is_invisible(code)) {
		memcpy(shown, text, count);
		shown[count] = 0;
		return count;
	}
	uint8_t byte = (uint8_t)text[0];
	const char escape[PRINTABLE_SIZE] = { '\\', 'x', digits[byte >> 4], digits[byte & 15], 0 };
	memcpy(shown, escape, sizeof escape);
	return 1;
}

bool is_printable(const char *text)
{
	char shown[PRINTABLE_SIZE];
	size_t length = strlen(text);
	for (size_t at = 0, count; at < length; at += count) {
		count = printable_take(text + at, length - at, shown);
		if (memcmp(shown, text + at, count) != 0)
			return false;
	}
	return true;
}

size_t printable_text(char *to, size_t size, const char *text)
{
	size_t length = strlen(text), written = 0, whole = 0;
	for (size_t at = 0; at < length;) {
		char shown[PRINTABLE_SIZE];
		at += printable_take(text + at, length - at, shown);
		size_t count = strlen(shown);
		if (whole == written && count < size - written) {
			memcpy(to + written, shown, count);
			written += count;
		}
		whole += count;
	}
	if (size != 0)
		to[written] = 0;
	return whole;
}
