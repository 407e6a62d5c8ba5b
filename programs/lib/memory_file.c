/* A stream over memory that the program names: fmemopen. */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct memory {
	struct __file_ext stream;
	unsigned char *bytes;
	size_t size, length, place; /* the room, what is in it, and where the next byte is */
	bool appends;
	bool is_changed; /* since its end was marked last */
};

static int get(FILE *stream)
{
	struct memory *memory = (struct memory *)stream;

	return memory->place < memory->length ? memory->bytes[memory->place++] : _FDEV_EOF;
}

static int put(char character, FILE *stream)
{
	struct memory *memory = (struct memory *)stream;

	if (memory->appends)
		memory->place = memory->length;
	if (memory->place >= memory->size) {
		errno = ENOSPC;
		return EOF;
	}
	memory->bytes[memory->place++] = (unsigned char)character;
	if (memory->length < memory->place)
		memory->length = memory->place;
	memory->is_changed = true;
	return (unsigned char)character;
}

/* What was written ends in a 0 where there is room for it. */
static int mark_end(FILE *stream)
{
	struct memory *memory = (struct memory *)stream;

	if (memory->is_changed && memory->length < memory->size)
		memory->bytes[memory->length] = 0;
	memory->is_changed = false;
	return 0;
}

static __off_t seek(FILE *stream, __off_t offset, int from)
{
	struct memory *memory = (struct memory *)stream;
	__off_t base = from == SEEK_SET   ? 0
	               : from == SEEK_CUR ? (__off_t)memory->place
	                                  : (__off_t)memory->length;

	if (base + offset < 0 || base + offset > (__off_t)memory->size) {
		errno = EINVAL;
		return -1;
	}
	memory->place = (size_t)(base + offset);
	return base + offset;
}

static int close_memory(FILE *stream)
{
	mark_end(stream);
	free(stream);
	return 0;
}

/* What is in the memory at first: all of it for a reader, of an appender the text that is there. */
static void find_contents(struct memory *memory, char mode, bool is_given)
{
	if (mode == 'r') {
		memory->length = memory->size;
	} else if (mode == 'a') {
		memory->appends = true;
		memory->length = is_given ? strnlen((char *)memory->bytes, memory->size) : 0;
		memory->place = memory->length;
	} else if (memory->size > 0) {
		memory->bytes[0] = 0;
	}
}

FILE *fmemopen(void *restrict bytes, size_t size, const char *restrict mode)
{
	bool is_known = mode[0] != 0 && strchr("rwa", mode[0]) != NULL;
	bool updates = strchr(mode, '+') != NULL;
	int reads = updates || mode[0] == 'r' ? _FDEV_SETUP_READ : 0;
	int writes = updates || mode[0] != 'r' ? _FDEV_SETUP_WRITE : 0;
	struct memory *memory;

	if (!is_known || size > PTRDIFF_MAX - sizeof(*memory)) {
		errno = is_known ? ENOMEM : EINVAL;
		return NULL;
	}
	/* Memory of the stream's own lies behind it, and goes with it. */
	memory = calloc(1, sizeof(*memory) + (bytes == NULL ? size : 0));
	if (memory == NULL)
		return NULL;
	*memory = (struct memory){
		.stream = FDEV_SETUP_EXT(put, get, mark_end, close_memory, seek, NULL, 0),
		.bytes = bytes == NULL ? (unsigned char *)(memory + 1) : bytes,
		.size = size,
	};
	memory->stream.cfile.file.flags |= (uint8_t)(reads | writes);
	find_contents(memory, mode[0], bytes != NULL);
	return &memory->stream.cfile.file;
}
