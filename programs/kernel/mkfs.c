/* pg32-mkfs: makes a disk image with a volume of the toy kernel, and reads files back from one. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machine/front/file.h"
#include "machine/front/front.h"
#include "machine/front/exit_status.h"
#include "programs/kernel/volume.h"

enum { OPTION_LIST = OPTION_FIRST, OPTION_EXTRACT, OPTION_SWAP };

static const struct option_row options[] = {
	{ OPTION_LIST, "list", NULL, "print the files' sizes and names" },
	{ OPTION_EXTRACT, "extract", NULL, "write the file to standard output" },
	{ OPTION_SWAP, "swap", "SIZE",
	  "behind the volume, space of this size for pages of memory" },
	{ 0 },
};

static const struct option_row *const groups[] = { options, NULL };

static const struct front front = {
	.tool = "pg32-mkfs",
	.summary = "makes disks of the toy kernel",
	.usage = "[--swap SIZE] IMAGE SIZE [FILE | NAME=FILE]...\n"
	         "--list IMAGE\n"
	         "--extract IMAGE NAME",
	.text = "Makes an image of SIZE bytes (also nK, nM) with these files, each under the last "
	        "part "
	        "of its path or under the name before the equals sign.",
	.groups = groups,
	.exits = "0 success\n"
	         "64 wrong usage\n"
	         "65 not a sound volume, or files that do not fit it\n"
	         "66 a file that cannot be read\n"
	         "74 output that cannot be written",
};

/* An image in memory; the caller frees bytes. */
struct image {
	uint8_t *bytes;
	size_t size;
	struct volume volume;
};

static int complain(int status, const char *subject, const char *text)
{
	return front_say("pg32-mkfs", status, "%s: %s", subject, text);
}

/* Of the swap space, in sectors. */
enum { SWAP_MAXIMUM = 65536 };

/* Parses a size that is a whole number of sectors; 0 where it is none or no volume has it. */
static uint32_t parse_sectors(const char *text)
{
	uint64_t size;
	if (!read_size(text, (uint64_t)VOLUME_MAXIMUM * SECTOR_SIZE, &size) ||
	    size % SECTOR_SIZE != 0 || size / SECTOR_SIZE < VOLUME_MINIMUM)
		return 0;
	return (uint32_t)(size / SECTOR_SIZE);
}

/* Splits NAME=FILE; the name of a plain FILE is what follows its last slash. */
static const char *parse_file(const char *argument, char name[NAME_SIZE])
{
	const char *equals = strchr(argument, '='), *slash = strrchr(argument, '/');
	const char *begin = equals != NULL ? argument : slash != NULL ? slash + 1 : argument;
	size_t length = equals != NULL ? (size_t)(equals - argument) : strlen(begin);
	snprintf(name, NAME_SIZE, "%.*s", (int)(length < NAME_SIZE ? length : 0), begin);
	return equals != NULL ? equals + 1 : argument;
}

/* Gives a file of the volume its bytes. False where they do not fit. */
static bool fill(struct image *image, int entry, const uint8_t *bytes, size_t size)
{
	struct volume *volume = &image->volume;
	for (size_t done = 0; done < size; done += SECTOR_SIZE) {
		uint32_t previous, sector = volume_extend(volume, entry, &previous);
		if (sector == 0)
			return false;
		size_t part = size - done < SECTOR_SIZE ? size - done : SECTOR_SIZE;
		memcpy(image->bytes + (size_t)sector * SECTOR_SIZE, bytes + done, part);
	}
	volume->directory[entry].size = (uint32_t)size;
	return true;
}

static int add_file(struct image *image, const char *argument, const char *output)
{
	char name[NAME_SIZE];
	const char *path = parse_file(argument, name);
	if (!volume_name_is_valid(name))
		return complain(EXIT_IMAGE, argument,
		                "a name has 1 to 23 printing characters, no space or slash");
	if (volume_find(&image->volume, name) >= 0)
		return complain(EXIT_IMAGE, name, "named twice");
	size_t size;
	if (is_same_file(path, output))
		return complain(EXIT_USAGE, path, "the image would overwrite it");
	uint8_t *bytes = read_whole(path, image->size, &size);
	if (bytes == NULL && errno == EFBIG)
		return complain(EXIT_IMAGE, argument, "does not fit the volume");
	if (bytes == NULL)
		return complain(EXIT_NO_INPUT, path, reading_problem(errno));
	int entry = volume_create(&image->volume, name);
	bool fits = entry >= 0 && fill(image, entry, bytes, size);
	free(bytes);
	return fits ? 0 : complain(EXIT_IMAGE, argument, "does not fit the volume");
}

static int write_image(const struct image *image, const char *path)
{
	int error = write_whole(path, image->bytes, image->size, false);
	return error == 0 ? 0 : complain(EXIT_OUTPUT, path, writing_problem(error));
}

