/* Boot: what is in memory and in the registers at the start, and what is refused. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "machine/boot/boot.h"
#include "tests/machine/board.h"

enum { SEGMENTS = 3, HEADERS = 52 + 32 * SEGMENTS, IMAGE_SIZE = HEADERS + 24 };

/* An image by hand: text of 12 bytes at 0x1000, data of 8 at 0x2000 with 12 more of zeros, and a
 * segment that is not loadable. */
struct image {
	uint8_t bytes[IMAGE_SIZE];
};

static void set16(struct image *image, unsigned offset, unsigned value)
{
	image->bytes[offset] = (uint8_t)value;
	image->bytes[offset + 1] = (uint8_t)(value >> 8);
}

static void set32(struct image *image, unsigned offset, uint32_t value)
{
	set16(image, offset, value & 0xFFFF);
	set16(image, offset + 2, value >> 16);
}

/* Where the fields of program header i are. */
static unsigned segment(unsigned i)
{
	return 52 + 32 * i;
}

enum { TYPE = 0, OFFSET = 4, VIRTUAL = 8, PHYSICAL = 12, FILE_SIZE = 16, MEMORY_SIZE = 20 };

static void set_segment(struct image *image, unsigned i, uint32_t type, uint32_t offset,
                        uint32_t address, uint32_t file_size, uint32_t memory_size)
{
	set32(image, segment(i) + TYPE, type);
	set32(image, segment(i) + OFFSET, offset);
	set32(image, segment(i) + VIRTUAL, 0xDEAD0000);
	set32(image, segment(i) + PHYSICAL, address);
	set32(image, segment(i) + FILE_SIZE, file_size);
	set32(image, segment(i) + MEMORY_SIZE, memory_size);
}

static struct image good_image(void)
{
	struct image image = { { 0x7F, 'E', 'L', 'F', 1, 1, 1 } };
	set16(&image, 16, 2);      /* executable */
	set16(&image, 18, 0x5047); /* PG */
	set32(&image, 20, 1);
	set32(&image, 24, 0x1004); /* entry */
	set32(&image, 28, 52);     /* program headers */
	set16(&image, 40, 52);
	set16(&image, 42, 32);
	set16(&image, 44, SEGMENTS);
	set_segment(&image, 0, 1, HEADERS, 0x1000, 12, 12);
	set_segment(&image, 1, 1, HEADERS + 12, 0x2000, 8, 20);
	set_segment(&image, 2, 4, HEADERS + 20, 0x3000, 4, 4); /* a note */
	for (unsigned i = 0; i < 24; i++)
		image.bytes[HEADERS + i] = (uint8_t)(0x40 + i);
	return image;
}

/* Boots the first size bytes of the image into zeroed memory, but for the trap area. */
static enum boot_error boot_bytes(struct board *board, const struct image *image, uint32_t size)
{
	struct file file = { image->bytes, size };
	memset(board->bytes, 0, BOARD_MEMORY);
	memset(&board->machine.cpu, 0xAA, sizeof board->machine.cpu);
	return boot(&board->machine, &file, NULL, 0);
}

static enum boot_error boot_image(const struct image *image)
{
	static const uint8_t zeros[BOARD_MEMORY];
	struct board *board = board_create();
	enum boot_error error = boot_bytes(board, image, IMAGE_SIZE);
	if (error != BOOT_OK)
		cr_expect_eq(memcmp(board->bytes, zeros, BOARD_MEMORY), 0);
	board_destroy(board);
	return error;
}

Test(boot, segments_go_to_their_physical_addresses)
{
	struct board *board = board_create();
	struct image image = good_image();
	cr_assert_eq(boot_bytes(board, &image, IMAGE_SIZE), BOOT_OK);
	cr_expect_eq(get(board, 0x1000), 0x43424140);
	cr_expect_eq(get(board, 0x1008), 0x4B4A4948);
	cr_expect_eq(get(board, 0x100C), 0);
	cr_expect_eq(get(board, 0x2004), 0x53525150);
	cr_expect_eq(get(board, 0x2008), 0);
	cr_expect_eq(get(board, 0x3000), 0);
	board_destroy(board);
}

