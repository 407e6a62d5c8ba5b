/* --dump: the final state as JSON, so that two runs can be compared. */
#include <jansson.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

#include "isa/names.h"
#include "isa/ports.h"
#include "isa/printable.h"
#include "machine/front/file.h"
#include "machine/front/exit_status.h"
#include "machine/run/json.h"
#include "machine/run/report.h"
#include "machine/run/session.h"

static json_t *text_of(const uint8_t digest[SHA256_DIGEST_SIZE])
{
	char text[2 * SHA256_DIGEST_SIZE + 1];
	for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++)
		snprintf(text + 2 * i, 3, "%02x", digest[i]);
	return json_string(text);
}

static json_t *hex_of(const struct sha256_ctx *context)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx copy = *context;
	sha256_digest(&copy, sizeof digest, digest);
	return text_of(digest);
}

static json_t *digest_of(const uint8_t *bytes, size_t size)
{
	struct sha256_ctx context;
	sha256_init(&context);
	sha256_update(&context, size, bytes);
	return hex_of(&context);
}

static json_t *registers_of(const struct view *view)
{
	json_t *registers = json_object();
	for (unsigned i = 0; i < REGISTERS; i++)
		json_object_set_new(registers, register_name(i), json_integer(view->registers[i]));
	return registers;
}

static json_t *psw_of(const struct psw *psw)
{
	return json_pack("{s:I, s:I, s:I, s:I, s:I}", "status", (json_int_t)psw->status, "pc",
	                 (json_int_t)psw->pc, "base", (json_int_t)psw->base, "bound",
	                 (json_int_t)psw->bound, "timer", (json_int_t)psw->timer);
}

static json_t *json_TRUTH(bool value)
{
	return json_boolean(value);
}

static json_t *json_WORD(uint32_t value)
{
	return json_integer(value);
}

/* Null where nothing is to come. */
static json_t *json_INSTANT(uint64_t value)
{
	return value == NEVER ? json_null() : json_count(value);
}

static json_t *devices_of(const struct devices *devices)
{
	json_t *all = json_object();
#define DEVICE_STATE(device)                    \
	{                                       \
		json_t *fields = json_object(); \
		json_object_set_new(all, #device, fields);
#define FIELD(device, name, TYPE, reset) \
	json_object_set_new(fields, #name, json_##TYPE(devices->device.name));
#define DEVICE_STATE_END(device) }
#include "machine/devices/devices.def"
	return all;
}

/* What the buffer holds: of each page the address and the entry, in the order of the addresses, as
 * bytes of a digest. */
static json_t *buffer_of(const struct buffer *buffer)
{
	struct sha256_ctx context;
	uint32_t kept = ~(PAGE_SIZE - 1) | ENTRY_BITS | paging_keeps(buffer->profile);
	json_int_t pages = 0;
	if (buffer->pages == NULL)
		return json_null();
	sha256_init(&context);
	for (uint32_t table = 0; table < TABLE_ENTRIES; table++) {
		const uint32_t first = table * TABLE_SPACE;
		bool is_there = buffer_place(buffer, first) != NULL;
		for (uint32_t page = 0; is_there && page < TABLE_ENTRIES; page++) {
			uint32_t address = first + page * PAGE_SIZE;
			uint32_t entry = buffer_entry(buffer, address) & kept;
			uint8_t bytes[2 * sizeof entry];
			if (entry == 0)
				continue;
			write_word(bytes, address);
			write_word(bytes + sizeof entry, entry);
			sha256_update(&context, sizeof bytes, bytes);
			pages++;
		}
	}
	return json_pack("{s:I, s:I, s:o}", "root", (json_int_t)buffer->root, "pages", pages,
	                 "sha256", hex_of(&context));
}

static json_t *view_of(const struct view *view)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:{s:I, s:o}}", "registers", registers_of(view),
	                 "psw", psw_of(&view->psw), "clock", json_count(view->devices.clock),
	                 "devices", devices_of(&view->devices), "buffer", buffer_of(&view->buffer),
	                 "memory", "size", (json_int_t)view->memory_size, "sha256",
	                 digest_of(view->memory, view->memory_size));
}

