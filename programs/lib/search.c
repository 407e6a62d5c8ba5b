/* Linear search, and lists that are linked both ways. */
#include <search.h>
#include <stddef.h>
#include <string.h>

typedef int comparison(const void *key, const void *element);

void *lfind(const void *key, const void *array, size_t *count, size_t size, comparison *compare)
{
	const char *element = array;

	for (size_t i = 0; i < *count; i++, element += size)
		if (compare(key, element) == 0)
			return (void *)element;
	return NULL;
}

void *lsearch(const void *key, void *array, size_t *count, size_t size, comparison *compare)
{
	void *found = lfind(key, array, count, size, compare);

	return found != NULL ? found : memcpy((char *)array + size * (*count)++, key, size);
}

/* How an element of such a list begins. */
struct link {
	struct link *next, *before;
};

void insque(void *element, void *before)
{
	struct link *added = element, *place = before;

	added->before = place;
	added->next = place == NULL ? NULL : place->next;
	if (added->next != NULL)
		added->next->before = added;
	if (place != NULL)
		place->next = added;
}

void remque(void *element)
{
	struct link *removed = element;

	if (removed->next != NULL)
		removed->next->before = removed->before;
	if (removed->before != NULL)
		removed->before->next = removed->next;
}