Test(boot, the_processor_starts_as_the_manual_says)
{
	struct board *board = board_create();
	struct image image = good_image();
	cr_assert_eq(boot_bytes(board, &image, IMAGE_SIZE), BOOT_OK);
	cr_expect_eq(psw_of(board)->status, 0);
	cr_expect_eq(psw_of(board)->pc, 0x1004);
	cr_expect_eq(psw_of(board)->base, 0);
	cr_expect_eq(psw_of(board)->bound, BOARD_MEMORY);
	cr_expect_eq(psw_of(board)->timer, 0);
	cr_expect_not(board->machine.cpu.delivering);
	for (unsigned i = 0; i < REGISTERS; i++)
		cr_expect_eq(registers_of(board)[i], i == 2 || i == 10 ? BOARD_MEMORY - 4096 : 0,
		             "r%u", i);
	board_destroy(board);
}

Test(boot, without_modules_the_table_is_the_last_page_and_empty)
{
	struct board *board = board_create();
	struct image image = good_image();
	cr_assert_eq(boot_bytes(board, &image, IMAGE_SIZE), BOOT_OK);
	cr_expect_eq(registers_of(board)[10], 0xF000);
	cr_expect_eq(get(board, 0xF000), 0);
	board_destroy(board);
}

/* Sizes 1, 4096 and 4097 take one, one and two pages: 0xC000, 0xD000, 0xE000; the table 0xB000. */
Test(boot, modules_fill_the_end_of_memory)
{
	static uint8_t bytes[3][4097];
	struct board *board = board_create();
	struct image image = good_image();
	struct file kernel = { image.bytes, IMAGE_SIZE };
	const struct file modules[] = { { bytes[0], 1 }, { bytes[1], 4096 }, { bytes[2], 4097 } };
	for (int i = 0; i < 3; i++)
		memset(bytes[i], 0x61 + i, sizeof bytes[i]);
	cr_assert_eq(boot(&board->machine, &kernel, modules, 3), BOOT_OK);
	static const uint32_t table[] = { 3, 0xC000, 1, 0xD000, 4096, 0xE000, 4097, 0 };
	cr_expect_eq(registers_of(board)[10], 0xB000);
	cr_expect_eq(registers_of(board)[2], 0xB000);
	for (uint32_t i = 0; i < 8; i++)
		cr_expect_eq(get(board, 0xB000 + 4 * i), table[i], "word %u", i);
	cr_expect_eq(get(board, 0xC000), 0x61);
	cr_expect_eq(get(board, 0xDFFC), 0x62626262);
	cr_expect_eq(get(board, 0xEFFC), 0x63636363);
	cr_expect_eq(get(board, 0xF000), 0x63);
	cr_expect_eq(get(board, 0xFFFC), 0);
	board_destroy(board);
}

Test(boot, an_empty_module_takes_no_page)
{
	struct board *board = board_create();
	struct image image = good_image();
	struct file kernel = { image.bytes, IMAGE_SIZE };
	const struct file modules[] = { { image.bytes, 0 }, { image.bytes, 4 } };
	cr_assert_eq(boot(&board->machine, &kernel, modules, 2), BOOT_OK);
	cr_expect_eq(get(board, 0xE000), 2);
	cr_expect_eq(get(board, 0xE004), 0xF000);
	cr_expect_eq(get(board, 0xE008), 0);
	cr_expect_eq(get(board, 0xE00C), 0xF000);
	cr_expect_eq(get(board, 0xE010), 4);
	board_destroy(board);
}

