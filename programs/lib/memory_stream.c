/* Streams into memory that grows. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct memory {
	struct __file_ext stream;
	char **text;
	size_t *size;
	char *bytes;
	size_t length, place, room; /* as much as was written, and where the next goes */
};

static int tell_user(FILE *stream)
{
	struct memory *memory = (struct memory *)stream;

	*memory->text = memory->bytes;
	*memory->size = memory->place < memory->length ? memory->place : memory->length;
	return 0;
}

static int put(char character, FILE *stream)
{
	struct memory *memory = (struct memory *)stream;

	while (memory->place + 2 > memory->room) {
		size_t room = 2 * memory->room;
		char *larger = room > PTRDIFF_MAX ? NULL : realloc(memory->bytes, room);

		if (larger == NULL)
			return EOF;
		for (size_t i = memory->room; i < room; i++)
			larger[i] = 0;
		memory->bytes = larger;
		memory->room = room;
	}
	memory->bytes[memory->place++] = character;
	if (memory->length < memory->place)
		memory->length = memory->place;
	return (unsigned char)character;
}

static __off_t seek(FILE *stream, __off_t offset, int from)
{
	struct memory *memory = (struct memory *)stream;
	__off_t base = from == SEEK_SET   ? 0
	               : from == SEEK_CUR ? (__off_t)memory->place
	                                  : (__off_t)memory->length;

	if (base + offset < 0 || base + offset > PTRDIFF_MAX / 2) {
		errno = EINVAL;
		return -1;
	}
	memory->place = (size_t)(base + offset);
	return base + offset;
}

/* Behind all that was written is a zero anyway; the end may be before that. */
static int close_memory(FILE *stream)
{
	struct memory *memory = (struct memory *)stream;

	tell_user(stream);
	memory->bytes[*memory->size] = 0;
	free(stream);
	return 0;
}

FILE *open_memstream(char **text, size_t *size)
{
	enum { FIRST_ROOM = 64 };
	struct memory *memory = malloc(sizeof(*memory));
	char *bytes = memory == NULL ? NULL : calloc(1, FIRST_ROOM);

	if (bytes == NULL) {
		free(memory);
		return NULL;
	}
	*memory = (struct memory){
		.stream = FDEV_SETUP_EXT(put, NULL, tell_user, close_memory, seek, NULL,
		                         _FDEV_SETUP_WRITE),
		.text = text,
		.size = size,
		.bytes = bytes,
		.room = FIRST_ROOM,
	};
	tell_user(&memory->stream.cfile.file);
	return &memory->stream.cfile.file;
}
