/* What is loaded: whether it was ever written, as far as it is used.
 *
 * What nothing has written may be copied, as kernels do with contexts, pages and structures: what
 * it is stored to is then as unwritten. It is warned of where the program does anything else with
 * it. */
#include <inttypes.h>

#include "machine/check/look.h"

static void warn_of_load(struct check *check, const struct loaded *loaded, const struct step *use)
{
	FILE *file = warn(check, CHECK_uninitialised, &loaded->step);
	if (file == NULL)
		return;
	fputs("reads ", file);
	print_data(file, check, loaded->physical);
	fputs(", which nothing has written", file);
	if (use != NULL) {
		fputs(", used at ", file);
		print_step(file, check, use);
	}
	warn_end(check, &loaded->step, loaded->clock);
}

static bool uses(const struct step *step, unsigned number)
{
	if ((step->traits & TRAIT_READS_A) != 0 && step->instruction.a == number)
		return true;
	return (step->traits & TRAIT_READS_B) != 0 && step->instruction.b == number &&
	       (step->traits & TRAITS_STORE) == 0;
}

static void look_at_uses(struct check *check, const struct step *step)
{
	for (unsigned i = 1; i < REGISTERS; i++)
		if ((check->unwritten >> i & 1) != 0 && uses(step, i)) {
			warn_of_load(check, &check->loaded[i], step);
			check->unwritten &= ~(1u << i);
		}
}

/* A PSW is used as it is loaded: each word of it. */
static void look_at_psw(struct check *check, const struct step *step, const struct piece pieces[2])
{
	for (uint32_t first = 0; first < sizeof(struct psw); first += 4)
		if (marks_are_unwritten(&check->marks, pieces, first, 4)) {
			const struct loaded loaded = { *step, piece_at(pieces, first),
				                       clock_at(check, step) };
			warn_of_load(check, &loaded, NULL);
			return;
		}
}

/* Whether it loads what nothing has written any byte of: a part that is not used may be loaded with
 * the rest. */
static bool loads_unwritten(struct check *check, const struct step *step)
{
	struct piece pieces[2];
	uint32_t address, bytes = bytes_accessed(step->machine, step->word, false, &address);
	if (bytes == 0 || (step->traits & TRAIT_LOADS_PREVIOUS) != 0 ||
	    !find_pieces(step->machine, address, bytes, ACCESS_LOAD, pieces))
		return false;
	if ((step->traits & TRAIT_LOADS_PSW) != 0) {
		look_at_psw(check, step, pieces);
		return false;
	}
	if (!marks_are_unwritten(&check->marks, pieces, 0, bytes))
		return false;
	check->loaded[step->instruction.d] =
	        (struct loaded){ *step, pieces[0].physical, clock_at(check, step) };
	return true;
}

void look_at_load(struct check *check, const struct step *step)
{
	if (!is_wanted(check, CHECK_uninitialised))
		return;
	if (check->unwritten != 0)
		look_at_uses(check, step);
	bool is_unwritten = (step->traits & TRAITS_LOAD) != 0 && loads_unwritten(check, step);
	if ((step->traits & TRAIT_WRITES_D) == 0 || step->instruction.d == 0)
		return;
	check->unwritten &= ~(1u << step->instruction.d);
	if (is_unwritten)
		check->unwritten |= 1u << step->instruction.d;
}
