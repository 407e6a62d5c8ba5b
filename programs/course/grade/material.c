/* What a test hands to the machine: modules, input and disk, from its row and its seed. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "isa/ports.h"
#include "machine/core/memory.h"
#include "programs/course/grade/grade.h"

uint64_t next_random(uint64_t *state)
{
	uint64_t z = *state += 0x9E3779B97F4A7C15;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
	return z ^ (z >> 31);
}

static uint8_t *read_whole(const char *path, size_t *size, char *message)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = NULL;
	struct stat status;
	if (file != NULL && fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode) &&
	    status.st_size < INT32_MAX) {
		*size = (size_t)status.st_size;
		bytes = malloc(*size + 1);
		if (bytes != NULL && fread(bytes, 1, *size, file) != *size) {
			free(bytes);
			bytes = NULL;
		}
	}
	if (bytes == NULL)
		snprintf(message, LINE, "%.300s: cannot be read", path);
	if (file != NULL)
		fclose(file);
	return bytes;
}

/* So many random words, or lines of a few small letters. */
static uint8_t *random_bytes(uint64_t *state, size_t words, size_t lines, size_t *size)
{
	uint8_t *bytes = malloc(words * 4 + lines * 16 + 1);
	size_t count = 0;
	for (size_t i = 0; bytes != NULL && i < words; i++, count += 4)
		write_word(bytes + count, (uint32_t)next_random(state));
	for (size_t i = 0; bytes != NULL && i < lines; i++) {
		size_t length = 1 + next_random(state) % 14;
		for (size_t k = 0; k < length; k++)
			bytes[count++] = (uint8_t)('a' + next_random(state) % 26);
		bytes[count++] = '\n';
	}
	*size = count;
	return bytes;
}

/* An order to the files of assignment 5 is of 32 bytes: what, a name, a size, a seed. */
enum { ORDER = 32, ORDER_NAME = 12 };

/* A header, and the orders of a list: ["put", NAME, SIZE] or ["remove", NAME]. */
static uint8_t *listed_orders(const json_t *list, uint64_t *state, size_t *size)
{
	uint8_t *bytes = calloc(1 + json_array_size(list), ORDER), *order = bytes;
	const json_t *row;
	size_t i;
	*size = (1 + json_array_size(list)) * ORDER;
	if (bytes == NULL)
		return NULL;
	write_word(order, 2);
	json_array_foreach((json_t *)(uintptr_t)list, i, row)
	{
		const char *what = json_string_value(json_array_get(row, 0));
		const char *name = json_string_value(json_array_get(row, 1));
		order += ORDER;
		write_word(order, what != NULL && strcmp(what, "remove") == 0 ? 2 : 1);
		if (name != NULL)
			memcpy(order + 4, name, strnlen(name, ORDER_NAME));
		write_word(order + 16, (uint32_t)json_integer_value(json_array_get(row, 2)));
		write_word(order + 20, (uint32_t)next_random(state));
	}
	return bytes;
}

/* A header, and so many orders. */
static uint8_t *random_orders(uint64_t *state, size_t count, size_t *size)
{
	enum { MOST_SIZE = 2048, NAMES = 7 };
	uint8_t *bytes = calloc(1 + count, ORDER), *order = bytes;
	*size = (1 + count) * ORDER;
	if (bytes == NULL)
		return NULL;
	write_word(order, 2);
	for (size_t i = 0; i < count; i++) {
		order += ORDER;
		write_word(order, next_random(state) % 4 == 0 ? 2 : 1);
		order[4] = (uint8_t)('a' + next_random(state) % NAMES);
		write_word(order + 16, (uint32_t)(next_random(state) % (MOST_SIZE + 1)));
		write_word(order + 20, (uint32_t)next_random(state));
	}
	return bytes;
}

/* A number that a description gives, as it is or as a range [LEAST, MOST] to draw from; else 0. */
static size_t number_of(const json_t *what, const char *name, uint64_t *state)
{
	const json_t *value = json_object_get(what, name);
	json_int_t least = json_integer_value(json_array_get(value, 0));
	json_int_t most = json_integer_value(json_array_get(value, 1));
	if (!json_is_array(value))
		return (size_t)json_integer_value(value);
	return (size_t)least + next_random(state) % (size_t)(most >= least ? most - least + 1 : 1);
}

/* The bytes that a description stands for: "text", {"word": N}, {"random": N} words,
 * {"lines": N} random lines, {"zeros": N} bytes, {"orders": N} to files or a list of them, {"file":
 * NAME} of the assignment, {"built": NAME} of the build. */
static uint8_t *bytes_of(const json_t *what, uint64_t *state, const struct assignment *assignment,
                         const struct submission *submission, size_t *size, char *message)
{
	const char *file = json_string_value(json_object_get(what, "file"));
	const char *built = json_string_value(json_object_get(what, "built"));
	const json_t *orders = json_object_get(what, "orders");
	char path[2 * PATH];
	if (file != NULL || built != NULL) {
		snprintf(path, sizeof path, "%s/%s",
		         built != NULL ? submission->folder : assignment->folder,
		         built != NULL ? built : file);
		return read_whole(path, size, message);
	}
	uint8_t *bytes;
	json_int_t zeros = json_integer_value(json_object_get(what, "zeros"));
	if (json_is_string(what)) {
		*size = json_string_length(what);
		bytes = malloc(*size + 1);
		if (bytes != NULL)
			memcpy(bytes, json_string_value(what), *size);
	} else if (zeros > 0) {
		*size = (size_t)zeros;
		bytes = calloc(1, *size);
	} else if (json_is_array(json_array_get(orders, 0))) {
		bytes = listed_orders(orders, state, size);
	} else if (orders != NULL) {
		bytes = random_orders(state, number_of(what, "orders", state), size);
	} else if (json_object_get(what, "word") != NULL) {
		*size = 4;
		bytes = malloc(*size);
		if (bytes != NULL)
			write_word(bytes, (uint32_t)number_of(what, "word", state));
	} else {
		size_t words = number_of(what, "random", state);
		bytes = random_bytes(state, words, number_of(what, "lines", state), size);
	}
	if (bytes == NULL)
		snprintf(message, LINE, "out of memory");
	return bytes;
}

