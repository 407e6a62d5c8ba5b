/* A small executable and a small object of RISC-V, damaged in every place: cut off after each byte,
 * and each byte changed in three ways. What is damaged is refused with a line, or what comes out is
 * sound. */
#include <criterion/criterion.h>
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembler/convert/convert.h"
#include "assembler/driver/objects.h"
#include "assembler/image/image.h"
#include "machine/front/file.h"

#define SEEDS "build/tests/damage-seeds/"

static const uint8_t changes[] = { 0xFF, 0x01, 0x80 };

enum { CHANGES = sizeof changes / sizeof changes[0], LARGEST = 1 << 20 };

/* Memory of just this size, so that the sanitizer sees what goes beyond. */
static uint8_t *copy(const uint8_t *bytes, size_t size)
{
	uint8_t *result = malloc(size == 0 ? 1 : size);
	return memcpy(result, bytes, size);
}

static uint8_t *read_seed(const char *path, size_t *size)
{
	uint8_t *bytes = read_whole(path, LARGEST, size);
	cr_assert(bytes != NULL, "%s is not there", path);
	return bytes;
}

/* Whether the executable is converted. What is refused is told, in lines that end; what is
 * converted can be opened. */
static bool is_converted(const uint8_t *bytes, size_t size, const char *what, size_t place)
{
	char *told = NULL, message[300];
	size_t length = 0;
	FILE *messages = open_memstream(&told, &length);
	uint8_t *data = copy(bytes, size);
	const struct conversion conversion = { .tool = "test",
		                               .name = "case",
		                               .messages = messages };
	bool is_good = convert(&conversion, data, size);
	fclose(messages);
	if (is_good) {
		struct image *image = image_from_bytes("case", data, size, message, sizeof message);
		cr_expect(image != NULL, "%s at %zu: %s", what, place, message);
		image_close(image);
	} else {
		cr_expect(length > 0 && told[length - 1] == '\n', "%s at %zu is refused silently",
		          what, place);
	}
	free(told);
	free(data);
	return is_good;
}

Test(damage, an_executable_is_converted_or_refused)
{
	size_t size, refused = 0;
	uint8_t *seed = read_seed(SEEDS "seed.elf", &size);
	cr_assert(is_converted(seed, size, "whole", 0));
	for (size_t i = 0; i < size; i++)
		is_converted(seed, i, "cut", i);
	for (size_t i = 0; i < size; i++)
		for (size_t j = 0; j < CHANGES; j++) {
			seed[i] ^= changes[j];
			refused += !is_converted(seed, size, "changed", i);
			seed[i] ^= changes[j];
		}
	/* Headers and instructions: most of their bytes matter. */
	cr_expect_gt(refused, 200);
	free(seed);
}

static bool is_sound(const uint8_t *bytes, size_t size, const char *what, size_t place)
{
	char problem[200] = "";
	uint8_t *data = copy(bytes, size);
	bool is_bad = object_problem(data, size, problem, sizeof problem);
	cr_expect_eq(is_bad, problem[0] != 0, "%s at %zu: '%s'", what, place, problem);
	cr_expect(strchr(problem, '\n') == NULL);
	free(data);
	return !is_bad;
}

Test(damage, an_object_is_linked_or_refused)
{
	size_t size, refused = 0;
	uint8_t *seed = read_seed(SEEDS "seed.o", &size);
	cr_assert(is_sound(seed, size, "whole", 0));
	for (size_t i = 0; i < size; i++)
		cr_expect(!is_sound(seed, i, "cut", i), "cut off at %zu it is taken", i);
	for (size_t i = 0; i < size; i++)
		for (size_t j = 0; j < CHANGES; j++) {
			seed[i] ^= changes[j];
			refused += !is_sound(seed, size, "changed", i);
			seed[i] ^= changes[j];
		}
	cr_expect_gt(refused, 500);
	free(seed);
}

