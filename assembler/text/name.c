/* The table of names, and spelling suggestions. */
#include "assembler/text/name.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BUCKETS = 4096 };

void names_start(struct names *names, struct arena *arena)
{
	*names = (struct names){ .arena = arena, .bucket_count = FIRST_BUCKETS };
	names->buckets = allocate_zeroed(names->bucket_count, sizeof *names->buckets);
}

void names_free(struct names *names)
{
	free(names->buckets);
	*names = (struct names){ 0 };
}

uint32_t hash_of(const char *text, size_t length)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	return hash;
}

static void rehash(struct names *names)
{
	size_t count = names->bucket_count * 4;
	struct name **buckets = allocate_zeroed(count, sizeof *buckets);
	for (size_t i = 0; i < names->bucket_count; i++) {
		struct name *next;
		for (struct name *name = names->buckets[i]; name != NULL; name = next) {
			next = name->next;
			struct name **bucket = &buckets[name->hash & (count - 1)];
			name->next = *bucket;
			*bucket = name;
		}
	}
	free(names->buckets);
	names->buckets = buckets;
	names->bucket_count = count;
}

struct name *name_of(struct names *names, const char *text, size_t length)
{
	uint32_t hash = hash_of(text, length);
	struct name **bucket = &names->buckets[hash & (names->bucket_count - 1)];
	for (struct name *name = *bucket; name != NULL; name = name->next)
		if (name->hash == hash && name->length == length &&
		    memcmp(name->text, text, length) == 0)
			return name;
	if (names->count >= names->bucket_count) {
		rehash(names);
		bucket = &names->buckets[hash & (names->bucket_count - 1)];
	}
	struct name *name = arena_take(names->arena, sizeof *name + length + 1);
	memcpy(name->text, text, length);
	name->hash = hash;
	name->length = (uint32_t)length;
	name->register_number = -1;
	name->next = *bucket;
	*bucket = name;
	names->count++;
	return name;
}

static bool is_command(const struct name *name)
{
	return name->directive != NULL || name->forms != NULL || name->macro != NULL;
}

struct name *small_name_of(struct names *names, const char *text, size_t length)
{
	size_t first = 0;
	while (first < length && !isupper((unsigned char)text[first]))
		first++;
	if (first == length)
		return name_of(names, text, length);
	char *small = arena_take(names->arena, length);
	for (size_t i = 0; i < length; i++)
		small[i] = (char)tolower((unsigned char)text[i]);
	return name_of(names, small, length);
}

struct name *command_of(struct names *names, struct name *name)
{
	if (is_command(name))
		return name;
	struct name *small = small_name_of(names, name->text, name->length);
	return is_command(small) ? small : name;
}

void enter_unit(struct name *name, const struct unit *unit)
{
	if (name->unit == unit)
		return;
	name->unit = unit;
	name->symbol = NULL;
	name->forward = NULL;
	name->piece = NULL;
	name->file = 0;
}

enum { LONGEST = 40 };

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* The number of letters to insert, delete, change or swap (with a neighbour) to turn one text
 * into the other, where upper and lower case are alike. Both are at most LONGEST long. */
static unsigned distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
	unsigned rows[3][LONGEST + 1];
	unsigned *before = rows[0], *above = rows[1], *row = rows[2];
	for (unsigned j = 0; j <= b_length; j++)
		above[j] = j;
	for (unsigned i = 1; i <= a_length; i++) {
		row[0] = i;
		for (unsigned j = 1; j <= b_length; j++) {
			bool same = tolower((unsigned char)a[i - 1]) ==
			            tolower((unsigned char)b[j - 1]);
			row[j] = least(above[j - 1] + !same, least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		unsigned *spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return above[b_length];
}

/* Of two names that are equally far, the better one to suggest: that which begins alike, then the
 * longer one (a letter is forgotten more often than typed wrong), then the first. */
static bool is_better(const struct name *name, const struct name *other, const char *text)
{
	bool alike = tolower((unsigned char)name->text[0]) == tolower((unsigned char)text[0]);
	bool other_alike =
	        tolower((unsigned char)other->text[0]) == tolower((unsigned char)text[0]);
	if (alike != other_alike)
		return alike;
	if (name->length != other->length)
		return name->length > other->length;
	return strcmp(name->text, other->text) < 0;
}

const struct name *nearest_name(const struct names *names, const char *text,
                                bool (*qualifies)(const struct name *name))
{
	size_t length = strlen(text);
	if (length > LONGEST)
		return NULL;
	unsigned best = length <= 3 ? 1 : length <= 6 ? 2 : 3;
	const struct name *nearest = NULL;
	for (size_t i = 0; i < names->bucket_count; i++)
		for (const struct name *name = names->buckets[i]; name != NULL; name = name->next) {
			if (name->length > LONGEST || !qualifies(name) ||
			    strcmp(name->text, text) == 0)
				continue;
			unsigned far = distance(text, length, name->text, name->length);
			if (far < best ||
			    (far == best && (nearest == NULL || is_better(name, nearest, text)))) {
				best = far;
				nearest = name;
			}
		}
	return nearest;
}
