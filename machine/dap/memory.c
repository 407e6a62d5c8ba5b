/* Memory as bytes and as instructions, and the text of sources. */
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <nettle/base64.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isa/disassemble.h"
#include "isa/printable.h"
#include "machine/dap/dap.h"
#include "machine/front/file.h"
#include "machine/run/site.h"

enum { MOST_BYTES = 1 << 20, MOST_INSTRUCTIONS = 1 << 16, MOST_SOURCE = 16 << 20 };

/* The level is above the 32 bits of the address, so that clients may calculate with it. */
void dap_reference(unsigned level, uint32_t address, char text[24])
{
	snprintf(text, 24, "0x%" PRIx64, (uint64_t)level << 32 | address);
}

bool dap_take_reference(const char *text, unsigned *level, uint32_t *address)
{
	char *end;
	errno = 0;
	unsigned long long number = strtoull(text, &end, 0);
	if (errno != 0 || end == text || *end != 0 || number >> 32 >= VIEWS || *text == '-')
		return false;
	*level = (unsigned)(number >> 32);
	*address = (uint32_t)number;
	return true;
}

/* What memoryReference and offset say. */
static bool take_address(struct dap *dap, const json_t *arguments, struct dap_memory *memory,
                         unsigned *level, uint32_t *address)
{
	const char *reference = dap_string(arguments, "memoryReference");
	struct image_memory reader;
	int64_t offset = 0;
	dap_number(arguments, "offset", INT32_MIN, INT32_MAX, &offset);
	if (reference == NULL || !dap_take_reference(reference, level, address) ||
	    !dap_memory_of(dap, *level, NULL, memory, &reader)) {
		dap_refuse(dap, "no such address");
		return false;
	}
	*address += (uint32_t)offset;
	return true;
}

/* The bytes that lie together from an address on; 0: there are none. */
static uint32_t bytes_at(struct dap *dap, const struct view *view, uint32_t address, uint32_t most,
                         const uint8_t **bytes)
{
	uint32_t physical, count = level_translate(&dap->session, view, address, most, &physical);
	*bytes = dap->session.computer.memory.bytes + (count == 0 ? 0 : physical);
	return count;
}

static json_t *encoded(const uint8_t *bytes, size_t size)
{
	char *text = malloc(BASE64_ENCODE_RAW_LENGTH(size) + 1);
	if (text == NULL)
		return NULL;
	base64_encode_raw(text, size, bytes);
	json_t *string = json_stringn(text, BASE64_ENCODE_RAW_LENGTH(size));
	free(text);
	return string;
}

json_t *dap_read_memory(struct dap *dap, const json_t *arguments)
{
	struct dap_memory memory;
	unsigned level;
	uint32_t address, size = 0;
	int64_t count;
	char reference[24];
	if (!dap_number(arguments, "count", 0, MOST_BYTES, &count))
		return dap_refuse(dap, "at most %d bytes at once", MOST_BYTES);
	if (!take_address(dap, arguments, &memory, &level, &address))
		return NULL;
	uint8_t *bytes = malloc((size_t)count + 1);
	if (bytes == NULL)
		return dap_refuse(dap, "out of memory");
	while (size < count) {
		const uint8_t *from;
		uint32_t part =
		        bytes_at(dap, &memory.view, address + size, (uint32_t)count - size, &from);
		if (part == 0)
			break;
		memcpy(bytes + size, from, part);
		size += part;
	}
	dap_reference(level, address, reference);
	json_t *body = json_pack("{s:s, s:I, s:o}", "address", reference, "unreadableBytes",
	                         (json_int_t)(count - size), "data", encoded(bytes, size));
	free(bytes);
	return body;
}

static uint8_t *decoded(const char *text, size_t *size)
{
	struct base64_decode_ctx context;
	size_t length = strlen(text);
	uint8_t *bytes = malloc(BASE64_DECODE_LENGTH(length) + 1);
	base64_decode_init(&context);
	if (bytes != NULL && base64_decode_update(&context, size, bytes, length, text) == 1 &&
	    base64_decode_final(&context) == 1)
		return bytes;
	free(bytes);
	return NULL;
}

