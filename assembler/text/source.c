/* The texts that are read, and where in them a location is. */
#include "assembler/text/source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "machine/front/file.h"
#include "machine/front/memory.h"

/* All texts together: locations have 32 bits, and more is a macro run wild. */
enum { TEXT_LIMIT = 1 << 28, MOST_TEXTS = 1 << 21 };

struct source *source_add(struct sources *sources, char *text, size_t size, const char *name,
                          uint32_t parent)
{
	if (sources->next == 0)
		sources->next = 1;
	if (size >= TEXT_LIMIT - sources->next || sources->count == MOST_TEXTS) {
		free(text);
		errno = EFBIG;
		return NULL;
	}
	struct source *source = allocate_zeroed(1, sizeof *source);
	*source = (struct source){
		.name = name,
		.text = text,
		.size = size,
		.base = sources->next,
		.parent = parent,
		.first_line = 1,
		.copies = 1,
	};
	sources->next += (uint32_t)size + 1;
	sources->items = grow(sources->items, &sources->capacity, sources->count + 1,
	                      sizeof(struct source *));
	sources->items[sources->count++] = source;
	return source;
}

/* The bytes, then a newline if the last line lacks one, then a NUL; NULL and errno. */
static char *read_text(int descriptor, size_t *size)
{
	char *text = (char *)read_descriptor(descriptor, TEXT_LIMIT, size);
	size_t capacity = 0;
	if (text == NULL || (*size != 0 && text[*size - 1] == '\n'))
		return text;
	text = grow(text, &capacity, *size + 2, 1);
	text[(*size)++] = '\n';
	text[*size] = 0;
	return text;
}

/* Takes off the mark that some editors put before UTF-8. False for that of UTF-16. */
static bool take_order_mark(char *text, size_t *size)
{
	static const char utf8[] = "\xEF\xBB\xBF";
	if (*size >= 3 && memcmp(text, utf8, 3) == 0) {
		*size -= 3;
		memmove(text, text + 3, *size + 1);
	}
	return memcmp(text, "\xFF\xFE", 2) != 0 && memcmp(text, "\xFE\xFF", 2) != 0;
}

struct source *source_read(struct sources *sources, const char *path, uint32_t parent)
{
	int descriptor = strcmp(path, "-") == 0 ? STDIN_FILENO : open_to_read(path);
	if (descriptor < 0)
		return NULL;
	size_t size;
	char *text = read_text(descriptor, &size);
	int error = errno;
	struct stat status = { 0 };
	fstat(descriptor, &status);
	if (descriptor != STDIN_FILENO)
		close(descriptor);
	if (text != NULL && !take_order_mark(text, &size)) {
		free(text);
		text = NULL;
		error = EILSEQ;
	}
	errno = error;
	if (text == NULL)
		return NULL;
	struct source *source = source_add(sources, text, size, path, parent);
	if (source != NULL) {
		source->device = status.st_dev;
		source->inode = status.st_ino;
	}
	return source;
}

const char *source_error(int error)
{
	return error == EILSEQ ? "it is UTF-16: UTF-8 is read" : reading_problem(error);
}

void source_add_marker(struct source *source, struct line_marker marker)
{
	source->markers = grow(source->markers, &source->marker_capacity, source->marker_count + 1,
	                       sizeof *source->markers);
	source->markers[source->marker_count++] = marker;
}

unsigned source_line(const struct source *source, unsigned physical, const char **name)
{
	size_t low = 0, high = source->marker_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (source->markers[middle].physical <= physical)
			low = middle + 1;
		else
			high = middle;
	}
	const struct line_marker *marker = low == 0 ? NULL : &source->markers[low - 1];
	if (marker != NULL && marker->name != NULL) {
		*name = marker->name;
		return marker->line + (physical - marker->physical);
	}
	*name = source->name;
	if (source->body_lines != 0)
		return source->first_line + (physical - 1) % source->body_lines;
	return physical;
}

struct source *source_of(const struct sources *sources, uint32_t location)
{
	size_t low = 0, high = sources->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (sources->items[middle]->base <= location)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? NULL : sources->items[low - 1];
}

static void find_lines(struct source *source)
{
	size_t capacity = 0;
	const char *end = source->text + source->size;
	for (const char *line = source->text; line != NULL && line < end;
	     line = memchr(line, '\n', (size_t)(end - line)), line += line != NULL) {
		source->lines = grow(source->lines, &capacity, source->line_count + (size_t)1,
		                     sizeof *source->lines);
		source->lines[source->line_count++] = (uint32_t)(line - source->text);
	}
}

/* The number, from 1, of the line that an offset lies in. */
static unsigned line_at(struct source *source, uint32_t offset)
{
	if (source->lines == NULL)
		find_lines(source);
	unsigned low = 0, high = source->line_count;
	while (low < high) {
		unsigned middle = low + (high - low) / 2;
		if (source->lines[middle] <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t source_line_start(struct source *source, size_t offset)
{
	unsigned line = line_at(source, (uint32_t)offset);
	return source->lines[line - 1];
}

bool source_place(const struct sources *sources, uint32_t location, struct place *place)
{
	struct source *source = source_of(sources, location);
	if (location == 0 || source == NULL)
		return false;
	size_t offset = location - source->base;
	if (offset >= source->size)
		offset = source->size - 1;
	unsigned line = line_at(source, (uint32_t)offset);
	size_t begin = source->lines[line - 1];
	size_t end = line < source->line_count ? source->lines[line] : source->size;
	const char *start = source->text + begin;
	while (end > begin && (source->text[end - 1] == '\n' || source->text[end - 1] == '\r'))
		end--;
	place->source = source;
	place->line = source_line(source, line, &place->name);
	place->column = (unsigned)(source->text + offset - start) + 1;
	place->text = start;
	place->length = end - begin;
	return true;
}

void sources_free(struct sources *sources)
{
	for (size_t i = 0; i < sources->count; i++) {
		free((char *)(uintptr_t)sources->items[i]->text);
		free(sources->items[i]->lines);
		free(sources->items[i]->markers);
		free(sources->items[i]);
	}
	free(sources->items);
	*sources = (struct sources){ 0 };
}