static int make(const char *path, const char *size, uint32_t swap, char *const *files)
{
	uint32_t sectors = parse_sectors(size);
	if (sectors == 0)
		return complain(EXIT_USAGE, size,
		                "the size is 4K to 32M, in whole sectors of 512 bytes");
	struct image image = { .size = ((size_t)sectors + swap) * SECTOR_SIZE };
	image.bytes = calloc(image.size, 1);
	if (image.bytes == NULL)
		return complain(EXIT_FAULT, path, strerror(errno));
	int status = 0;
	if (!volume_format(&image.volume, image.bytes, sectors))
		status = complain(EXIT_USAGE, size, "too small for a volume");
	for (; status == 0 && *files != NULL; files++)
		status = add_file(&image, *files, path);
	if (status == 0)
		status = write_image(&image, path);
	free(image.bytes);
	return status;
}

/* Reads an image and opens its volume. On failure says why and returns the exit status. */
static int open_image(struct image *image, const char *path)
{
	image->bytes = read_whole(path, (size_t)(VOLUME_MAXIMUM + SWAP_MAXIMUM) * SECTOR_SIZE,
	                          &image->size);
	if (image->bytes == NULL && errno == EFBIG)
		return complain(EXIT_IMAGE, path, "larger than any volume");
	if (image->bytes == NULL)
		return complain(EXIT_NO_INPUT, path, reading_problem(errno));
	uint32_t metadata;
	enum volume_state state = VOLUME_FOREIGN;
	if (image->size >= SECTOR_SIZE)
		state = volume_measure((const void *)image->bytes,
		                       (uint32_t)(image->size / SECTOR_SIZE), &metadata);
	if (state == VOLUME_SOUND)
		state = volume_open(&image->volume, image->bytes);
	if (state == VOLUME_SOUND)
		return 0;
	free(image->bytes);
	return complain(EXIT_IMAGE, path, volume_state_text(state));
}

static int list(const struct image *image)
{
	for (uint32_t i = 0; i < image->volume.entries; i++) {
		const struct entry *entry = &image->volume.directory[i];
		if (entry->name[0] != '\0')
			printf("%8u %s\n", entry->size, entry->name);
	}
	return 0;
}

static int extract(const struct image *image, const char *name)
{
	int entry = volume_find(&image->volume, name);
	if (entry < 0)
		return complain(EXIT_NO_INPUT, name, "no such file in the image");
	uint32_t size = image->volume.directory[entry].size;
	for (uint32_t done = 0; done < size; done += SECTOR_SIZE) {
		uint32_t sector = volume_sector(&image->volume, entry, done);
		uint32_t part = size - done < SECTOR_SIZE ? size - done : SECTOR_SIZE;
		fwrite(image->bytes + (size_t)sector * SECTOR_SIZE, 1, part, stdout);
	}
	return 0;
}

/* Reads an image and lists it, or extracts a file if a name is given. */
static int read_back(const char *path, const char *name)
{
	struct image image;
	if (is_standard_output(path))
		return complain(EXIT_USAGE, path, "standard output would overwrite it");
	int status = open_image(&image, path);
	if (status != 0)
		return status;
	status = name == NULL ? list(&image) : extract(&image, name);
	free(image.bytes);
	return status;
}

struct request {
	int command;   /* OPTION_LIST, OPTION_EXTRACT, or 0 */
	uint32_t swap; /* sectors */
};

static bool take(void *context, int code, const char *value, struct failure *failure)
{
	struct request *request = context;
	if (code == OPTION_SWAP) {
		uint64_t size;
		if (!read_size(value, (uint64_t)SWAP_MAXIMUM * SECTOR_SIZE, &size) ||
		    size % PAGE_SIZE != 0)
			return fail(failure, EXIT_USAGE,
			            "--swap takes 4K to 32M, in whole pages of 4096 bytes");
		request->swap = (uint32_t)(size / SECTOR_SIZE);
		return true;
	}
	if (request->command != 0)
		return fail(failure, EXIT_USAGE, "--list and --extract exclude each other");
	request->command = code;
	return true;
}

static int run_command(const struct request *request, int count, char **words)
{
	int command = request->command;
	if (command != 0 && request->swap != 0)
		return complain(EXIT_USAGE, "--swap", "only an image that is made has one");
	if (command == OPTION_LIST && count == 1)
		return read_back(words[0], NULL);
	if (command == OPTION_EXTRACT && count == 2)
		return read_back(words[0], words[1]);
	if (command != 0 || count < 2)
		return complain(EXIT_USAGE, "wrong usage", "see pg32-mkfs --help");
	return make(words[0], words[1], request->swap, words + 2);
}

int main(int count, char **arguments)
{
	struct failure failure;
	struct request request = { .command = 0 };
	int first, status = 0;
	front_open();
	if (front_read(&front, count, arguments, &first, take, &request, &failure))
		status = run_command(&request, count - first, arguments + first);
	return front_end(&front, &failure, status);
}
