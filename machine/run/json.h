/* Values of JSON that jansson has no function for. */
#ifndef PG32_MACHINE_RUN_JSON_H
#define PG32_MACHINE_RUN_JSON_H

#include <jansson.h>
#include <stdint.h>

/* A number without a sign: from 2^63 on, which few readers of JSON can hold, a string of digits. */
json_t *json_count(uint64_t count);

#endif
