/* The images of a session as gdb reads them, where their files are not on this host: gdb's own
 * requests for files, for reading alone. */
#include <string.h>

#include "machine/debug/gdb.h"

enum { STATUS_SIZE = 64, SIZE_AT = 28, NO_SUCH_FILE = 2, BAD_FILE = 9 };

/* The file of this number: the session's, then its symbols'; false behind the last. */
static bool file_of(const struct session *session, unsigned number, const char **name,
                    const uint8_t **bytes, size_t *size)
{
	const struct options *options = &session->options;
	if (number < session->file_count) {
		*name = options->files[number];
		*bytes = session->files[number].bytes;
		*size = session->files[number].size;
		return true;
	}
	number -= session->file_count;
	if (number >= options->symbol_count || session->symbols[number] == NULL)
		return false;
	*name = options->symbols[number];
	*bytes = image_bytes(session->symbols[number], size);
	return true;
}

/* A name as gdb asks for it: from the root on. */
static const char *without_root(const char *name)
{
	return name + (*name == '/');
}

static void open_file(struct debugger *debugger, const char *text)
{
	char name[1024];
	const char *own;
	const uint8_t *bytes;
	size_t size, length = take_bytes(text, (uint8_t *)name, sizeof name - 1);
	name[length] = 0;
	for (unsigned i = 0; file_of(debugger->session, i, &own, &bytes, &size); i++)
		if (strcmp(without_root(own), without_root(name)) == 0) {
			reply_text(&debugger->packets, "F%x", i);
			return;
		}
	reply_text(&debugger->packets, "F-1,%x", NO_SUCH_FILE);
}

/* NUMBER,COUNT,OFFSET */
static void read_file(struct debugger *debugger, const char *text)
{
	struct packets *packets = &debugger->packets;
	uint64_t number, count, offset;
	const char *name;
	const uint8_t *bytes;
	size_t size;
	if (!take_hex(&text, &number) || *text++ != ',' || !take_hex(&text, &count) ||
	    *text++ != ',' || !take_hex(&text, &offset) || number > UINT32_MAX ||
	    !file_of(debugger->session, (unsigned)number, &name, &bytes, &size)) {
		reply_text(packets, "F-1,%x", BAD_FILE);
		return;
	}
	if (offset > size)
		offset = size;
	if (count > size - offset)
		count = size - offset;
	if (count > PACKET_SIZE / 2 - 32)
		count = PACKET_SIZE / 2 - 32;
	reply_text(packets, "F%x;", (unsigned)count);
	for (uint64_t i = 0; i < count; i++)
		reply_byte(packets, bytes[offset + i]);
}

static void stat_file(struct debugger *debugger, const char *text)
{
	uint64_t number;
	const char *name;
	const uint8_t *bytes;
	size_t size;
	if (!take_hex(&text, &number) || number > UINT32_MAX ||
	    !file_of(debugger->session, (unsigned)number, &name, &bytes, &size)) {
		reply_text(&debugger->packets, "F-1,%x", BAD_FILE);
		return;
	}
	reply_text(&debugger->packets, "F%x;", STATUS_SIZE);
	for (unsigned i = 0; i < STATUS_SIZE; i++) {
		bool is_size = i >= SIZE_AT && i < SIZE_AT + 8;
		uint64_t byte = is_size ? (uint64_t)size >> 8 * (SIZE_AT + 7 - i) : 0;
		reply_byte(&debugger->packets, (uint8_t)(byte & 0xFF));
	}
}

bool debug_answer_file(struct debugger *debugger, const char *text)
{
	static const struct {
		const char *name;
		void (*function)(struct debugger *debugger, const char *text);
	} requests[] = {
		{ "vFile:open:", open_file },
		{ "vFile:pread:", read_file },
		{ "vFile:fstat:", stat_file },
	};
	for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
		size_t length = strlen(requests[i].name);
		if (strncmp(text, requests[i].name, length) == 0) {
			requests[i].function(debugger, text + length);
			return true;
		}
	}
	bool is_easy =
	        strncmp(text, "vFile:setfs:", 12) == 0 || strncmp(text, "vFile:close:", 12) == 0;
	if (is_easy)
		reply_text(&debugger->packets, "F0");
	return is_easy;
}
