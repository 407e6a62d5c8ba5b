/* Where the fast engine is not made there are no templates. */
#include "spec/theorems/templates/templates.h"

#include <stddef.h>

struct templates *templates_prove(const char *name, FILE *progress, const char **problem)
{
	(void)name, (void)progress;
	*problem = "the fast engine is not made for this kind of host, and has no templates";
	return NULL;
}

void templates_free(struct templates *templates)
{
	(void)templates;
}

enum verdict templates_verdict(const struct templates *templates)
{
	(void)templates;
	return VERDICT_UNKNOWN;
}
