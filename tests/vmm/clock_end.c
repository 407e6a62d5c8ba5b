/* Near the end of the clock a guest is the same under the VMM. */
#include <criterion/criterion.h>

#include "isa/profiles.h"
#include "vmm/equivalence/compare.h"
#include "vmm/equivalence/program.h"

static struct pair pair;

/* Puts both clocks so many instructions before the end, all of them waited, and runs the kernel up
 * to it, which loads a PSW with a timer and does the words in turn for ever. */
static void run_near_end(uint64_t before, uint32_t timer, const uint32_t *words, uint32_t count)
{
	const struct psw again = { 0, PROGRAM_CODE + 4, 0, PROGRAM_MEMORY, timer };
	struct program program = { .page = { 0 } };
	struct program_image image;
	struct differences differences;
	struct supply supply = program_supply(PROFILE_pg32);
	write_psw((uint8_t *)program.page + 0x40, &again);
	program.code[0] = program.code[count + 1] = 0xF0000040; /* lpsw 0x40(zero) */
	memcpy(program.code + 1, words, count * sizeof *words);
	uint32_t files = program_files(&program, &image);
	pair_create(&pair, PROGRAM_MEMORY, NULL);
	cr_assert(pair_boot(&pair, &supply, image.files, files, false));
	pair.bare.devices.clock = pair.hosted.vm.guest.devices.clock = CLOCK_END - before;
	pair.guest.clock = pair.guest.devices.clock = CLOCK_END - before;
	pair.bare.devices.waited = pair.hosted.vm.guest.devices.waited = CLOCK_END - before;
	pair.guest.devices.waited = CLOCK_END - before;
	cr_expect(run_in_step(&pair, &differences), "%s: bare %s, virtual %s",
	          differences.list[0].field, differences.list[0].bare, differences.list[0].virtual);
	cr_expect(pair.at_limit);
	cr_expect_eq(pair.bare.devices.clock, CLOCK_END);
	pair_release(&pair);
}

Test(clock_end, in_instructions)
{
	static const uint32_t words[] = { 0x30110001, 0x30220001, 0xF2300001 };
	for (uint64_t before = 1; before < 12; before++)
		run_near_end(before, 0, words, 3);
}

Test(clock_end, in_waits_for_the_timer)
{
	static const uint32_t words[] = { 0x30110001, 0xF4000000 };
	for (uint64_t before = 1; before < 130; before += 3)
		run_near_end(before, 100, words, 2);
	run_near_end(UINT64_C(1) << 34, UINT32_MAX, words, 2);
}
