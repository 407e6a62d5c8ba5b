/* --dump: the final state as JSON, so that two runs can be compared. */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "isa/instruction.h"
#include "machine/host/exit_status.h"
#include "machine/run/report.h"

static json_t *hex_of(const struct sha256_ctx *context)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	char text[2 * SHA256_DIGEST_SIZE + 1];
	struct sha256_ctx copy = *context;
	sha256_digest(&copy, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		snprintf(text + 2 * i, 3, "%02x", digest[i]);
	return json_string(text);
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

static json_t *view_of(const struct view *view)
{
	return json_pack("{s:o, s:o, s:I, s:{s:I, s:o}}", "registers", registers_of(view), "psw",
	                 psw_of(&view->psw), "clock", (json_int_t)view->clock, "memory", "size",
	                 (json_int_t)view->memory_size, "sha256",
	                 digest_of(view->memory, view->memory_size));
}

static json_t *disk_of(struct host_disk *disk)
{
	struct sha256_ctx context;
	uint8_t sector[SECTOR_SIZE];
	sha256_init(&context);
	for (uint32_t i = 0; i < disk->sectors && host_disk_transfer(disk, i, sector, false); i++)
		sha256_update(&context, sizeof sector, sector);
	return json_pack("{s:I, s:o}", "sectors", (json_int_t)disk->sectors, "sha256",
	                 hex_of(&context));
}

static const char *outcome_name(const struct session *session)
{
	switch (session->outcome) {
	case OUTCOME_HALTED:
		return "halt";
	case OUTCOME_IDLE:
		return "idle";
	case OUTCOME_MALFORMED:
		return "malformed PSW";
	case OUTCOME_DOUBLE_TRAP:
		return "double trap";
	case OUTCOME_COMPLETED:
		return session->computer.console.leave ? "left" : "limit";
	case OUTCOME_TRAPPED:
	case OUTCOME_PRIVILEGED:
	case OUTCOME_FLAWED:
		break;
	}
	return "fault";
}

static bool write_file(const json_t *document, const char *path, const char *as,
                       struct failure *failure)
{
	if (json_dump_file(document, path, JSON_INDENT(2)) == 0)
		return true;
	return fail(failure, EXIT_OUTPUT, "%s: %s", as, strerror(errno));
}

/* The name beside the file under which it is written; the caller frees it. */
static char *temporary_name(const char *path)
{
	size_t size = strlen(path) + sizeof ".new";
	char *temporary = malloc(size);
	if (temporary != NULL)
		snprintf(temporary, size, "%s.new", path);
	return temporary;
}

/* Writes beside the file and renames, so that it is whole or not there. */
static bool write_whole(const json_t *document, const char *path, struct failure *failure)
{
	char *temporary = temporary_name(path);
	if (temporary == NULL)
		return fail(failure, EXIT_FAULT, "out of memory");
	bool written = write_file(document, temporary, path, failure);
	if (written && rename(temporary, path) != 0)
		written = fail(failure, EXIT_OUTPUT, "%s: %s", path, strerror(errno));
	if (!written)
		unlink(temporary);
	free(temporary);
	return written;
}

/* A link, a terminal, a pipe or a device is written to; renaming would put a file in its place. */
static bool is_special(const char *path)
{
	struct stat status;
	return lstat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

/* Whether the name beside the file can be made. */
static bool can_make(const char *path)
{
	char *temporary = temporary_name(path);
	int file = temporary == NULL ? -1 : open(temporary, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	if (file >= 0) {
		close(file);
		unlink(temporary);
	}
	free(temporary);
	return file >= 0;
}

bool report_check_dump(const struct options *options, struct failure *failure)
{
	const char *path = options->dump;
	/* A link may lead to a file that is yet to be made. To open a pipe would be a message. */
	if (path == NULL ||
	    (is_special(path) ? access(path, W_OK) == 0 || errno == ENOENT : can_make(path)))
		return true;
	return fail(failure, EXIT_OUTPUT, "%s: %s", path, strerror(errno));
}

bool report_dump(const struct session *session, const struct view *views, unsigned count,
                 int status, struct failure *failure)
{
	struct host_disk disk = session->computer.disk;
	json_t *document =
	        json_pack("{s:s, s:i, s:s, s:i, s:o, s:o, s:o}", "stop", outcome_name(session),
	                  "exit_status", status, "isa", profile_rows[session->options.profile].name,
	                  "levels", (int)count - 1, "guest", view_of(&views[count - 1]), "machine",
	                  view_of(&views[0]), "disk", disk_of(&disk));
	if (document == NULL)
		return fail(failure, EXIT_FAULT, "no memory for the dump");
	const char *path = session->options.dump;
	bool written = is_special(path) ? write_file(document, path, path, failure)
	                                : write_whole(document, path, failure);
	json_decref(document);
	return written;
}
