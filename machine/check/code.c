/* What is executed: whether it is code. */
#include <inttypes.h>

#include "machine/check/look.h"
#include "machine/run/site.h"

/* Whether the last instruction was of the same program, and the image of that is known. */
static bool comes_from_known_program(const struct check *check, const struct step *step)
{
	const struct step *last = &check->last;
	return last->machine != NULL && is_user(last) == is_user(step) &&
	       last->base == step->base &&
	       (*mark_of_word(&check->marks, last->physical) & MARK_CODE_OF_PROGRAM) != 0;
}

/* The marks of a word that is executed for the first time since it was written; 0 where it is no
 * code. The level's own image says so itself. What is elsewhere is code in supervisor mode where an
 * image of a program has it. In user mode it may also be of a program whose image is not known,
 * unless it was in a known one until now, or has written the word itself. */
static uint8_t marks_of_code(const struct check *check, const struct step *step)
{
	uint32_t address = step->physical - check->origin;
	if (is_in_image(check, address))
		return is_in_code(check, address) ? MARK_CODE : 0;
	struct site site = session_site(check->session, step->physical, step->pc);
	if (site.module != NULL)
		return MARK_CODE | MARK_CODE_OF_PROGRAM;
	if (!is_user(step) || comes_from_known_program(check, step) ||
	    (*mark_of_word(&check->marks, step->physical) & MARK_STORED_BY_USER) != 0)
		return 0;
	return MARK_CODE;
}

static void warn_of_data(struct check *check, const struct step *step)
{
	FILE *file = warn(check, CHECK_jumps, step);
	if (file == NULL)
		return;
	fputs("executes ", file);
	print_data(file, check, step->physical);
	fputs(", which is no code", file);
	if (check->last.machine != NULL) {
		fputs(", coming from ", file);
		print_step(file, check, &check->last);
	}
	warn_end(check, step, clock_at(check, step));
}

void look_at_code(struct check *check, const struct step *step)
{
	uint8_t *marks = mark_of_word(&check->marks, step->physical);
	if ((*marks & MARK_CODE) == 0)
		*marks |= marks_of_code(check, step);
	bool is_data = (*marks & MARK_CODE) == 0;
	/* Data goes on behind the word that was jumped to. */
	if (is_data && !check->last_is_data && is_wanted(check, CHECK_jumps))
		warn_of_data(check, step);
	check->last_is_data = is_data;
	*marks |= is_user(step) ? MARK_EXECUTED_BY_USER : MARK_EXECUTED;
}