/* The line that a damaged object of one relocation, with a word changed, gets. */
static const char *problem_with(size_t offset, uint32_t value)
{
	static char problem[200];
	size_t size;
	uint8_t *seed = read_seed(SEEDS "seed.o", &size);
	Elf32_Ehdr header;
	memcpy(&header, seed, sizeof header);
	problem[0] = 0;
	for (unsigned i = 0; i < header.e_shnum; i++) {
		Elf32_Shdr section;
		memcpy(&section, seed + header.e_shoff + i * sizeof section, sizeof section);
		if (section.sh_type != SHT_RELA || problem[0] != 0)
			continue;
		memcpy(seed + section.sh_offset + offset, &value, sizeof value);
		object_problem(seed, size, problem, sizeof problem);
	}
	free(seed);
	return problem;
}

Test(damage, a_relocation_is_told_by_what_is_wrong)
{
	const char *out_of_range = problem_with(offsetof(Elf32_Rela, r_offset), 0x1000);
	cr_expect(strstr(out_of_range, "a relocation at 0x1000, which is outside"), "%s",
	          out_of_range);
	const char *nothing =
	        problem_with(offsetof(Elf32_Rela, r_info), ELF32_R_INFO(999, R_RISCV_HI20));
	cr_expect(strstr(nothing, "a relocation against nothing (symbol 999 of "), "%s", nothing);
	const char *unknown = problem_with(offsetof(Elf32_Rela, r_info), ELF32_R_INFO(0, 200));
	cr_expect(strstr(unknown, "of a type 200 that is not known"), "%s", unknown);
}

/* The line that the object gets with a word changed in the header of its first section of such a
 * type and such flags. */
static const char *problem_of_section(uint32_t type, uint32_t flags, size_t offset, uint32_t value)
{
	static char problem[200];
	size_t size;
	uint8_t *seed = read_seed(SEEDS "seed.o", &size);
	Elf32_Ehdr header;
	bool is_found = false;
	memcpy(&header, seed, sizeof header);
	problem[0] = 0;
	for (unsigned i = 0; i < header.e_shnum && !is_found; i++) {
		uint8_t *place = seed + header.e_shoff + i * sizeof(Elf32_Shdr);
		Elf32_Shdr section;
		memcpy(&section, place, sizeof section);
		is_found = section.sh_type == type && section.sh_flags == flags;
		if (is_found)
			memcpy(place + offset, &value, sizeof value);
	}
	cr_assert(is_found);
	object_problem(seed, size, problem, sizeof problem);
	free(seed);
	return problem;
}

/* The linker says something of each, but not what is wrong, or in many lines, or makes a program.
 */
Test(damage, a_section_is_told_by_what_is_wrong)
{
	const uint32_t data = SHF_ALLOC | SHF_WRITE, strings = SHF_MERGE | SHF_STRINGS;
	const size_t flags = offsetof(Elf32_Shdr, sh_flags), type = offsetof(Elf32_Shdr, sh_type);
	const char *group = problem_of_section(SHT_PROGBITS, data, flags, data | SHF_GROUP);
	cr_expect(strstr(group, "is of a group that has it not"), "%s", group);
	const char *both = problem_of_section(SHT_PROGBITS, data, flags, data | SHF_EXCLUDE);
	cr_expect(strstr(both, "is both in programs and in none"), "%s", both);
	const char *unknown = problem_of_section(SHT_PROGBITS, data, type, 0x12345678);
	cr_expect(strstr(unknown, "is of a type that is not known"), "%s", unknown);
	const char *nothing = problem_of_section(SHT_PROGBITS, strings, type, SHT_NOBITS);
	cr_expect(strstr(nothing, "has nothing that could be merged"), "%s", nothing);
}

Test(damage, an_object_has_no_program_headers)
{
	char problem[200] = "";
	size_t size;
	uint8_t *seed = read_seed(SEEDS "seed.o", &size);
	seed[offsetof(Elf32_Ehdr, e_phnum)] = 1;
	cr_expect(object_problem(seed, size, problem, sizeof problem));
	cr_expect(strstr(problem, "it has program headers"), "%s", problem);
	free(seed);
}
