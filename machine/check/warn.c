/* Warnings: which are shown, and their lines. */
#include <inttypes.h>
#include <stdlib.h>

#include "machine/check/look.h"
#include "machine/debug/levels.h"
#include "machine/run/site.h"
#include "machine/run/names.h"

/* Whether it is the instruction's first of the kind, and there is room for its line. */
static bool is_shown(struct check *check, enum check_kind kind, uint32_t physical)
{
	for (unsigned i = 0; i < check->warned_count; i++)
		if (check->warned[i].kind == kind && check->warned[i].physical == physical)
			return false;
	if (check->warned_count == MOST_WARNINGS)
		return false;
	check->warned[check->warned_count++] = (struct warned){ kind, physical };
	return true;
}

FILE *warn(struct check *check, enum check_kind kind, const struct step *step)
{
	check->counts[kind]++;
	if (!is_shown(check, kind, step->physical))
		return NULL;
	if (check->lines == NULL)
		check->lines = open_memstream(&check->text, &check->text_size);
	if (check->lines != NULL)
		fprintf(check->lines, "check: %s: ", check_names[kind]);
	return check->lines;
}

/* The instructions before it in this stretch have not been counted yet. */
uint64_t clock_at(struct check *check, const struct step *step)
{
	struct view view;
	if (check->clock == NEVER && level_look(check->session, check->level, &view))
		check->clock = view.devices.clock;
	return check->clock + check->asked - 1 - step->is_before;
}

void print_step(FILE *file, const struct check *check, const struct step *step)
{
	struct site site = session_site(check->session, step->physical, step->pc);
	fprintf(file, "%08" PRIx32, step->pc);
	print_site(file, &site);
}

void warn_end(struct check *check, const struct step *step, uint64_t clock)
{
	fprintf(check->lines, ", at instruction %" PRIu64 " in %s mode, pc ", clock,
	        is_user(step) ? "user" : "supervisor");
	print_step(check->lines, check, step);
	putc('\n', check->lines);
}

void warn_now(struct check *check)
{
	if (check->lines == NULL)
		return;
	if (fclose(check->lines) == 0)
		fwrite(check->text, 1, check->text_size, stderr);
	free(check->text);
	check->lines = NULL;
	check->text = NULL;
}

void warn_counts(struct check *check)
{
	uint64_t all = 0;
	const char *before = ":";
	for (unsigned kind = 0; kind < CHECKS; kind++)
		all += check->counts[kind];
	if (all == 0)
		return;
	fprintf(stderr, "check: %" PRIu64 " warnings, %u of them shown", all, check->warned_count);
	for (unsigned kind = 0; kind < CHECKS; kind++)
		if (check->counts[kind] != 0) {
			fprintf(stderr, "%s %" PRIu64 " %s", before, check->counts[kind],
			        check_names[kind]);
			before = ",";
		}
	putc('\n', stderr);
}
