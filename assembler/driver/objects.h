/* Objects and archives before they are linked: GNU's linker takes damaged ones at their word. */
#ifndef PG32_ASSEMBLER_OBJECTS_H
#define PG32_ASSEMBLER_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is wrong with an object of RISC-V, in a buffer; false where nothing is. */
bool object_problem(const uint8_t *bytes, size_t size, char *problem, size_t room);

/* Whether a file may be given to the linker: an object of RV32EM or an archive that holds sound
 * ones, or what is no object at all, such as a script. What is wrong is told in one line. */
bool check_object_file(const char *path);

#endif