json_t *dap_write_memory(struct dap *dap, const json_t *arguments)
{
	struct dap_memory memory;
	unsigned level;
	uint32_t address;
	size_t size, done = 0;
	const char *text = dap_string(arguments, "data");
	if (!take_address(dap, arguments, &memory, &level, &address))
		return NULL;
	uint8_t *bytes =
	        text == NULL || strlen(text) > 2 * MOST_BYTES ? NULL : decoded(text, &size);
	if (bytes == NULL)
		return dap_refuse(dap, "data is at most %d bytes in base64", MOST_BYTES);
	while (done < size) {
		const uint8_t *at;
		uint32_t part = bytes_at(dap, &memory.view, address + (uint32_t)done,
		                         (uint32_t)(size - done), &at);
		if (part == 0 || !timeline_edit(&dap->debugger.search.timeline, EDIT_MEMORY,
		                                (size_t)(at - dap->session.computer.memory.bytes),
		                                bytes + done, part))
			break;
		done += part;
	}
	free(bytes);
	dap_forget_stacks(dap);
	if (done < size && !dap_truth(arguments, "allowPartial", false))
		return dap_refuse(dap, "no memory there, from byte %zu on", done);
	return json_pack("{s:I}", "bytesWritten", (json_int_t)done);
}

/* An instruction's symbol and line, where there are any. */
static void add_place(struct dap *dap, json_t *object, uint32_t physical, uint32_t address)
{
	const struct site site = session_site(&dap->session, physical, address);
	uint32_t offset;
	const char *symbol =
	        site.image == NULL ? NULL : image_symbol_at(site.image, site.symbol, &offset);
	char name[256];
	if (symbol != NULL && offset == 0) {
		printable_text(name, sizeof name, symbol);
		json_object_set_new(object, "symbol", dap_text(name, strlen(name)));
	}
	const char *file;
	unsigned line;
	if (site.image != NULL && image_line_at(site.image, site.symbol, &file, &line)) {
		json_object_set_new(object, "line", json_integer(line));
		json_object_set_new(object, "location", dap_source_of(file));
	}
}

static json_t *instruction_at(struct dap *dap, const struct view *view, unsigned level,
                              uint32_t address)
{
	char reference[24], text[DISASSEMBLY_SIZE], bytes[12];
	const uint8_t *at;
	uint32_t physical;
	uint32_t profile = options_profile_shown(&dap->session.options);
	dap_reference(level, address, reference);
	if (address % 4 != 0 || bytes_at(dap, view, address, 4, &at) < 4)
		return json_pack("{s:s, s:s, s:s}", "address", reference, "instruction",
		                 "(no memory)", "presentationHint", "invalid");
	uint32_t word = read_word(at);
	physical = (uint32_t)(at - dap->session.computer.memory.bytes);
	snprintf(bytes, sizeof bytes, "%08" PRIx32, word);
	json_t *object = json_pack("{s:s, s:s, s:s}", "address", reference, "instructionBytes",
	                           bytes, "instruction", disassemble(profile, word, address, text));
	add_place(dap, object, physical, address);
	return object;
}

json_t *dap_disassemble(struct dap *dap, const json_t *arguments)
{
	struct dap_memory memory;
	unsigned level;
	uint32_t address;
	int64_t first = 0, count;
	if (!dap_number(arguments, "instructionCount", 0, MOST_INSTRUCTIONS, &count))
		return dap_refuse(dap, "at most %d instructions at once", MOST_INSTRUCTIONS);
	dap_number(arguments, "instructionOffset", INT32_MIN, INT32_MAX, &first);
	if (!take_address(dap, arguments, &memory, &level, &address))
		return NULL;
	json_t *list = json_array();
	address += (uint32_t)first * 4;
	for (int64_t i = 0; i < count; i++, address += 4)
		json_array_append_new(list, instruction_at(dap, &memory.view, level, address));
	return json_pack("{s:o}", "instructions", list);
}

json_t *dap_source(struct dap *dap, const json_t *arguments)
{
	const char *path = dap_string(json_object_get(arguments, "source"), "path");
	size_t size;
	if (path == NULL || !dap_is_source(dap, path))
		return dap_refuse(dap, "no program has this source");
	uint8_t *bytes = read_whole(path, MOST_SOURCE, &size);
	if (bytes == NULL)
		return dap_refuse(dap, "%s: %s", path, reading_problem(errno));
	json_t *body = json_pack("{s:o}", "content", dap_text((const char *)bytes, size));
	free(bytes);
	return body;
}