static bool make_modules(struct material *material, const struct assignment *assignment,
                         const struct submission *submission, const struct test *test,
                         uint64_t *state, char *message)
{
	const json_t *what;
	size_t i;
	json_array_foreach(json_object_get(test->row, "modules"), i, what)
	{
		size_t size;
		uint8_t *bytes;
		if (material->count > MODULES) {
			snprintf(message, LINE, "assignment.json: at most %d modules", MODULES);
			return false;
		}
		bytes = bytes_of(what, state, assignment, submission, &size, message);
		if (bytes == NULL)
			return false;
		material->files[material->count++] = (struct file){ bytes, (uint32_t)size };
	}
	return true;
}

/* Each part draws from a sequence of its own, so that one more module changes no other part. */
static uint64_t sequence(const struct test *test, uint64_t part)
{
	uint64_t state = test->seed + (part << 48);
	return next_random(&state);
}

/* The kernel's image: the row's, or that of all rows. */
static uint8_t *read_image(const struct assignment *assignment, const struct submission *submission,
                           const struct test *test, size_t *size, char *message)
{
	char path[PATH];
	const char *name = json_string_value(json_object_get(test->row, "image"));
	if (name == NULL)
		name = json_string_value(json_object_get(assignment->table, "image"));
	snprintf(path, sizeof path, "%.3000s/%.900s", submission->folder, name);
	return read_whole(path, size, message);
}

/* Whether the test has what is executed in user mode compared. */
static bool asks_for_trail(const struct test *test)
{
	const json_t *what;
	size_t i;
	bool asks = json_object_get(json_object_get(test->row, "expect"), TRAIL) != NULL;
	json_array_foreach(json_object_get(test->row, "same"), i, what) asks =
	        asks || strcmp(json_string_value(what), TRAIL) == 0;
	return asks;
}

bool material_make(struct material *material, const struct assignment *assignment,
                   const struct submission *submission, const struct test *test, char *message)
{
	const json_t *input = json_object_get(test->row, "input");
	const json_t *disk = json_object_get(test->row, "disk");
	uint64_t for_modules = sequence(test, 1), for_input = sequence(test, 2),
	         for_disk = sequence(test, 3);
	size_t size = 0;
	*material = (struct material){ .count = 1, .memory_size = 1 << 20 };
	if (json_is_integer(json_object_get(test->row, "memory")))
		material->memory_size =
		        (uint32_t)json_integer_value(json_object_get(test->row, "memory"));
	material->memory_size &= ~(uint32_t)(PAGE_SIZE - 1);
	material->follows = asks_for_trail(test);
	material->limit = (uint64_t)json_integer_value(json_object_get(test->row, "limit"));
	material->files[0].bytes = read_image(assignment, submission, test, &size, message);
	if (material->files[0].bytes == NULL)
		return false;
	material->files[0].size = (uint32_t)size;
	if (!make_modules(material, assignment, submission, test, &for_modules, message))
		return false;
	if (input != NULL) {
		material->input = bytes_of(input, &for_input, assignment, submission,
		                           &material->input_size, message);
		if (material->input == NULL)
			return false;
	}
	if (disk != NULL) {
		material->disk = bytes_of(disk, &for_disk, assignment, submission, &size, message);
		if (material->disk == NULL)
			return false;
		material->sectors = (uint32_t)(size / SECTOR_SIZE);
	}
	return true;
}

void material_free(struct material *material)
{
	for (unsigned i = 0; i < material->count; i++)
		free((void *)(uintptr_t)material->files[i].bytes);
	free(material->input);
	free(material->disk);
	*material = (struct material){ .count = 0 };
}

static bool keep(const char *folder, const char *name, const void *bytes, size_t size,
                 char *message)
{
	char path[PATH];
	snprintf(path, sizeof path, "%.3000s/%s", folder, name);
	FILE *file = fopen(path, "wb");
	if (file != NULL && fwrite(bytes, 1, size, file) == size && fclose(file) == 0)
		return true;
	snprintf(message, LINE, "%.300s: %s", path, strerror(errno));
	return false;
}

bool material_keep(const struct material *material, const char *folder, char *message)
{
	mkdir(folder, 0777);
	for (unsigned i = 0; i < material->count; i++) {
		char name[32] = "kernel.elf";
		if (i != 0)
			snprintf(name, sizeof name, "module-%u", i);
		if (!keep(folder, name, material->files[i].bytes, material->files[i].size, message))
			return false;
	}
	return (material->input == NULL ||
	        keep(folder, "input", material->input, material->input_size, message)) &&
	       (material->disk == NULL || keep(folder, "disk", material->disk,
	                                       (size_t)material->sectors * SECTOR_SIZE, message));
}