Test(boot, at_most_64_modules)
{
	struct board *board = board_create();
	struct image image = good_image();
	struct file kernel = { image.bytes, IMAGE_SIZE };
	struct file modules[65];
	for (int i = 0; i < 65; i++)
		modules[i] = (struct file){ image.bytes, 0 };
	cr_expect_eq(boot(&board->machine, &kernel, modules, 64), BOOT_OK);
	cr_expect_eq(boot(&board->machine, &kernel, modules, 65), BOOT_TOO_MANY_MODULES);
	board_destroy(board);
}

Test(boot, modules_larger_than_memory)
{
	static uint8_t bytes[BOARD_MEMORY];
	struct board *board = board_create();
	struct image image = good_image();
	struct file kernel = { image.bytes, IMAGE_SIZE };
	/* The kernel ends below 0x3000: the table at 0x3000 fits, and at 0x2000 does not. */
	struct file module = { bytes, BOARD_MEMORY - 0x4000 };
	cr_expect_eq(boot(&board->machine, &kernel, &module, 1), BOOT_OK);
	module.size = BOARD_MEMORY - 0x3000;
	cr_expect_eq(boot(&board->machine, &kernel, &module, 1), BOOT_IMAGE_TOO_LARGE);
	module.size = BOARD_MEMORY;
	cr_expect_eq(boot(&board->machine, &kernel, &module, 1), BOOT_MODULES_TOO_LARGE);
	const struct file many[] = { { bytes, UINT32_MAX }, { bytes, UINT32_MAX } };
	cr_expect_eq(boot(&board->machine, &kernel, many, 2), BOOT_MODULES_TOO_LARGE);
	board_destroy(board);
}

Test(boot, a_file_cut_anywhere_is_refused)
{
	struct image image = good_image();
	for (uint32_t size = 0; size < IMAGE_SIZE - 4; size++) {
		/* An allocation of that very size, so that a read beyond it is seen. */
		uint8_t *bytes = malloc(size == 0 ? 1 : size);
		memcpy(bytes, image.bytes, size);
		struct board *board = board_create();
		struct file file = { bytes, size };
		enum boot_error error = boot(&board->machine, &file, NULL, 0);
		cr_expect_eq(error, size < 4 ? BOOT_NOT_ELF : BOOT_TRUNCATED, "%u bytes: %s", size,
		             boot_error_text(error));
		board_destroy(board);
		free(bytes);
	}
}

/* What the last four bytes are is no segment that is loaded. */
Test(boot, what_is_not_loaded_may_be_missing)
{
	struct board *board = board_create();
	struct image image = good_image();
	cr_expect_eq(boot_bytes(board, &image, IMAGE_SIZE - 4), BOOT_OK);
	board_destroy(board);
}

static void expect_error(enum boot_error expected, unsigned offset, unsigned size, uint32_t value)
{
	struct image image = good_image();
	if (size == 1)
		image.bytes[offset] = (uint8_t)value;
	else if (size == 2)
		set16(&image, offset, value);
	else
		set32(&image, offset, value);
	enum boot_error error = boot_image(&image);
	cr_expect_eq(error, expected, "offset %u value %X: %s", offset, value,
	             boot_error_text(error));
}

Test(boot, what_is_no_elf_is_refused)
{
	expect_error(BOOT_NOT_ELF, 0, 1, 0x7E);
	expect_error(BOOT_NOT_ELF, 3, 1, 'G');
}

Test(boot, a_foreign_elf_is_refused)
{
	expect_error(BOOT_FOREIGN, 4, 1, 2);    /* 64 bits */
	expect_error(BOOT_FOREIGN, 5, 1, 2);    /* big-endian */
	expect_error(BOOT_FOREIGN, 16, 2, 1);   /* an object file */
	expect_error(BOOT_FOREIGN, 18, 2, 243); /* RISC-V */
}

