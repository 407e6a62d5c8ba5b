/* What is stored: into memory, and whether that was code. */
#include <inttypes.h>

#include "machine/check/look.h"

/* A supervisor may well put a program where another one was: it is to leave alone its own code,
 * and what it has executed itself. */
static bool is_code_to_leave(const struct check *check, const struct step *step, uint32_t physical)
{
	uint8_t marks = *mark_of_word(&check->marks, physical);
	if (is_user(step) || is_in_code(check, physical - check->origin))
		return (marks & (MARK_EXECUTED | MARK_EXECUTED_BY_USER)) != 0;
	return (marks & MARK_EXECUTED) != 0;
}

static void warn_of_store(struct check *check, const struct step *step, uint32_t physical)
{
	FILE *file = warn(check, CHECK_stores, step);
	if (file == NULL)
		return;
	fputs("stores to ", file);
	print_data(file, check, physical);
	fputs(", code that was executed", file);
	warn_end(check, step, clock_at(check, step));
}

/* Whether what is stored was loaded, and nothing had written it. */
static bool is_unwritten(const struct check *check, const struct step *step)
{
	return (step->traits & TRAIT_READS_B) != 0 &&
	       (check->unwritten >> step->instruction.b & 1) != 0;
}

static void look_at_piece(struct check *check, const struct step *step, const struct piece *piece)
{
	if (piece->size == 0)
		return;
	uint32_t first = piece->physical & ~UINT32_C(3), last = piece->physical + piece->size - 1;
	for (uint32_t at = first; is_wanted(check, CHECK_stores) && at <= last; at += 4)
		if (is_code_to_leave(check, step, at)) {
			warn_of_store(check, step, at);
			break;
		}
	marks_write(&check->marks, piece->physical, piece->size);
	for (uint32_t i = 0; is_unwritten(check, step) && i < piece->size; i++)
		check->marks.bytes[piece->physical + i] &= (uint8_t)~MARK_WRITTEN;
	for (uint32_t at = first; is_user(step) && at <= last; at += 4)
		*mark_of_word(&check->marks, at) |= MARK_STORED_BY_USER;
}

void look_at_store(struct check *check, const struct step *step)
{
	struct piece pieces[2];
	uint32_t address;
	if ((step->traits & TRAITS_STORE) == 0)
		return;
	uint32_t bytes = bytes_accessed(step->machine, step->word, true, &address);
	if (bytes != 0 && find_pieces(step->machine, address, bytes, ACCESS_STORE, pieces))
		for (unsigned i = 0; i < 2; i++)
			look_at_piece(check, step, &pieces[i]);
}