/* As the run saw it. */
static json_t *disk_of(const struct session *session)
{
	struct host_disk copy = session->computer.disk, *disk = &copy;
	struct sha256_ctx context;
	uint8_t sector[SECTOR_SIZE];
	_Static_assert(STATE_DIGEST == SHA256_DIGEST_SIZE, "both are of SHA-256");
	if (session->has_disk_digest)
		return json_pack("{s:I, s:o}", "sectors", (json_int_t)disk->sectors, "sha256",
		                 text_of(session->disk_digest));
	sha256_init(&context);
	for (uint32_t i = 0; i < disk->sectors && host_disk_transfer(disk, i, sector, false); i++)
		sha256_update(&context, sizeof sector, sector);
	return json_pack("{s:I, s:o}", "sectors", (json_int_t)disk->sectors, "sha256",
	                 hex_of(&context));
}

/* The bytes of a range, as far as there is memory. */
static json_t *range_of(const struct view *view, const struct memory_range *range)
{
	uint32_t address = range->address, size = 0;
	if (address < view->memory_size)
		size = view->memory_size - address < range->size ? view->memory_size - address
		                                                 : range->size;
	char *text = malloc(2 * (size_t)size + 1);
	if (text == NULL)
		return NULL;
	text[0] = 0;
	for (uint32_t i = 0; i < size; i++)
		snprintf(text + 2 * (size_t)i, 3, "%02x", view->memory[address + i]);
	char name[256];
	printable_text(name, sizeof name, range->text);
	json_t *object = json_pack("{s:s, s:I, s:I, s:s}", "range", name, "address",
	                           (json_int_t)address, "size", (json_int_t)size, "bytes", text);
	free(text);
	return object;
}

static void add_ranges(json_t *guest, const struct view *view, const struct memory_ranges *ranges)
{
	if (ranges->count == 0)
		return;
	json_t *list = json_array();
	for (unsigned i = 0; i < ranges->count; i++)
		json_array_append_new(list, range_of(view, &ranges->list[i]));
	json_object_set_new(json_object_get(guest, "memory"), "ranges", list);
}

bool report_check_dump(struct session *session, struct failure *failure)
{
	struct options *options = &session->options;
	const char *path = options->dump;
	if (path == NULL)
		return true;
	bool has_kernel = session->vmms < session->file_count;
	if (!has_kernel && options->ranges.count != 0)
		return fail(failure, EXIT_USAGE, "--dump-memory: there is no kernel above the VMM");
	if (has_kernel &&
	    !ranges_resolve(&options->ranges, session->images[session->vmms], failure))
		return false;
	if (!options_check_output(options, "the dump", path, failure))
		return false;
	int error = check_output(path);
	return error == 0 || fail(failure, EXIT_OUTPUT, "%s: %s", path, strerror(error));
}

bool report_dump(const struct session *session, const struct view *views, unsigned count,
                 int status, struct failure *failure)
{
	json_t *guest = view_of(&views[count - 1]);
	add_ranges(guest, &views[count - 1], &session->options.ranges);
	json_t *document = json_pack(
	        "{s:s, s:i, s:s, s:i, s:o, s:o, s:o}", "stop", session_stop(session), "exit_status",
	        status, "isa", options_profile_name(&session->options), "levels", (int)count - 1,
	        "guest", guest, "machine", view_of(&views[0]), "disk", disk_of(session));
	if (document == NULL)
		return fail(failure, EXIT_FAULT, "no memory for the dump");
	const char *path = session->options.dump;
	char *text = json_dumps(document, JSON_INDENT(2));
	json_decref(document);
	if (text == NULL)
		return fail(failure, EXIT_FAULT, "no memory for the dump");
	int error = write_whole(path, text, strlen(text), false);
	free(text);
	return error == 0 || fail(failure, EXIT_OUTPUT, "%s: %s", path, writing_problem(error));
}
