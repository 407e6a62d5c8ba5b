/* Prints a value of a JSON file: json FILE NAME... goes down from object to object. Fails where the
 * file is no JSON, whole and alone, or the value is not there. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments)
{
	json_error_t error;
	json_t *document = count > 1 ? json_load_file(arguments[1], 0, &error) : NULL;
	if (document == NULL) {
		fprintf(stderr, "json: %s\n", count > 1 ? error.text : "usage: json FILE NAME...");
		return EXIT_FAILURE;
	}
	json_t *value = document;
	for (int i = 2; i < count; i++)
		value = json_object_get(value, arguments[i]);
	int status = value != NULL ? EXIT_SUCCESS : EXIT_FAILURE;
	if (json_is_string(value))
		puts(json_string_value(value));
	else if (value != NULL && json_dumpf(value, stdout, JSON_ENCODE_ANY) == 0)
		putchar('\n');
	json_decref(document);
	return status;
}