Test(boot, headers_that_make_no_sense_are_refused)
{
	expect_error(BOOT_MALFORMED, 24, 4, 0x1002); /* entry */
	expect_error(BOOT_MALFORMED, 42, 2, 56);     /* size of a program header */
	expect_error(BOOT_MALFORMED, 44, 2, 0);      /* no program header */
	expect_error(BOOT_MALFORMED, 44, 2, 65);
	expect_error(BOOT_MALFORMED, segment(0) + MEMORY_SIZE, 4, 11); /* less than in the file */
}

Test(boot, headers_that_point_outside_the_file_are_refused)
{
	expect_error(BOOT_TRUNCATED, 28, 4, IMAGE_SIZE);
	expect_error(BOOT_TRUNCATED, 28, 4, 0xFFFFFFFF);
	expect_error(BOOT_TRUNCATED, 44, 2, 64);
	expect_error(BOOT_TRUNCATED, segment(0) + OFFSET, 4, 0xFFFFFFFC);
	expect_error(BOOT_TRUNCATED, segment(0) + OFFSET, 4, IMAGE_SIZE - 11);
	expect_error(BOOT_TRUNCATED, segment(0) + FILE_SIZE, 4, 0xFFFFFFFF);
	expect_error(BOOT_MALFORMED, segment(0) + MEMORY_SIZE, 4, 0);
}

Test(boot, segments_that_overlap_are_refused)
{
	expect_error(BOOT_SEGMENTS_OVERLAP, segment(1) + PHYSICAL, 4, 0x1000);
	expect_error(BOOT_SEGMENTS_OVERLAP, segment(1) + PHYSICAL, 4, 0x100B);
	expect_error(BOOT_SEGMENTS_OVERLAP, segment(1) + PHYSICAL, 4, 0x0FED); /* 0xFED + 20 */
	expect_error(BOOT_OK, segment(1) + PHYSICAL, 4, 0x100C);
	expect_error(BOOT_OK, segment(1) + PHYSICAL, 4, 0x0FEC);
}

/* The boot table is at 0xF000. */
Test(boot, an_image_larger_than_memory_is_refused)
{
	expect_error(BOOT_OK, segment(1) + MEMORY_SIZE, 4, 0xD000);
	expect_error(BOOT_IMAGE_TOO_LARGE, segment(1) + MEMORY_SIZE, 4, 0xD001);
	expect_error(BOOT_IMAGE_TOO_LARGE, segment(1) + MEMORY_SIZE, 4, 0xFFFFFFFF);
	expect_error(BOOT_IMAGE_TOO_LARGE, segment(1) + PHYSICAL, 4, 0xFFFFFFF8);
	expect_error(BOOT_IMAGE_TOO_LARGE, segment(1) + PHYSICAL, 4, BOARD_MEMORY);
}

Test(boot, an_empty_segment_is_nothing)
{
	struct image image = good_image();
	set_segment(&image, 1, 1, 0xFFFFFFFF, 0xFFFFFFFF, 0, 0);
	cr_expect_eq(boot_image(&image), BOOT_OK);
}

Test(boot, every_error_has_a_text)
{
	for (int error = BOOT_OK; error <= BOOT_TOO_MANY_MODULES; error++)
		cr_expect_neq(boot_error_text((enum boot_error)error)[0], 0);
}

Test(boot, the_check_tells_where_the_image_ends)
{
	struct image image = good_image();
	struct file file = { image.bytes, IMAGE_SIZE };
	uint32_t end = 1;
	cr_expect_eq(boot_check(&file, &end), BOOT_OK);
	cr_expect_eq(end, 0x3000); /* 0x2014 in whole pages */
	set32(&image, segment(1) + PHYSICAL, 0xFFFFEFEC);
	cr_expect_eq(boot_check(&file, &end), BOOT_OK);
	cr_expect_eq(end, 0xFFFFF000);
	set32(&image, segment(1) + PHYSICAL, 0xFFFFEFED);
	cr_expect_eq(boot_check(&file, &end), BOOT_IMAGE_TOO_LARGE);
}
