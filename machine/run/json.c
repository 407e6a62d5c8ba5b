/* Numbers as JSON has them. */
#include "machine/run/json.h"

json_t *json_count(uint64_t count)
{
	if (count <= INT64_MAX)
		return json_integer((json_int_t)count);
	return json_sprintf("%llu", (unsigned long long)count);
}
