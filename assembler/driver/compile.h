/* From sources to objects. */
#ifndef PG32_ASSEMBLER_COMPILE_H
#define PG32_ASSEMBLER_COMPILE_H

#include <stdbool.h>

#include "assembler/driver/driver.h"

/* The options that make GCC's code PG32's, and where the library's headers are. */
void add_machine_options(struct arguments *command);

/* The directory of picolibc for this machine. */
#define PICOLIBC "/usr/lib/picolibc/riscv64-unknown-elf"

/* What kind of file an input is. */
enum kind {
	KIND_C,
	KIND_C_PLUS_PLUS,
	KIND_PREPROCESSED_ASSEMBLY,
	KIND_ASSEMBLY,
	KIND_LINKED,
	KIND_REFUSED
};
enum kind kind_of(const struct input *input);

/* Whether the input can be read and is of a kind that is taken; what is not is told. */
bool check_input(const struct input *input);

/* Whether C, C++, or assembly for the preprocessor, includes the file. */
bool is_read_by(const struct driver *driver, const struct input *input, const char *path);

/* Makes what the stage asks for, of one source, as the output (- is standard output). False after
 * an error that was told. */
bool compile(const struct driver *driver, const struct input *input, enum stage stage,
             const char *output);

#endif
