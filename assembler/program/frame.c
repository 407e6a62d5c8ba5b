/* Frames of a unit. */
#include "assembler/program/frame.h"

#include <stdlib.h>

#include "assembler/program/assembler.h"
#include "assembler/program/section.h"

void add_frame_rule(struct frame *frame, struct frame_rule rule)
{
	rule.offset = (uint32_t)frame->piece->size;
	frame->rules = grow(frame->rules, &frame->rule_capacity, frame->rule_count + 1,
	                    sizeof *frame->rules);
	frame->rules[frame->rule_count++] = rule;
}

void close_frames(struct assembler *assembler)
{
	struct frame *frame = assembler->unit->frame;
	if (frame == NULL)
		return;
	error_at(&assembler->diagnostics, frame->location, "there is no .cfi_endproc for it");
	free(frame->rules);
	assembler->unit->frame = NULL;
}

void frames_free(struct unit *unit)
{
	for (struct frame *frame = unit->frames; frame != NULL; frame = frame->next)
		free(frame->rules);
}
