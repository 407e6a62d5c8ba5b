/* Makes a session of a saved timeline. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "machine/front/exit_status.h"
#include "machine/run/saved.h"

/* Puts what it was made with into the options. */
static bool prepare(struct saved *saved, struct session *session, struct failure *failure)
{
	struct options *options = &session->options;
	options->memory_size = saved->memory_size;
	options->machine_memory = saved->machine_memory;
	options->limit = saved->limit;
	options->output_limit = saved->output_limit;
	options->hybrid = saved->is_hybrid;
	options->equipment.profile = saved->profile;
	options->equipment.seed = saved->seed;
	for (unsigned i = 0; i < saved->file_count; i++) {
		const struct file *from = &saved->files[i].file;
		uint8_t *bytes = malloc((size_t)from->size + 1);
		if (bytes == NULL)
			return fail(failure, EXIT_FAULT, "out of memory");
		memcpy(bytes, from->bytes, from->size);
		bytes[from->size] = 0;
		session->files[i] = (struct file){ bytes, from->size };
		options->files[i] = saved->files[i].name;
	}
	options->file_count = session->file_count = saved->file_count;
	if (options->symbol_count + saved->symbol_count > SYMBOL_FILES)
		return fail(failure, EXIT_USAGE, "at most %d times --symbols", SYMBOL_FILES);
	for (unsigned i = 0; i < saved->symbol_count; i++)
		options->symbols[options->symbol_count++] = saved->symbols[i].name;
	return true;
}

bool saved_load(struct session *session, bool is_hosted, struct failure *failure)
{
	const char *path = session->options.replay;
	if (path == NULL)
		return true;
	session->saved = saved_read(path, failure);
	if (session->saved == NULL)
		return false;
	if (session->saved->is_hosted != is_hosted)
		return fail(failure, EXIT_IMAGE, "%s: it is a run of %s", path,
		            is_hosted ? "pg32-run" : "pg32-vmm");
	return prepare(session->saved, session, failure);
}

bool saved_open_disk(const struct saved *saved, struct host_disk *disk, struct failure *failure)
{
	const uint8_t *at = saved->disk, *end = at + saved->disk_size;
	*disk = (struct host_disk){ .file = -1 };
	if (saved->sectors == 0)
		return true;
	disk->file = memfd_create("pg32-disk", MFD_CLOEXEC);
	disk->sectors = saved->sectors;
	bool is_made =
	        disk->file >= 0 && ftruncate(disk->file, (off_t)saved->sectors * SECTOR_SIZE) == 0;
	while (is_made && at < end) {
		uint32_t first = read_word(at), count = read_word(at + 4);
		at += 8;
		for (uint32_t i = 0; i < count && is_made; i++, at += SECTOR_SIZE)
			is_made =
			        host_disk_transfer(disk, first + i, (uint8_t *)(uintptr_t)at, true);
	}
	if (is_made)
		return true;
	if (disk->file >= 0)
		close(disk->file);
	return fail(failure, EXIT_FAULT, "no memory for the disk: %s", strerror(errno));
}
