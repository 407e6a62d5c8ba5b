/* The files of a session: which are VMMs, and how much memory their tower needs. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "isa/profiles.h"
#include "machine/front/file.h"
#include "machine/front/exit_status.h"
#include "machine/run/saved.h"

/* So that a kernel with all the memory that -m allows has room for VMMs and modules below it. */
#define LARGEST_MACHINE (UINT64_C(3) << 30)

/* Reads a whole file: what becomes of it later does not matter. */
static bool read_file(const char *path, struct file *file, struct failure *failure)
{
	size_t size;
	file->bytes = read_whole(path, INT32_MAX, &size);
	if (file->bytes == NULL && errno == EFBIG)
		return fail(failure, EXIT_IMAGE, "%s: larger than any memory", path);
	if (file->bytes == NULL)
		return fail(failure, EXIT_NO_INPUT, "%s: %s", path, reading_problem(errno));
	file->size = (uint32_t)size;
	return true;
}

/* An image of PG32's runs on every profile's machine, for they only add to it. */
static bool check_profile(const struct session *session, unsigned level, struct failure *failure)
{
	enum profile profile = image_profile(session->images[level]);
	if (profile == PROFILE_pg32 || profile == session->options.equipment.profile)
		return true;
	return fail(failure, EXIT_IMAGE, "%s: needs --isa %s, and this machine is --isa %s",
	            session->options.files[level], profile_rows[profile].name,
	            options_profile_name(&session->options));
}

/* The image that runs at this level: checked by the loader, its symbols for people. */
static bool open_image(struct session *session, unsigned level, struct failure *failure)
{
	const char *path = session->options.files[level];
	const struct file *file = &session->files[level];
	enum boot_error error = boot_check(file, &session->origins[level]);
	if (error != BOOT_OK)
		return fail(failure, EXIT_IMAGE, "%s: %s", path, boot_error_text(error));
	char message[MESSAGE_SIZE];
	session->images[level] =
	        image_from_bytes(path, file->bytes, file->size, message, sizeof message);
	if (session->images[level] == NULL)
		return fail(failure, EXIT_IMAGE, "%s", message);
	return check_profile(session, level, failure);
}

static bool is_vmm(struct session *session, unsigned level)
{
	return image_symbol_address(session->images[level], "vmm_layout", &session->layouts[level]);
}

/* Puts --depth's VMMs before the files. */
static bool add_vmms(struct session *session, struct failure *failure)
{
	static char built_beside[4096]; /* lives as long as the options point to it */
	struct options *options = &session->options;
	if (options->depth == 0)
		return true;
	if (options->vmm == NULL) {
		ssize_t length = readlink("/proc/self/exe", built_beside, sizeof built_beside - 64);
		if (length < 0)
			return fail(failure, EXIT_FAULT, "where is this program? %s",
			            strerror(errno));
		built_beside[length] = 0;
		*strrchr(built_beside, '/') = 0;
		strcat(built_beside,
		       options->hybrid ? "/../lib/pg32/vmm-hybrid.elf" : "/../lib/pg32/vmm.elf");
		options->vmm = built_beside;
	}
	memmove(options->files + options->depth, options->files,
	        options->file_count * sizeof options->files[0]);
	for (unsigned i = 0; i < options->depth; i++)
		options->files[i] = options->vmm;
	options->file_count += options->depth;
	return true;
}

/* Whether what runs at a level fits its memory, with the files behind it. */
static bool check_level(const struct session *session, unsigned level, uint32_t memory_size,
                        struct failure *failure)
{
	const unsigned modules = level + 1;
	uint64_t size = boot_modules_size(session->files + modules, session->file_count - modules);
	enum boot_error error = BOOT_OK;
	if (size > memory_size)
		error = BOOT_MODULES_TOO_LARGE;
	else if (size + session->origins[level] > memory_size)
		error = BOOT_IMAGE_TOO_LARGE;
	return error == BOOT_OK || fail(failure, EXIT_IMAGE, "%s: %s",
	                                session->options.files[level], boot_error_text(error));
}

/* Whether the kernel fits its memory, of which a VMM could tell only its console; or where the
 * machine's is given, what runs there. */
static bool check_memory(const struct session *session, struct failure *failure)
{
	const struct options *options = &session->options;
	if (options->machine_memory != 0)
		return check_level(session, 0, options->machine_memory, failure);
	return session->vmms == session->file_count ||
	       check_level(session, session->vmms, options->memory_size, failure);
}

/* Whether there can be so large a machine, whatever the host has. */
static bool check_size(const struct session *session, struct failure *failure)
{
	uint64_t size = session_memory_size(session);
	return size <= LARGEST_MACHINE ||
	       fail(failure, EXIT_USAGE, "this needs %llu KiB of memory; %llu is the most",
	            (unsigned long long)(size >> 10), (unsigned long long)LARGEST_MACHINE >> 10);
}

