/* The stack pointer: whether it has gone below its stack. */
#include <inttypes.h>

#include "assembler/image/image.h"
#include "machine/check/look.h"
#include "machine/core/machine.h"
#include "machine/run/site.h"

enum { WORD = 4 };

/* Looks for the stack that the stack pointer is in, by what is executed: above the image it ends at
 * the image, and in it at the symbol before it. */
static void seek_bottom(struct check *check, const struct step *step)
{
	struct site site = session_site(check->session, step->physical, step->pc);
	check->bottom_is = BOTTOM_NOT_KNOWN;
	if (site.image == NULL || (site.module == NULL && !is_in_image(check, site.address)))
		return;
	struct image_segment last = image_segment(site.image, image_segments(site.image) - 1);
	uint32_t sp = step->machine->cpu.registers[REGISTER_SP];
	uint32_t moved = site.symbol - step->pc; /* from the window to the image */
	uint32_t top = sp - WORD + moved, end = last.address + last.memory_size, offset = 0;
	check->bottom_of = NULL;
	if (top >= end) {
		check->bottom = end - moved;
	} else {
		check->bottom_of = image_symbol_at(site.image, top, &offset);
		if (check->bottom_of == NULL)
			return;
		check->bottom = sp - WORD - offset;
	}
	check->bottom_is = BOTTOM_KNOWN;
}

static void warn_of_stack(struct check *check, uint32_t sp)
{
	struct step before = check->last;
	before.is_before = true;
	FILE *file = warn(check, CHECK_stack, &before);
	if (file == NULL)
		return;
	fprintf(file, "sp is %08" PRIx32 ", below ", sp);
	if (check->bottom_of == NULL) {
		fputs("the end of the image", file);
	} else {
		fputs("the stack at ", file);
		image_print_name(file, check->bottom_of);
	}
	fprintf(file, " (%08" PRIx32 ")", check->bottom);
	warn_end(check, &before, clock_at(check, &before));
}

/* Notes what the instruction is to do with the stack pointer: to move it, by adding to it or taking
 * away, or to give it a value from elsewhere, where another stack may be. */
static void expect(struct check *check, const struct step *step)
{
	const struct instruction *instruction = &step->instruction;
	bool writes = (step->traits & TRAIT_WRITES_D) != 0 && instruction->d == REGISTER_SP;
	bool reads = ((step->traits & TRAIT_READS_A) != 0 && instruction->a == REGISTER_SP) ||
	             ((step->traits & TRAIT_READS_B) != 0 && instruction->b == REGISTER_SP);
	bool computes = (step->traits & ~(uint32_t)TRAITS_COMPUTE) == 0;
	check->moves_stack = writes && reads && computes && !check->sets_stack_in_part;
	if (writes && !check->moves_stack)
		check->bottom_is = BOTTOM_NOT_SOUGHT;
	else if (check->moves_stack && check->bottom_is == BOTTOM_NOT_SOUGHT)
		seek_bottom(check, step);
	/* The constants of a row of two instructions come without a register. */
	check->sets_stack_in_part =
	        writes && computes && (step->traits & (TRAIT_READS_A | TRAIT_READS_B)) == 0;
	check->sp = step->machine->cpu.registers[REGISTER_SP];
}

void look_at_stack(struct check *check, const struct step *step)
{
	uint32_t sp = step->machine->cpu.registers[REGISTER_SP];
	if (!is_wanted(check, CHECK_stack))
		return;
	/* A trap leaves the registers as they were, so what moved it is seen in a handler, too. */
	if (check->moves_stack && check->bottom_is == BOTTOM_KNOWN && sp < check->bottom &&
	    sp < check->sp)
		warn_of_stack(check, sp);
	if (check->last.status != step->status || check->last.base != step->base)
		check->bottom_is = BOTTOM_NOT_SOUGHT;
	expect(check, step);
}