/* Adds the module of arguments, behind all others; the kernel is their first. */
static bool add_arguments(struct session *session, struct failure *failure)
{
	struct options *options = &session->options;
	if (options->arguments.items == NULL)
		return true;
	if (session->file_count == FILES)
		return fail(failure, EXIT_IMAGE, "%s", boot_error_text(BOOT_TOO_MANY_MODULES));
	unsigned kernel = session->vmms < session->file_count ? session->vmms : 0;
	if (!arguments_module(&options->arguments, options->files[kernel],
	                      &session->files[session->file_count], failure))
		return false;
	options->files[session->file_count++] = "--";
	return true;
}

/* The images of programs that the kernel may load: its modules, if they are any, and what --symbols
 * names. */
static bool open_programs(struct session *session, struct failure *failure)
{
	char message[MESSAGE_SIZE];
	for (unsigned i = session->vmms + 1; i < session->file_count; i++)
		session->images[i] =
		        image_from_bytes(session->options.files[i], session->files[i].bytes,
		                         session->files[i].size, message, sizeof message);
	const struct saved *saved = session->saved;
	unsigned own = session->options.symbol_count - (saved == NULL ? 0 : saved->symbol_count);
	for (unsigned i = 0; i < session->options.symbol_count; i++) {
		const char *path = session->options.symbols[i];
		const struct file *file = i < own ? NULL : &saved->symbols[i - own].file;
		session->symbols[i] = file == NULL ? image_open(path, message, sizeof message)
		                                   : image_from_bytes(path, file->bytes, file->size,
		                                                      message, sizeof message);
		if (session->symbols[i] == NULL)
			return fail(failure, errno == 0 ? EXIT_IMAGE : EXIT_NO_INPUT, "%s",
			            message);
	}
	return true;
}

static bool has_function(struct image *const images[], unsigned count, const char *name)
{
	uint32_t address;
	for (unsigned i = 0; i < count; i++)
		if (images[i] != NULL && image_symbol_address(images[i], name, &address))
			return true;
	return false;
}

/* Whether the function that --trace names is in an image: nothing else would ever be shown. */
static bool check_function(const struct session *session, struct failure *failure)
{
	const struct options *options = &session->options;
	const struct filter *filter = &options->filter;
	if (filter->function == NULL)
		return true;
	char *name = strndup(filter->function, filter->function_length);
	bool is_there = name != NULL && (has_function(session->images, FILES, name) ||
	                                 has_function(session->symbols, SYMBOL_FILES, name));
	if (!is_there)
		fail(failure, EXIT_USAGE, "--trace: no image has a function '%.*s'",
		     (int)filter->function_length, filter->function);
	free(name);
	return is_there;
}

static bool read_files(struct session *session, struct failure *failure)
{
	if (!add_vmms(session, failure))
		return false;
	session->file_count = session->options.file_count;
	for (unsigned i = 0; i < session->file_count; i++)
		if (!read_file(session->options.files[i], &session->files[i], failure))
			return false;
	return true;
}

bool session_load(struct session *session, struct failure *failure)
{
	if (session->saved == NULL && !read_files(session, failure))
		return false;
	for (unsigned level = 0; level < session->file_count; level++) {
		if (!open_image(session, level, failure))
			return false;
		if (!is_vmm(session, level))
			break;
		session->vmms++;
	}
	return add_arguments(session, failure) && check_memory(session, failure) &&
	       check_size(session, failure) && open_programs(session, failure) &&
	       check_function(session, failure);
}

void session_close(struct session *session)
{
	for (unsigned i = 0; i < FILES; i++) {
		if (session->images[i] != NULL)
			image_close(session->images[i]);
		free((void *)(uintptr_t)session->files[i].bytes);
	}
	for (unsigned i = 0; i < session->options.symbol_count; i++)
		if (session->symbols[i] != NULL)
			image_close(session->symbols[i]);
	saved_free(session->saved);
	free(session->vmm);
}

uint64_t session_memory_size(const struct session *session)
{
	uint64_t size = session->options.memory_size;
	for (unsigned level = session->vmms; level-- > 0;) {
		unsigned next = level + 1;
		size += session->origins[level] +
		        boot_modules_size(session->files + next, session->file_count - next);
	}
	return session->options.machine_memory != 0 ? session->options.machine_memory : size;
}

unsigned session_level(const struct session *session, uint32_t physical, uint32_t *address)
{
	unsigned vmm = 0;
	while (vmm < session->vmms && physical >= session->origins[vmm])
		physical -= session->origins[vmm++];
	*address = physical;
	return session->monitor->is_hosted ? vmm + 1 : vmm;
}

/* A hosted VMM is level 0, and no file; behind the last file there may be a guest, too. */
static unsigned file_of(const struct session *session, unsigned level)
{
	return session->monitor->is_hosted ? level - 1 : level;
}

struct image *session_image(const struct session *session, unsigned level)
{
	unsigned file = file_of(session, level);
	return file < FILES ? session->images[file] : NULL;
}

const char *session_file(const struct session *session, unsigned level)
{
	unsigned file = file_of(session, level);
	return file < session->file_count ? session->options.files[file] : NULL;
}
